import { useMemo, useState } from 'react';
import { MARKET_USES, nearComparables, type MarketUse, type NearComparable } from '@sommier/domain/comparables';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, Ref, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import { MarketMap } from './market-map.tsx';
import '../../platform/ui/report.css';

const NONE: readonly NearComparable[] = [];
/** Comparables around a property, by distance, use and age, on a map and in a table; those taken become evidence of the valuation. */
export const NearPanel = ({ asset, day, taken, onTake }: { asset: string; day: string; taken: ReadonlySet<string>; onTake: (rows: readonly NearComparable[]) => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const [use, setUse] = useState<MarketUse | ''>('');
  const [metres, setMetres] = useState(1000);
  const [months, setMonths] = useState(36);
  const read = useEndpoint(nearComparables, { params: { commune, asset }, query: { kind: 'sale', metres, months, day, ...(use ? { use } : {}) } }, { keep: true });
  const found = read.data;
  const rows = found?.rows ?? NONE;
  const points = useMemo(() => rows.flatMap((r) => (r.lon === null || r.lat === null ? [] : [{ id: r.id, kind: r.kind, lon: r.lon, lat: r.lat }])), [rows]);
  const held = useMemo(() => new Set(rows.filter((r) => taken.has(r.reference)).map((r) => r.id)), [rows, taken]);
  const left = rows.filter((r) => !taken.has(r.reference));
  return (
    <div className="stack">
      <h3>{t('comparables.near')} <small>{t('comparables.near.why', { metres: f.whole(metres), months })}</small></h3>
      <div className="filters">
        <SelectField label={t('comparables.use')} value={use || found?.use || ''} onChange={(e) => setUse(e.target.value as MarketUse)}>{found?.use === null && use === '' && <option value="">–</option>}{MARKET_USES.map((u) => <option key={u} value={u}>{t(`comparables.use.${u}`)}</option>)}</SelectField>
        <TextField label={t('comparables.metres')} type="number" min={50} max={20000} step={50} value={metres} onChange={(e) => setMetres(Math.min(20000, Math.max(50, Number(e.target.value) || 50)))} />
        <TextField label={t('comparables.months')} type="number" min={1} max={240} value={months} onChange={(e) => setMonths(Math.min(240, Math.max(1, Number(e.target.value) || 1)))} />
      </div>
      {read.error && <Problem error={read.error} />}
      {found && found.at === null && <Note tone="warn">{t('comparables.near.nowhere')}</Note>}
      {found && found.at !== null && found.use === null && <Note>{t('comparables.near.nouse')}</Note>}
      {found && found.at !== null && found.use !== null && rows.length === 0 && <Note>{t('comparables.near.none')}</Note>}
      {found?.at && rows.length > 0 && <>
        <MarketMap table="near-table" points={points} home={{ ...found.at, metres }} label={t('comparables.near.map', { n: rows.length })} taken={held} onChoose={(id) => { const row = rows.find((r) => r.id === id); if (row && !taken.has(row.reference)) onTake([row]); }} /><p className="small">{t('comparables.near.click')}</p>
        <div id="near-table" className="scroll low" tabIndex={0} role="region" aria-label={t('comparables.near')}>
          <Table<NearComparable> label={t('comparables.near')} rows={rows} keyOf={(r) => r.id} first={8} columns={[
            { key: 'take', head: <span className="vh">{t('comparables.take')}</span>, cell: (r) => <Button kind="flat" aria-label={`${t('comparables.take')} ${r.reference.slice(0, 18)}`} refuse={taken.has(r.reference) && t('comparables.taken')} onClick={() => onTake([r])}>{t('comparables.take')}</Button> },
            { key: 'ref', head: t('comparables.reference'), className: 'nowrap', cell: (r) => <Ref>{r.reference.slice(0, 18)}</Ref> }, { key: 'm', head: t('comparables.metres'), num: true, cell: (r) => f.whole(Math.round(r.metres)) }, { key: 'on', head: t('comparables.on'), cell: (r) => <Ref>{f.day(r.tradedOn)}</Ref> },
            { key: 'm2', head: t('comparables.per_m2', { currency }), num: true, cell: (r) => f.money(r.perM2) },
          ]} /></div>
        {left.length > 0 && <Button onClick={() => onTake(left.slice(0, 12))}>{t('comparables.take.all')}</Button>}</>}
    </div>
  );
};
