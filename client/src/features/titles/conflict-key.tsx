import type { Reply } from '@sommier/domain/shared';
import { CONFLICT_HUES, CONFLICT_PATTERNS } from '@sommier/domain/style';
import type { ConflictRow, listConflicts } from '@sommier/domain/titles';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';

type Counts = Reply<typeof listConflicts>['counts'];
export interface ConflictLegend { counts: Counts; kind: ConflictRow['kind'] | ''; state: ConflictRow['state'] | ''; onKind: (k: ConflictRow['kind'] | '') => void; onState: (s: ConflictRow['state'] | '') => void }

/** What the colours and the patterns say, each with its count; one is clicked to see it alone. */
export const ConflictKey = ({ counts, kind, state, onKind, onState }: ConflictLegend) => {
  const t = useT();
  const format = useFormat();
  const { language } = useLanguage();
  const of = (test: (c: Counts[number]) => boolean) => format.whole(counts.filter(test).reduce((n, c) => n + c.count, 0));
  return (
    <div className="conflictkey" role="group" aria-label={t('titles.map.key')}>
      {CONFLICT_HUES.map((k) => <button key={k.kind} type="button" aria-pressed={kind === k.kind} onClick={() => onKind(kind === k.kind ? '' : k.kind as ConflictRow['kind'])}><i className={`k-${k.kind}`} aria-hidden="true" />{k.text[language]} <small>{of((c) => c.kind === k.kind && (state === '' || c.state === state))}</small></button>)}
      {CONFLICT_PATTERNS.map((s) => <button key={s.state} type="button" aria-pressed={state === s.state} onClick={() => onState(state === s.state ? '' : s.state as ConflictRow['state'])}><i className={`p-${s.pattern}`} aria-hidden="true" />{s.text[language]} <small>{of((c) => c.state === s.state && (kind === '' || c.kind === kind))}</small></button>)}
    </div>
  );
};
