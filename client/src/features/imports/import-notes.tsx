import type { ReactNode } from 'react';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Note } from '../../platform/ui/index.ts';
import { OutsideNote } from './outside-note.tsx';

interface Said { notes?: Readonly<Record<string, unknown>> | undefined; held?: number; removed?: number }
const asNumber = (v: unknown): number => (typeof v === 'number' && v > 0 ? v : 0);
const isolated = (v: unknown): string => `\u2068${String(v)}\u2069`;

/** What a file told beside its rows, and what was done without being asked: nothing of it is passed over in silence. */
export const ImportNotes = ({ notes = {}, held = 0, removed = 0 }: Said) => {
  const t = useT(), intl = useIntl();
  const n = (key: string): number => asNumber(notes[key]);
  const warn: ReactNode[] = [
    notes['same_file_as'] !== undefined && t('imports.note.same', { id: isolated(notes['same_file_as']) }),
    notes['message_came_before'] === true ? t('imports.note.came_before') : held > 0 && t('imports.note.held', { n: held }),
    removed > 0 && t(notes['message_ref'] === undefined ? 'imports.removed' : 'imports.note.withdrawn', { n: removed }),
    notes['taken_from'] === 'today' && t('imports.note.taken_today'),
    notes['year_from'] === 'today' && t('imports.note.year_today', { year: String(notes['year']) }),
    notes['columns_absent'] !== undefined && t('imports.note.absent', { columns: isolated(notes['columns_absent']) }),
    n('zones_refused') > 0 && t('imports.note.zones_refused', { n: n('zones_refused') }),
  ].filter((x) => x !== false);
  const told: ReactNode[] = [
    notes['taken_at'] !== undefined && t('imports.note.snapshot', { day: intl.formatDate(String(notes['taken_at']), { dateStyle: 'medium', timeStyle: 'short' }), vehicles: n('vehicles'), stations: n('stations'), zones: n('geofencing_zones') }),
    notes['languages'] !== undefined && t('imports.note.languages', { languages: isolated(notes['languages']), language: isolated(notes['language']) }),
    n('unlocated') > 0 && t('imports.note.unlocated', { n: n('unlocated') }),
    n('null_island') > 0 && t('imports.note.null_island', { n: n('null_island') }),
    n('unknown_listings') > 0 && t('imports.note.unknown_listings', { n: n('unknown_listings') }),
    n('repaired') > 0 && t('imports.note.repaired', { n: n('repaired') }),
  ].filter((x) => x !== false);
  const list = (lines: ReactNode[]): ReactNode => lines.map((line, i) => <p key={i}>{line}</p>);
  return <><OutsideNote notes={notes} />{warn.length > 0 && <Note tone="warn">{list(warn)}</Note>}{told.length > 0 && <Note>{list(told)}</Note>}</>;
};
