import type { Geometry } from '@sommier/domain/shared';

const KEY = 'sommier:shape';
/** The zone the reader drew last, for the screens that filter by it. It stays in this tab: never in an address, which others may read. */
export const keptShape = (): Geometry | null => {
  try { return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Geometry | null; } catch { return null; }
};
export const keepShape = (shape: Geometry | null): void => {
  try { if (shape) sessionStorage.setItem(KEY, JSON.stringify(shape)); else sessionStorage.removeItem(KEY); } catch { /* a tab without storage filters until it is reloaded */ }
};
