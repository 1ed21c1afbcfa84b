import type { Finding, GuardCode, ShownFinding } from '@sommier/domain/guards';
import { listGuards } from '@sommier/domain/guards';
import type { ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Note, TextField } from '../../platform/ui/index.ts';

/** The reasons a manager gives, by rule. */
export type Answers = Partial<Record<GuardCode, string>>;
interface Told { code: GuardCode; outcome: 'refuse' | 'warn'; basis: readonly { law: string; article: string | null; confirmed: boolean }[] }

const Basis = ({ basis }: { basis: Told['basis'] }) => {
  const t = useT();
  return <ul className="plain small">{basis.map((b) => <li key={b.law + String(b.article)}><bdi>{b.law}{b.article === null ? '' : `, ${b.article}`}</bdi>{!b.confirmed && ` (${t('occ.guard.confirm')})`}</li>)}</ul>;
};

/** The rules the form meets as it stands, refusals first, each with what it stands on; a manager answers for a refusal in place. */
export const GuardNotes = ({ findings, answers, onAnswer }: { findings: readonly (Finding | ShownFinding)[]; answers: Answers; onAnswer: (next: Answers) => void }) => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const { data } = useEndpoint(listGuards, { params: { commune } }, { enabled: findings.length > 0 });
  return (
    <div className="stack" aria-live="polite">
      {findings.map((f) => (
        <Note key={f.code} tone={f.outcome === 'refuse' ? 'bad' : 'warn'}>
          <p><b>{t(f.outcome === 'refuse' ? 'occ.guard.refuse' : 'occ.guard.warn')}</b> {data?.guards.find((g) => g.code === f.code)?.text ?? f.code}</p>
          <Basis basis={f.basis} />
          {f.outcome === 'refuse' && (can('guard.override')
            ? <TextField label={t('occ.guard.reason')} hint={t('occ.guard.reason.hint')} value={answers[f.code] ?? ''} minLength={10} maxLength={1000} onChange={(e) => onAnswer({ ...answers, [f.code]: e.currentTarget.value })} />
            : <p className="small">{t('occ.guard.manager')}</p>)}
        </Note>
      ))}
    </div>
  );
};

/** The rules a refused write names. */
export const RefusedFindings = ({ error, answers, onAnswer }: { error: ProblemError; answers: Answers; onAnswer: (next: Answers) => void }) => {
  const { findings } = error.detail;
  return Array.isArray(findings) ? <GuardNotes findings={findings as ShownFinding[]} answers={answers} onAnswer={onAnswer} /> : null;
};
