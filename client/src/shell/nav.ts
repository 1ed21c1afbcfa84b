import type { Permission } from '@sommier/domain/shared';
import type { MessageKey } from '../platform/i18n/index.ts';
import type { CommunePath } from '../routes.tsx';

/** The screens of the top bar, in order; one without the permission is not shown. */
export const NAV: readonly { to: CommunePath; label: MessageKey; permission: Permission }[] = [
  { to: '/c/$commune/map', label: 'shell.nav.map', permission: 'register.read' },
  { to: '/c/$commune/zones', label: 'zones.title', permission: 'activity.read' },
  { to: '/c/$commune/imports', label: 'imports.title', permission: 'jobs.read' },
  { to: '/c/$commune/jobs', label: 'jobs.title', permission: 'jobs.read' },
  { to: '/c/$commune/users', label: 'users.title', permission: 'users.manage' },
  { to: '/c/$commune/audit', label: 'audit.title', permission: 'audit.read' },
];
