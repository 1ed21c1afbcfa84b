import { activityFiles } from '../activity-files.ts';
import { imports } from '../imports.ts';
import { leases } from '../leases.ts';
import { sales } from '../sales.ts';

/** The texts of the import wizard and of the formats’ own words. */
export const files = { ...imports, ...leases, ...sales, ...activityFiles };
