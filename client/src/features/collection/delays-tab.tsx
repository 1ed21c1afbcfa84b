import { useState } from 'react';
import { adoptDelays, changeDelay, listDelays, type DelayRule } from '@sommier/domain/collection';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { asSent, DelayDialog } from './delay-dialog.tsx';

/** The dated delays of the procedure, each with its text; what nobody of the commune confirmed says so. */
export const DelaysTab = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const { code: commune } = useCommune();
  const read = useEndpoint(listDelays, { params: { commune } });
  const adopt = useChange(adoptDelays, ['listDelays', 'getCollectionFile']), change = useChange(changeDelay, ['listDelays', 'getCollectionFile']);
  const [edited, edit] = useState<DelayRule | 'new' | null>(null);
  const confirm = (r: DelayRule): void => change.mutate({ params: { commune, id: r.id }, body: { ...asSent(r), confirmed: true }, options: { headers: { 'if-match': `"v${String(r.version)}"` } } });
  const rules = read.data?.rules ?? [], missing = (read.data?.models ?? []).filter((m) => !rules.some((r) => r.fileKind === m.fileKind && r.step === m.step)).length;
  return (
    <section className="block">
      {(read.error ?? adopt.error ?? change.error) && <Problem error={(read.error ?? adopt.error ?? change.error)!} />}
      {missing > 0 && can('collect.decide') && <Note><p>{t('collect.delays.adopt.why', { n: missing })}</p><Button onClick={() => adopt.mutate({ params: { commune }, body: {} })}>{t('collect.delays.adopt')}</Button></Note>}
      {can('collect.decide') && <div className="row"><Button icon="plus" onClick={() => edit('new')}>{t('collect.delays.new')}</Button></div>}
      {read.data && rules.length === 0 && <Empty title={t('collect.delays.none')} why={t('collect.delays.none.why')} />}
      {rules.length > 0 && <div className="scroll" tabIndex={0} role="region" aria-label={t('collect.delays')}><Table<DelayRule> label={t('collect.delays')} rows={rules} keyOf={(r) => r.id} columns={[
        { key: 'kind', head: t('collect.delays.file'), cell: (r) => t(`collect.kind.${r.fileKind}`) }, { key: 'step', head: t('collect.delays.step'), cell: (r) => <b>{word('collect.step.', r.step)}</b> },
        { key: 'days', head: t('collect.delays.days'), cell: (r) => t(r.step === 'appeal' ? 'collect.delays.within' : 'collect.delays.after', { n: r.days, after: word('collect.step.', r.after) }) },
        { key: 'law', head: t('collect.law'), className: 'wrap', cell: (r) => <bdi>{[r.law, r.article].filter(Boolean).join(', ')}</bdi> }, { key: 'from', head: t('collect.from'), cell: (r) => (r.to === null ? f.day(r.from) : <Ref>{`${f.day(r.from)} – ${f.day(r.to)}`}</Ref>) },
        { key: 'status', head: t('collect.delays.status'), cell: (r) => (r.status === 'confirmed' ? <Tag tone="ok">{t('collect.delays.confirmed', { name: r.confirmedBy ?? '' })}</Tag> : <span className="row"><Tag tone="warn">{t('collect.delays.to_confirm')}</Tag>{can('collect.decide') && <Button kind="flat" onClick={() => confirm(r)}>{t('collect.delays.confirm')}</Button>}</span>) },
        ...(can('collect.decide') ? [{ key: 'edit', head: <span className="vh">{t('collect.delays.edit')}</span>, cell: (r: DelayRule) => <Button kind="flat" onClick={() => edit(r)}>{t('collect.delays.edit')}</Button> }] : []),
      ]} /></div>}
      {edited !== null && <DelayDialog rule={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </section>
  );
};
