import type { Permission } from '@sommier/domain/shared';
import type { MessageKey } from '../platform/i18n/index.ts';
import type { CommunePath } from '../routes.tsx';

/** The screens of the top bar, in order; one without the permission is not shown. */
export const NAV: readonly { to: CommunePath; label: MessageKey; permission: Permission }[] = [
  { to: '/c/$commune/map', label: 'shell.nav.map', permission: 'register.read' },
];
