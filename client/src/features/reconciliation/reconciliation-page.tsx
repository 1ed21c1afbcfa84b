import { useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { DIFFERENCES, SETTLEMENTS, exportReconciliation, readReconciliation, settleDifference, type DifferenceRow } from '@sommier/domain/reconciliation';
import { urlOf } from '../../platform/call.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Pager, Problem, Ref, SelectField, Table, Tag, TextField, useToast } from '../../platform/ui/index.ts';
import { IssuePaper } from '../papers/index.ts';
import '../../platform/ui/report.css';

type Kind = DifferenceRow['kind'];
const TONE: Record<Kind, 'bad' | 'warn' | 'info'> = { missing_here: 'bad', missing_there: 'bad', no_number: 'warn', value: 'warn', date: 'info' };

const Settle = ({ row, onClose }: { row: DifferenceRow; onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const say = useToast();
  const { code: commune, currency } = useCommune();
  const [v, set] = useState({ settlement: row.settlement ?? 'explained', reason: row.reason ?? '' });
  const settle = useChange(settleDifference, ['readReconciliation']);
  const send = (e: FormEvent) => { e.preventDefault(); settle.mutate({ params: { commune }, body: { kind: row.kind, key: row.key, settlement: v.settlement, reason: v.reason.trim() } }, { onSuccess: () => { say(t('reconciliation.settled')); onClose(); } }); };
  return (
    <Dialog title={`${t(`reconciliation.kind.${row.kind}`)}, ${row.key}`} onClose={onClose} foot={<Button kind="main" type="submit" form="settle" disabled={settle.isPending}>{t('reconciliation.settle')}</Button>}>
      <form id="settle" className="stack" onSubmit={send}>
        <dl className="led"><dt>{t('reconciliation.here')}</dt><dd><bdi>{row.name ?? '–'}</bdi>, {f.money(row.hereValue)} {currency}, <Ref>{f.day(row.hereDate)}</Ref></dd><dt>{t('reconciliation.there')}</dt><dd><bdi>{row.designation ?? '–'}</bdi>, {f.money(row.thereValue)} {currency}, <Ref>{f.day(row.thereDate)}</Ref></dd></dl>
        <SelectField label={t('reconciliation.settlement')} value={v.settlement} onChange={(e) => set({ ...v, settlement: e.target.value as 'explained' })}>{SETTLEMENTS.map((s) => <option key={s} value={s}>{t(`reconciliation.settlement.${s}`)}</option>)}</SelectField>
        <TextField label={t('reconciliation.reason')} required minLength={3} maxLength={2000} value={v.reason} onChange={(e) => set({ ...v, reason: e.target.value })} />{settle.error && <Problem error={settle.error} />}
      </form>
    </Dialog>
  );
};

/** The register beside the accountant's file: what both say, where they differ, and how each difference was settled. */
export const ReconciliationPage = () => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const can = useCan();
  const { code: commune, currency } = useCommune();
  const [kind, setKind] = useState<Kind | ''>('');
  const [open, setOpen] = useState<'yes' | 'no' | ''>('');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  const read = useEndpoint(readReconciliation, { params: { commune }, query: { page, size: 25, ...(kind ? { kind } : {}), ...(open ? { open } : {}) } }, { keep: true });
  const r = read.data;
  const keyOf = (d: DifferenceRow) => `${d.kind} ${d.key}`;
  const row = r?.rows.find((d) => keyOf(d) === chosen);
  return (
    <main id="main" className="page report">
      <div className="top"><h1>{t('reconciliation.title')}</h1>{can('import.run') && <Link className="btn i i-plus" to="/c/$commune/imports/new" params={{ commune }} search={{}}>{t('reconciliation.import')}</Link>}{can('export.run') && <a className="btn i i-dl" href={urlOf(exportReconciliation, { params: { commune }, query: { format: 'xlsx' } })} download>{t('reconciliation.file')}</a>}</div>
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      {r && r.file === null && <Empty title={t('reconciliation.none')} why={t('reconciliation.none.why')} />}
      {r && r.file !== null && <>
        <div className="filters"><p>{t('reconciliation.from')} <Ref>{r.file.name}</Ref>, {f.day(r.file.on)}</p><IssuePaper kind="reconciliation" /></div>
        <dl className="fig">
          <div><dt>{t('reconciliation.here')} ({currency})</dt><dd>{f.money(r.here.gross)}<small>{t('reconciliation.count', { n: r.here.count })}</small></dd></div><div><dt>{t('reconciliation.there')} ({currency})</dt><dd>{f.money(r.there.gross)}<small>{t('reconciliation.lines', { n: r.there.count, net: f.money(r.there.net) })}</small></dd></div>
          <div><dt>{t('reconciliation.matched')}</dt><dd>{f.whole(r.matched)}<small>{t('reconciliation.equal', { n: r.equal })}</small></dd></div><div><dt>{t('reconciliation.open')}</dt><dd>{f.whole(r.counts.reduce((n, c) => n + c.open, 0))}<small>{t('reconciliation.of', { n: r.counts.reduce((n, c) => n + c.count, 0) })}</small></dd></div>
        </dl>
        <section className="panel"><h2>{t('reconciliation.bykind')}</h2><div className="scroll" tabIndex={0} role="region" aria-label={t('reconciliation.bykind')}><Table<(typeof r.counts)[number]> label={t('reconciliation.bykind')} rows={r.counts} keyOf={(c) => c.kind} selected={kind || null} onSelect={(c) => { setKind(kind === c.kind ? '' : c.kind); setPage(1); }} columns={[
          { key: 'k', head: t('reconciliation.difference'), cell: (c) => t(`reconciliation.kind.${c.kind}`) }, { key: 'n', head: t('reconciliation.number'), num: true, cell: (c) => f.whole(c.count) }, { key: 'o', head: t('reconciliation.open'), num: true, cell: (c) => f.whole(c.open) }, { key: 'g', head: `${t('reconciliation.gap')} (${currency})`, num: true, cell: (c) => (c.kind === 'date' ? '–' : <bdi dir="ltr">{f.money(c.gap)}</bdi>) },
        ]} foot={<tr><th scope="row" colSpan={3}>{t('reconciliation.total')}</th><td className="num"><bdi dir="ltr">{f.money(String(BigInt(r.there.gross) - BigInt(r.here.gross)))}</bdi></td></tr>} /></div></section>
        <section className="panel"><h2>{t('reconciliation.differences')} <small>{f.whole(r.total)}</small></h2>
          <div className="filters"><SelectField label={t('reconciliation.difference')} value={kind} onChange={(e) => { setKind(e.target.value as Kind | ''); setPage(1); }}><option value="">{t('condition.all')}</option>{DIFFERENCES.map((k) => <option key={k} value={k}>{t(`reconciliation.kind.${k}`)}</option>)}</SelectField>
            <SelectField label={t('reconciliation.settlement')} value={open} onChange={(e) => { setOpen(e.target.value as 'yes'); setPage(1); }}><option value="">{t('condition.all')}</option><option value="yes">{t('reconciliation.open')}</option><option value="no">{t('reconciliation.closed')}</option></SelectField></div>
          <div className="scroll" tabIndex={0} role="region" aria-label={t('reconciliation.differences')}><Table<DifferenceRow> label={t('reconciliation.differences')} rows={r.rows} keyOf={keyOf} selected={chosen} {...(can('register.write') ? { onSelect: (d: DifferenceRow) => choose(keyOf(d)) } : {})} columns={[
            { key: 'k', head: t('reconciliation.difference'), cell: (d) => <Tag tone={TONE[d.kind]}>{t(`reconciliation.kind.${d.kind}`)}</Tag> }, { key: 'n', head: t('reconciliation.inventory'), cell: (d) => <Ref>{d.inventoryNumber ?? '–'}</Ref> }, { key: 'a', head: t('condition.property'), cell: (d) => (d.assetId === null ? '–' : <Link to="/c/$commune/assets/$id" params={{ commune, id: d.assetId }} search={{}}><Ref>{d.code}</Ref></Link>) },
            { key: 'name', head: t('condition.name'), className: 'sample', cell: (d) => <bdi>{d.name === null ? d.designation : nameOf({ name: d.name, nameAr: d.nameAr })}</bdi> }, { key: 'h', head: t('reconciliation.here'), num: true, cell: (d) => (d.kind === 'date' ? <Ref>{f.day(d.hereDate)}</Ref> : f.money(d.hereValue)) }, { key: 't', head: t('reconciliation.there'), num: true, cell: (d) => (d.kind === 'date' ? <Ref>{f.day(d.thereDate)}</Ref> : f.money(d.thereValue)) },
            { key: 's', head: t('reconciliation.settlement'), cell: (d) => (d.lapsed ? <Tag tone="warn">{t('reconciliation.lapsed')}</Tag> : d.settlement === null ? '–' : <><Tag tone="ok">{t(`reconciliation.settlement.${d.settlement}`)}</Tag> <small><bdi>{d.reason}</bdi></small></>) },
          ]} /></div>
          <Pager page={page} size={25} total={r.total} onPage={setPage} /></section></>}
      {row && <Settle row={row} onClose={() => choose(null)} />}
    </main>
  );
};
