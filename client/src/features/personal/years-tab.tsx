import type { FormEvent } from 'react';
import { getRetention, runRetention, setRetention, type RetentionRule } from '@sommier/domain/personal';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, Table, useToast } from '../../platform/ui/index.ts';

/** Years by category with the text that says so; what is past is counted, then forgotten. */
export const YearsTab = () => {
  const t = useT();
  const say = useToast();
  const manages = useCan()('personal.manage');
  const { code: commune } = useCommune();
  const rules = useEndpoint(getRetention, { params: { commune } });
  const save = useChange(setRetention, ['getRetention', 'planErasure']);
  const run = useChange(runRetention, ['planErasure', 'listReadings', 'searchParties']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), text = (key: string) => String(form.get(key) ?? '').trim();
    const wanted = (rules.data?.rules ?? []).map(({ category }) => ({ category, years: text(`years.${category}`) === '' ? null : Number(text(`years.${category}`)), basis: text(`basis.${category}`) === '' ? null : text(`basis.${category}`) }));
    save.mutate({ params: { commune }, body: { rules: wanted } }, { onSuccess: () => { run.reset(); say(t('personal.years.saved')); } });
  };
  const error = rules.error ?? save.error ?? run.error;
  const sums = run.data && { persons: run.data.persons, accounts: run.data.accounts, candidates: run.data.candidates, values: run.data.values };
  const nothing = sums !== undefined && Object.values(sums).every((n) => n === 0);
  return (
    <>
      <p className="small">{t('personal.years.why')}</p>
      {error && <Problem error={error} onRetry={() => void rules.refetch()} />}
      {rules.data && (
        <form className="block" onSubmit={submit}>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('personal.tab.years')}>
            <Table<RetentionRule> label={t('personal.tab.years')} rows={rules.data.rules} keyOf={(r) => r.category} columns={[
              { key: 'category', head: t('personal.category'), cell: (r) => t(`personal.cat.${r.category}`) },
              { key: 'years', head: t('personal.years'), num: true, cell: (r) => (manages
                ? <input type="number" name={`years.${r.category}`} aria-label={t('personal.years.of', { category: t(`personal.cat.${r.category}`) })} min={0} max={100} step={1} defaultValue={r.years ?? ''} placeholder={t('personal.years.never')} className="years" dir="ltr" />
                : r.years ?? t('personal.years.never')) },
              { key: 'basis', head: t('personal.basis'), cell: (r) => (manages
                ? <input type="text" name={`basis.${r.category}`} aria-label={t('personal.basis.of', { category: t(`personal.cat.${r.category}`) })} maxLength={300} defaultValue={r.basis ?? ''} autoComplete="off" className="basis" dir="auto" />
                : <bdi>{r.basis ?? '–'}</bdi>) },
            ]} />
          </div>
          {manages && <div className="row">
            <Button kind="main" type="submit" refuse={save.isPending && t('shell.wait')}>{t('personal.years.save')}</Button>
            <Button refuse={run.isPending && t('shell.wait')} onClick={() => run.mutate({ params: { commune }, body: { dryRun: true } })}>{t('personal.run.dry')}</Button>
            <Button kind="bad" refuse={run.data?.dryRun !== true ? t('personal.run.first') : nothing && t('personal.run.nothing')} onClick={() => run.mutate({ params: { commune }, body: { dryRun: false } })}>{t('personal.run.go')}</Button>
          </div>}
        </form>
      )}
      {sums && run.data && <Note tone={run.data.dryRun ? 'info' : 'ok'}>{nothing && run.data.dryRun ? t('personal.run.nothing') : t(run.data.dryRun ? 'personal.run.would' : 'personal.run.done', sums)}</Note>}
    </>
  );
};
