import { useState } from 'react';
import { ACCOUNTS, getDurations, NOT_DEPRECIATED, setDurations, type Account } from '@sommier/domain/papers';
import { useT } from '../../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../../platform/query.ts';
import { useCan, useCommune } from '../../../platform/session.tsx';
import { Button, Problem, TextField } from '../../../platform/ui/index.ts';

const OPEN = ACCOUNTS.filter((a): a is Exclude<Account, ''> => !NOT_DEPRECIATED.includes(a));

/** Years of depreciation by account, as the council voted them. */
export const DurationsForm = () => {
  const t = useT();
  const can = useCan();
  const { code: commune } = useCommune();
  const kept = useEndpoint(getDurations, { params: { commune } });
  const save = useChange(setDurations, ['papers.durations.get', 'papers.statements.summary']);
  const [typed, setTyped] = useState<Partial<Record<Account, string>>>({});
  const of = (a: Account): string => typed[a] ?? String(kept.data?.rows.find((r) => r.account === a)?.years ?? '');
  const rows = OPEN.filter((a) => typed[a] !== undefined).map((account) => ({ account, years: typed[account] ? Number(typed[account]) : null }));
  return (
    <details>
      <summary>{t('st.durations')}</summary>
      <p className="small">{t('st.durations.why')}</p>
      <div className="row filters">{OPEN.map((a) => <TextField key={a} label={t('st.years', { account: `\u2068${a}\u2069` })} type="number" min={1} max={100} value={of(a)} disabled={!can('register.rules')} onChange={(e) => setTyped({ ...typed, [a]: e.target.value })} />)}</div>
      {save.error && <Problem error={save.error} />}
      {can('register.rules') && <Button refuse={rows.length === 0 && t('st.durations')} onClick={() => save.mutate({ params: { commune }, body: { rows } }, { onSuccess: () => setTyped({}) })}>{t('st.durations.save')}</Button>}
    </details>
  );
};
