import type { OutsideCommune } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { Note } from '../../platform/ui/index.ts';

/** Rows that land far from the commune, how far, and the systems in which the same figures would land in it. */
export const OutsideNote = ({ notes }: { notes: Readonly<Record<string, unknown>> | undefined }) => {
  const t = useT();
  const found = notes?.['outside_commune'] as OutsideCommune | undefined;
  if (!found) return null;
  const { rows, placed, km, of, tries } = found;
  return <Note tone="bad"><p>{t(of === 'commune' ? 'imports.outside' : 'imports.outside.country', { rows, placed, km })}</p>{tries.length > 0 && <p>{t('imports.outside.try', { systems: `\u2068${tries.map((c) => `EPSG:${c}`).join(', ')}\u2069` })}</p>}</Note>;
};
