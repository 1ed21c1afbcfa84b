import { activityFiles } from '../activity-files.ts';
import { imports } from '../imports.ts';
import { leases } from '../leases.ts';
import { sales } from '../sales.ts';

export const files = { ...imports, ...leases, ...sales, ...activityFiles };
