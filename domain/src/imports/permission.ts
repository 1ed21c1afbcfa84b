import type { Permission } from '../shared/permission.ts';
import type { ImportFormat } from './model.ts';

const PERMISSION: Record<ImportFormat, Permission> = { assets: 'register.write', parcels: 'register.write', layer: 'layers.write', leases: 'occupation.write', payments: 'money.write', sales: 'register.write', 'fixed-assets': 'register.write', 'inside-airbnb': 'activity.write', 'lodging-stays': 'activity.write', 'eu-str': 'activity.write', 'dpi-xml': 'activity.write', gbfs: 'activity.write', mds: 'activity.write', fleet: 'activity.write', declarations: 'activity.write', deliveries: 'activity.write', ocsitan: 'activity.write', addresses: 'layers.write', 'inside-airbnb-calendar': 'activity.write', 'inside-airbnb-reviews': 'activity.write' };

/** What a person must hold, beside `import.run`, to bring in a file of this format. */
export const formatPermission = (format: ImportFormat): Permission => PERMISSION[format];
