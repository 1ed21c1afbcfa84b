import { OCCUPANCY_LETTER, type OccupancyState, type OccupationStatus } from '@sommier/domain/occupations';
import { addDays } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Tag, type Tone } from '../../platform/ui/index.ts';

/** The state of a unit: its letter in its pattern, as on the map, and the word. */
export const StateMark = ({ state, word = true }: { state: OccupancyState | null; word?: boolean }) => {
  const code = useCodeText();
  const t = useT();
  if (state === null) return <>{t('occ.state.unknown')}</>;
  return <span className="occmark"><i className={`occsw ${state}`} aria-hidden={word || undefined} aria-label={word ? undefined : code('code.occ.state.', state)}>{OCCUPANCY_LETTER[state]}</i>{word && code('code.occ.state.', state)}</span>;
};

const TONE: Record<OccupationStatus, Tone | 'mute'> = { draft: 'mute', active: 'ok', notice: 'warn', expired_occupied: 'bad', ended: 'mute', litigation: 'warn' };
export const StatusTag = ({ status }: { status: OccupationStatus }) => {
  const code = useCodeText();
  return <Tag tone={TONE[status]}>{code('code.occ.status.', status)}</Tag>;
};

/** The last day of a right in words: the register keeps the first day without. */
export const useLastDay = (): ((end: string | null, tacit?: boolean) => string) => {
  const format = useFormat();
  const t = useT();
  return (end, tacit = false) => end === null ? t(tacit ? 'occ.end.tacit' : 'occ.end.none') : format.day(addDays(end, -1));
};

/** "120,500 / mois" */
export const useRent = (): ((rent: { amountMinor: string; period: string } | null, free: boolean) => string) => {
  const format = useFormat();
  const code = useCodeText();
  const t = useT();
  return (rent, free) => rent !== null && rent.amountMinor !== '0' ? `${format.money(rent.amountMinor)} / ${code('code.occ.period.', rent.period)}` : free ? t('occ.free') : '–';
};
