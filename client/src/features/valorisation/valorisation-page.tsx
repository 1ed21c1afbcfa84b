import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { CRITERIA, IDLE_KINDS, rankIdleProperty, type IdleKind, type IdleRow } from '@sommier/domain/valorisation';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useT, type MessageKey } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, SelectField, Table, Tag } from '../../platform/ui/index.ts';
import { NewCallDialog } from './new-call-dialog.tsx';
import { WeightsForm } from './weights-form.tsx';

const SIZE = 25;

/** Idle property ranked by what the commune asks, each score with its reasons; those ticked are offered in a call for projects. */
export const ValorisationPage = () => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const can = useCan();
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<IdleKind | ''>('');
  const [page, setPage] = useState(1);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [making, make] = useState(false);
  useEffect(() => { document.title = `${t('vz.title')} · Sommier`; }, [t]);
  const { data, error } = useEndpoint(rankIdleProperty, { params: { commune }, query: { page, size: SIZE, ...(kind ? { kind } : {}) } }, { keep: true });
  const flip = (id: string) => setTicked((old) => { const next = new Set(old); if (!next.delete(id)) next.add(id); return next; });
  const reason = (row: IdleRow) => CRITERIA.map((c) => { const j = row.judged.find((x) => x.criterion === c); return j && <span key={c} title={t(`vz.c.${c}`)}>{t(`vz.r.${j.reason}` as MessageKey, { value: `\u2068${c === 'income' ? f.money(j.value) : c === 'area' ? f.area(j.value === null ? null : Number(j.value)) : j.value ?? ''}\u2069` })} <small>({f.percent(j.score, 0)})</small>{c === 'income' ? '' : ' · '}</span>; });
  const ticks = can('occupation.write') ? { on: ticked, toggle: (r: IdleRow) => flip(r.id), toggleAll: (on: boolean) => setTicked(on ? new Set(data?.rows.map((r) => r.id)) : new Set()), label: (r: IdleRow) => t('vz.pick', { name: nameOf(r) }), all: t('vz.pickall') } : undefined;
  return (
    <main id="main" className="page report">
      <div className="row"><h1>{t('vz.title')}</h1><Link className="btn" to="/c/$commune/calls" params={{ commune }} search={{}}>{t('vz.calls')}</Link></div>
      <p className="small">{t('vz.why')}</p>
      {error && <Problem error={error} />}
      {data && <>
        <WeightsForm setting={data.setting} districts={data.districts} />
        <div className="filters">
          <SelectField label={t('vz.kind')} value={kind} onChange={(e) => { setKind(e.target.value as IdleKind | ''); setPage(1); }}><option value="">{t('vz.all')}</option>{IDLE_KINDS.map((k) => <option key={k} value={k}>{`${t(`vz.kind.${k}`)} (${String(data.counts[k] ?? 0)})`}</option>)}</SelectField>
          {ticks && <Button kind="main" refuse={ticked.size === 0 && t('vz.pickall')} onClick={() => make(true)}>{t('vz.call.new', { n: ticked.size })}</Button>}
        </div>
        {data.total === 0 ? <Empty title={t('vz.none')} /> : <><Table<IdleRow> label={t('vz.title')} rows={data.rows} keyOf={(r) => r.id} ticks={ticks} columns={[
          { key: 'property', head: t('vz.property'), className: 'wrap', cell: (r) => <><Link to="/c/$commune/assets/$id" params={{ commune, id: r.id }}><Ref>{r.code}</Ref></Link> <bdi>{nameOf(r)}</bdi> {r.kinds.map((k) => <Tag key={k}>{t(`vz.kind.${k}`)}</Tag>)} {r.offered && <Tag tone="info">{t('vz.offered')}</Tag>}</> },
          { key: 'score', head: t('vz.score'), num: true, cell: (r) => <b>{f.number(r.score, 1)}</b> }, { key: 'area', head: t('vz.area'), num: true, cell: (r) => f.area(r.areaM2) }, { key: 'income', head: t('vz.income'), num: true, cell: (r) => f.money(r.incomeMinor) },
          { key: 'reasons', head: t('vz.reasons'), className: 'wrap', cell: (r) => <small>{reason(r)}</small> },
        ]} /><Pager page={page} size={SIZE} total={data.total} onPage={setPage} /></>}
      </>}
      {making && <NewCallDialog ids={[...ticked]} onClose={() => make(false)} />}
    </main>
  );
};
