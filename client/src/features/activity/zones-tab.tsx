import { useMemo, useState } from 'react';
import { activityDensity, askActivity, exportAsked, openActivity, policyBrief, type ActivityAnswerRow } from '@sommier/domain/activity';
import type { Geometry } from '@sommier/domain/shared';
import { shadeOf } from '@sommier/domain/style';
import { listZones, listZoneSets } from '@sommier/domain/zones';
import { urlOf } from '../../platform/call.ts';
import { download } from '../../platform/download.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, SelectField, Table } from '../../platform/ui/index.ts';
import { MEASURES, SHADED, type Measure, type Shaded } from './measures.ts';
import { ZoneFilters, type Filters } from './zone-filters.tsx';
import { DensityKey } from './density-key.tsx';
import { useWritten, ZonesCompare } from './zones-compare.tsx';
import { ZonesMap } from './zones-map.tsx';

/** Hexagons of the H3 grid, wide to narrow. */
const RESOLUTIONS = [7, 8, 9] as const;
const DRAWN = 'drawn';
const keyOf = (r: ActivityAnswerRow): string => r.zoneId ?? DRAWN;

/** Zones of a set, and one drawn by hand, on a day and for what is asked of: on the map, in a table, side by side, as a sheet; with the brief and the open data of that day. */
export const ZonesTab = () => {
  const t = useT();
  const can = useCan();
  const { language } = useLanguage();
  const written = useWritten();
  const { code: commune } = useCommune();
  const [chosen, choose] = useState('');
  const [filters, filter] = useState<Filters>({});
  const [show, setShow] = useState<'zones' | (typeof RESOLUTIONS)[number]>('zones');
  const [by, shadeBy] = useState<Shaded>('expected');
  const [drawing, draw] = useState(false);
  const [drawn, setDrawn] = useState<Geometry | null>(null);
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const set = sets.data?.rows.find((s) => s.id === chosen) ?? sets.data?.rows[0];
  const zones = useEndpoint(listZones, { params: { commune, id: set?.id ?? '1' }, query: { geometry: 'yes' } }, { enabled: set !== undefined });
  const ofSet = { place: { set: set?.id ?? '1' }, ...filters }, ofDrawn = { place: { polygon: drawn as never }, ...filters };
  const read = useEndpoint(askActivity, { params: { commune }, body: ofSet }, { keep: true, enabled: set !== undefined });
  const own = useEndpoint(askActivity, { params: { commune }, body: ofDrawn }, { keep: true, enabled: drawn !== null });
  const density = useEndpoint(activityDensity, { params: { commune }, body: { resolution: show === 'zones' ? 8 : show, ...filters } }, { keep: true, enabled: show !== 'zones' });
  const rows = useMemo(() => [...(drawn ? own.data?.rows.map((r) => ({ ...r, zoneId: null })) ?? [] : []), ...read.data?.rows ?? []], [drawn, own.data, read.data]);
  const measure = MEASURES.find((m) => m.key === by)!;
  const shaded = useMemo(() => {
    const outlines = (zones.data?.rows ?? []).flatMap((z) => (z.geometry ? [{ id: z.id, name: z.label, geometry: z.geometry }] : []));
    if (show !== 'zones') {
      const of = (c: { listings: number; nights: number; vehicles: number }): number => (by === 'nights' ? c.nights : by === 'vehicles' ? c.vehicles : c.listings);
      const cells = density.data?.cells ?? [], most = cells.reduce((n, c) => Math.max(n, of(c)), 0);
      return { most, shapes: [...cells.map((c) => ({ id: c.cell, shade: shadeOf(of(c), most), geometry: { type: 'Polygon' as const, coordinates: [c.ring] } })), ...outlines.map((o) => ({ ...o, shade: 0 }))] };
    }
    const told = new Map(read.data?.rows.map((r) => [r.zoneId, measure.of(r)])), most = [...told.values()].reduce((n, v) => Math.max(n, v), 0);
    return { most, shapes: outlines.map((o) => ({ ...o, shade: shadeOf(told.get(o.id) ?? 0, most) })) };
  }, [show, by, measure, density.data, read.data, zones.data]);
  if (sets.data && !set) return <Empty title={t('zones.none')} why={t('zones.none.why')} />;
  const arabic = new Map(zones.data?.rows.map((z) => [z.id, z.labelAr]));
  const nameOf = (r: ActivityAnswerRow): string => (r.zoneId === null ? t('activity.drawn') : language === 'ar' ? arabic.get(r.zoneId) ?? r.label : r.label);
  const toggle = (id: string) => tick((was) => { const next = new Set(was); if (!next.delete(id)) next.add(id); return next; });
  const compared = rows.filter((r) => ticked.has(keyOf(r)));
  const drop = () => { setDrawn(null); draw(false); tick((was) => new Set([...was].filter((k) => k !== DRAWN))); };
  const sum = (m: Measure): number => (read.data?.rows ?? []).reduce((n, r) => n + m.of(r), 0);
  const stepOf = show === 'zones' ? SHADED : SHADED.filter((k) => k !== 'trips');
  return (
    <>
      <div className="asked">
        <SelectField label={t('activity.set')} value={set?.id ?? ''} onChange={(e) => { choose(e.currentTarget.value); tick(new Set()); }}>{sets.data?.rows.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>
        <ZoneFilters filters={filters} onChange={filter} today={read.data?.on ?? ''} />
      </div>
      {can('export.run') && set && <p className="row takeaway">
        {(['csv', 'xlsx'] as const).map((format) => <Button key={format} icon="dl" onClick={() => void download(exportAsked, { params: { commune }, query: { format }, body: drawn && ticked.has(DRAWN) && ticked.size === 1 ? ofDrawn : ofSet })}>{t(`activity.${format}`)}</Button>)}
        <a className="btn" href={urlOf(policyBrief, { params: { commune }, query: { set: set.id, ...(filters.on ? { on: filters.on } : {}) } })} download>{t('activity.brief')}</a>
        <a className="btn" href={urlOf(openActivity, { params: { commune }, query: filters.on ? { on: filters.on } : {} })} download>{t('activity.open')}</a>
      </p>}
      {(read.error ?? own.error ?? density.error) && <Problem error={(read.error ?? own.error ?? density.error)!} />}
      {set?.bounds && <section className="card zonespane" aria-label={t('activity.map')}>
        <div className="asked">
          <SelectField label={t('activity.show')} value={String(show)} onChange={(e) => { const v = e.currentTarget.value; setShow(v === 'zones' ? v : Number(v) as 8); if (v !== 'zones' && by === 'trips') shadeBy('expected'); }}><option value="zones">{t('activity.show.zones')}</option>{RESOLUTIONS.map((n) => <option key={n} value={n}>{t(`activity.show.${n}`)}</option>)}</SelectField>
          <SelectField label={t('activity.measure')} value={by} onChange={(e) => shadeBy(e.currentTarget.value as Shaded)}>{stepOf.map((k) => <option key={k} value={k}>{t(MEASURES.find((m) => m.key === k)!.head)}</option>)}</SelectField>
          <Button icon="poly" aria-pressed={drawing} onClick={() => draw(!drawing)}>{t('activity.draw')}</Button>
          {drawn && <Button kind="flat" icon="x" onClick={drop}>{t('activity.drop')}</Button>}
          <DensityKey most={shaded.most} measure={measure} />
        </div>
        <ZonesMap shapes={shaded.shapes} bounds={set.bounds} drawn={drawn} drawing={drawing} onChoose={(id) => { if (show === 'zones') toggle(id); }} onDrawn={(g) => { draw(false); setDrawn(g); tick((was) => new Set([...was, DRAWN])); }} />
        <p className="small">{t('activity.map.why')}</p>
      </section>}
      {compared.length > 1 && <ZonesCompare rows={compared} nameOf={nameOf} />}
      {rows.length > 0 && <section className="card"><div id="activity-zones" className="scroll" tabIndex={0} role="region" aria-label={t('activity.tab.zones')}>
        <Table<ActivityAnswerRow> label={t('activity.tab.zones')} rows={rows} keyOf={keyOf} ticks={{ on: ticked, toggle: (r) => toggle(keyOf(r)), toggleAll: (on) => tick(new Set(on ? rows.map(keyOf) : [])), label: (r) => t('activity.tick', { zone: nameOf(r) }), all: t('activity.tick.all') }}
          columns={[
            { key: 'z', head: t('activity.zone'), cell: (r) => <bdi>{nameOf(r)}</bdi> },
            ...MEASURES.flatMap((m) => [{ key: m.key, head: t(m.head), num: true, cell: (r: ActivityAnswerRow) => written(m, m.of(r)) }, ...(m.key === 'nights' ? [{ key: 'range', head: t('activity.range'), num: true, cell: (r: ActivityAnswerRow) => <bdi dir="ltr">{written(m, r.nightsLow, true)}–{written(m, r.nightsHigh, true)}</bdi> }] : [])]),
          ]}
          foot={<tr><th scope="row">{t('activity.total')}</th>{MEASURES.flatMap((m) => [<td key={m.key} className="num">{m.sum ? written(m, sum(m)) : '–'}</td>, ...(m.key === 'nights' ? [<td key="range" className="num">–</td>] : [])])}</tr>} />
      </div>
        {read.data && <p className="small">{t('activity.answer.how', { model: read.data.model.name, version: read.data.model.version })}</p>}
      </section>}
    </>
  );
};
