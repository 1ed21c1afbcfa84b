import './valuations.css';
import { useState } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import { listValuations, signValuation, withdrawValuation, type ValuationRow } from '@sommier/domain/valuations';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune, useSession } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Field, Note, Problem, Ref, Table, Tag, useToast } from '../../platform/ui/index.ts';
import { DocumentsSection } from '../documents/index.ts';
import { ValueDialog } from './value-dialog.tsx';
import { ValueLines } from './value-lines.tsx';

const TONE = { draft: 'info', signed: 'ok', withdrawn: 'mute' } as const;

/** One valuation as it was made, its documents, and what may still be done with it. */
const Sheet = ({ row, onClose }: { row: ValuationRow; onClose: () => void }) => {
  const t = useT();
  const format = useFormat();
  const say = useToast();
  const can = useCan();
  const { code: commune } = useCommune();
  const me = useSession().person.id;
  const [reason, setReason] = useState('');
  const sign = useChange(signValuation, ['listValuations']);
  const withdraw = useChange(withdrawValuation, ['listValuations']);
  const params = { commune, id: row.id };
  const mine = row.author.id === me;
  const mayWithdraw = row.state !== 'withdrawn' && (can('register.validate') || (mine && row.state === 'draft' && can('register.write')));
  return (
    <Dialog wide title={`${t(`valuations.method.${row.method}`)}, ${format.day(row.valuedOn)}`} onClose={onClose}>
      <div className="stack">
        <p className="keyfigure">{format.money(row.value)} {row.currency} <Tag tone={TONE[row.state]}>{t(`valuations.state.${row.state}`)}</Tag></p>
        <p>{t(`valuations.purpose.${row.purpose}`)}, {t(`valuations.basis.${row.basis}`)}. {t('valuations.by', { name: row.author.name })}{row.signedBy && <> {t('valuations.signedby', { name: row.signedBy.name })}</>}</p>
        {row.reason && <Note tone="warn">{t('valuations.withdrawnby', { name: row.withdrawnBy?.name ?? '' })} <bdi>{row.reason}</bdi></Note>}
        {row.notes.map((n) => <Note key={n} tone="warn">{t(`valuations.note.${n}` as 'valuations.note.negative_residual')}</Note>)}
        <ValueLines lines={row.lines} />
        {row.evidence && <p><bdi>{row.evidence}</bdi></p>}
        {row.state === 'draft' && can('register.validate') && !mine && <Button kind="main" disabled={sign.isPending} onClick={() => sign.mutate({ params, body: {} }, { onSuccess: () => { say(t('valuations.signed')); onClose(); } })}>{t('valuations.sign')}</Button>}
        {row.state === 'draft' && can('register.validate') && mine && <p>{t('valuations.own')}</p>}
        {mayWithdraw && <form className="row" onSubmit={(e) => { e.preventDefault(); withdraw.mutate({ params, body: { reason } }, { onSuccess: onClose }); }}>
          <Field label={t('valuations.reason')}><input required maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} /></Field><Button type="submit" disabled={withdraw.isPending}>{t('valuations.withdraw')}</Button>
        </form>}
        {(sign.error ?? withdraw.error) && <Problem error={(sign.error ?? withdraw.error)!} />}
        <DocumentsSection subjectKind="valuation" subjectId={row.id} />
      </div>
    </Dialog>
  );
};

/** What the property was found to be worth, latest first: nothing is ever written over. */
export const ValuationsSection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [adding, add] = useState(false);
  const [shown, show] = useState<string | null>(null);
  const { data, error, refetch } = useEndpoint(listValuations, { params: { commune, asset: asset.id } });
  const row = data?.rows.find((r) => r.id === shown);
  return (
    <section className="card whole" aria-label={t('valuations.title')}>
      <div className="row"><h2>{t('valuations.title')}</h2>{may && <Button icon="plus" onClick={() => add(true)}>{t('valuations.new')}</Button>}</div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('valuations.none')} why={t('valuations.none.why')} />}
      {data && data.rows.length > 0 && <div className="scroll" tabIndex={0} role="region" aria-label={t('valuations.title')}><Table<ValuationRow> label={t('valuations.title')} rows={data.rows} keyOf={(r) => r.id} onSelect={(r) => show(r.id)} columns={[
        { key: 'on', head: t('valuations.on'), cell: (r) => <Ref>{format.day(r.valuedOn)}</Ref> }, { key: 'method', head: t('valuations.method'), cell: (r) => t(`valuations.method.${r.method}`) },
        { key: 'purpose', head: t('valuations.purpose'), cell: (r) => t(`valuations.purpose.${r.purpose}`) }, { key: 'basis', head: t('valuations.basis'), cell: (r) => t(`valuations.basis.${r.basis}`) },
        { key: 'value', head: `${t('valuations.value')} (${data.rows[0]?.currency ?? ''})`, num: true, cell: (r) => format.money(r.value) }, { key: 'state', head: t('valuations.state'), cell: (r) => <Tag tone={TONE[r.state]}>{t(`valuations.state.${r.state}`)}</Tag> },
        { key: 'author', head: t('valuations.author'), cell: (r) => <bdi>{r.author.name}</bdi> },
      ]} /></div>}
      {adding && <ValueDialog asset={asset} today={new Date().toISOString().slice(0, 10)} onClose={() => add(false)} />}
      {row && <Sheet row={row} onClose={() => show(null)} />}
    </section>
  );
};
