import type { ShownFinding } from '@sommier/domain/guards';
import type { ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { Field, Tag } from '../../platform/ui/index.ts';

/** The rules a refused write met, as the server told them; empty where the refusal is of another kind. */
export const findingsOf = (error: ProblemError | null): readonly ShownFinding[] => (error?.code === 'rule_refused' && Array.isArray(error.detail['findings']) ? error.detail['findings'] as ShownFinding[] : []);

interface Props {
  findings: readonly ShownFinding[];
  /** Reasons typed so far by guard; without `onReason` they are shown and not asked. */
  reasons?: Readonly<Record<string, string>>;
  onReason?: ((guard: string, reason: string) => void) | undefined;
}

/** Each rule met: refused or warned, what it says, what it stands on, and, for who may, the reason to go past it. */
export const FindingList = ({ findings, reasons = {}, onReason }: Props) => {
  const t = useT();
  if (findings.length === 0) return null;
  return (
    <ul className="stack" aria-label={t('guards.met')} aria-live="assertive">
      {findings.map((f) => (
        <li key={f.code} className={`note ${f.overridden !== null ? '' : f.outcome === 'refuse' ? 'bad' : 'warn'}`}>
          <p><Tag tone={f.outcome === 'refuse' ? 'bad' : 'warn'}>{t(f.overridden !== null ? 'guards.overridden' : f.outcome === 'refuse' ? 'guards.refused' : 'guards.warned')}</Tag> {f.text}{f.about ? <> <bdi dir="ltr" className="small">({f.about})</bdi></> : null}</p>
          <p className="small">{t('guards.basis')} {f.basis.map((b, i) => <span key={b.law}>{i > 0 ? ' ; ' : ''}<bdi lang="fr">{b.law}{b.article ? `, ${b.article}` : ''}</bdi>{b.confirmed ? '' : ` (${t('guards.toconfirm')})`}</span>)}</p>
          {f.overridden !== null && <p className="small">{t('guards.reason')} <bdi>{f.overridden}</bdi></p>}
          {f.outcome === 'refuse' && f.overridden === null && onReason && (
            <Field label={t('guards.override')} hint={t('guards.override.hint')}><textarea rows={2} maxLength={1000} dir="auto" value={reasons[f.code] ?? ''} onChange={(e) => onReason(f.code, e.target.value)} /></Field>
          )}
        </li>
      ))}
    </ul>
  );
};
