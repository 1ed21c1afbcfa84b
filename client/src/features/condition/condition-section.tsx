import { useState, type FormEvent } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import { getAssetCondition, stateReplacement, withdrawInspection, type Inspection } from '@sommier/domain/condition';
import { currencyExponent } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Field, Note, Problem, Ref, Table, TextField, useToast } from '../../platform/ui/index.ts';
import { DocumentsSection } from '../documents/index.ts';
import { readAmount } from '../ledger/index.ts';
import { FciScale } from './fci-scale.tsx';
import { FciTag } from './fci-tag.tsx';
import { InspectDialog, TOUCHED } from './inspect-dialog.tsx';
import { WorkDialog } from './work-dialog.tsx';
import { WorksTable } from './works-table.tsx';
import '../../platform/ui/report.css';

const Seen = ({ row, onClose }: { row: Inspection; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [reason, setReason] = useState('');
  const say = useToast();
  const withdraw = useChange(withdrawInspection, TOUCHED);
  return (
    <Dialog wide title={t('condition.inspection', { day: f.day(row.on) })} onClose={onClose}>
      <div className="stack">
        <p><b>{t(`condition.class.${row.class}`)}</b>. {t('condition.by', { name: row.author.name })}</p>
        {row.reason !== null && <Note tone="warn">{t('condition.withdrawn', { name: row.withdrawnBy?.name ?? '' })} <bdi>{row.reason}</bdi></Note>}
        {row.components.length > 0 && <Table label={t('condition.components')} rows={row.components} keyOf={(c) => c.component} columns={[{ key: 'c', head: t('condition.component'), cell: (c) => t(`condition.component.${c.component}`) }, { key: 'k', head: t('condition.class'), cell: (c) => t(`condition.class.${c.class}`) }, { key: 'n', head: t('condition.note'), className: 'wrap', cell: (c) => <bdi>{c.note ?? '–'}</bdi> }]} />}
        {row.note && <p><bdi>{row.note}</bdi></p>}
        {may && row.reason === null && <form className="filters" onSubmit={(e) => { e.preventDefault(); withdraw.mutate({ params: { commune, id: row.id }, body: { reason } }, { onSuccess: (w) => { if (w.proposal !== null) say(t('condition.proposed')); onClose(); } }); }}><Field label={t('condition.withdraw.why')}><input required maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} /></Field><Button type="submit">{t('condition.withdraw')}</Button></form>}
        {withdraw.error && <Problem error={withdraw.error} />}
        <DocumentsSection subjectKind="inspection" subjectId={row.id} title={t('condition.photos')} />
      </div>
    </Dialog>
  );
};

const Replacement = ({ asset, today, onClose }: { asset: string; today: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune, currency } = useCommune();
  const [v, set] = useState({ amount: '', on: today, source: '' });
  const save = useChange(stateReplacement, TOUCHED);
  const amount = readAmount(v.amount, currencyExponent(currency));
  const send = (e: FormEvent) => { e.preventDefault(); if (amount !== null) save.mutate({ params: { commune, asset }, body: { amount, on: v.on, source: v.source.trim() } }, { onSuccess: onClose }); };
  return (
    <Dialog title={t('condition.replacement.state')} onClose={onClose} foot={<Button kind="main" type="submit" form="replacement">{t('condition.work.save')}</Button>}>
      <form id="replacement" className="stack" onSubmit={send}>
        <TextField label={`${t('condition.replacement')} (${currency})`} hint={t('condition.replacement.hint')} inputMode="decimal" required value={v.amount} onChange={(e) => set({ ...v, amount: e.target.value })} error={v.amount !== '' && amount === null ? t('condition.cost.wrong') : undefined} />
        <TextField label={t('condition.on')} type="date" required value={v.on} onChange={(e) => set({ ...v, on: e.target.value })} /><TextField label={t('condition.source')} required maxLength={300} value={v.source} onChange={(e) => set({ ...v, source: e.target.value })} />
        {save.error && <Problem error={save.error} />}
      </form>
    </Dialog>
  );
};

/** In what state the property is: its index with what it rests on, the visits, the works. */
export const ConditionSection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const f = useFormat();
  const may = useCan()('register.write');
  const { code: commune, currency } = useCommune();
  const [open, setOpen] = useState<'inspect' | 'work' | 'replacement' | null>(null);
  const [seen, see] = useState<string | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const { data, error, refetch } = useEndpoint(getAssetCondition, { params: { commune, asset: asset.id } });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const inspection = data.inspections.find((i) => i.id === seen), work = data.works.find((w) => w.id === at);
  return (
    <section className="card whole" aria-label={t('condition.title')}>
      <div className="row"><h2>{t('condition.title')}</h2>{may && <><Button icon="plus" onClick={() => setOpen('inspect')}>{t('condition.inspect')}</Button><Button icon="plus" onClick={() => setOpen('work')}>{t('condition.work.new')}</Button></>}</div>
      <dl className="led"><dt>{t('condition.fci')}</dt><dd><FciTag fci={data.fci} /></dd><dt>{t('condition.deferred')}</dt><dd>{f.money(data.deferred)} {currency}{data.uncosted > 0 && <> {t('condition.uncosted.n', { n: data.uncosted })}</>}</dd>
        <dt>{t('condition.replacement')}</dt><dd>{data.replacement === null ? t('condition.replacement.none') : <>{f.money(data.replacement.amount)} {currency} <small>{t(`condition.replacement.from.${data.replacement.from}`)}, <Ref>{f.day(data.replacement.on)}</Ref></small></>} {may && <Button kind="flat" onClick={() => setOpen('replacement')}>{t('condition.replacement.state')}</Button>}</dd></dl>
      <FciScale scale={data.scale} band={data.fci.kind === 'computed' ? data.fci.band : null} />
      <h3>{t('condition.works')}</h3>
      {data.works.length === 0 ? <p>{t('condition.works.none')}</p> : <WorksTable rows={data.works} label={t('condition.works')} {...(may ? { onSelect: (w) => setAt(w.id) } : {})} />}
      <h3>{t('condition.inspections')}</h3>
      {data.inspections.length === 0 ? <Empty title={t('condition.inspections.none')} why={t('condition.inspections.none.why')} /> : <div className="scroll" tabIndex={0} role="region" aria-label={t('condition.inspections')}><Table<Inspection> label={t('condition.inspections')} rows={data.inspections} keyOf={(i) => i.id} onSelect={(i) => see(i.id)} columns={[
        { key: 'on', head: t('condition.on'), cell: (i) => <Ref>{f.day(i.on)}</Ref> }, { key: 'class', head: t('condition.class'), cell: (i) => (i.reason === null ? t(`condition.class.${i.class}`) : <s>{t(`condition.class.${i.class}`)}</s>) }, { key: 'n', head: t('condition.components'), num: true, cell: (i) => f.whole(i.components.length) },
        { key: 'p', head: t('condition.photos'), num: true, cell: (i) => f.whole(i.photos) }, { key: 'by', head: t('condition.author'), cell: (i) => <bdi>{i.author.name}</bdi> },
      ]} /></div>}
      {open === 'inspect' && <InspectDialog asset={asset.id} today={data.day} onClose={() => setOpen(null)} />}
      {open === 'work' && <WorkDialog asset={asset.id} work={null} onClose={() => setOpen(null)} />}{work && <WorkDialog asset={asset.id} work={work} onClose={() => setAt(null)} />}
      {open === 'replacement' && <Replacement asset={asset.id} today={data.day} onClose={() => setOpen(null)} />}{inspection && <Seen row={inspection} onClose={() => see(null)} />}
    </section>
  );
};
