import { useState } from 'react';
import { printSimulation, simulateTax, vary, type SimulatedSum, type SimulationAsked } from '@sommier/domain/assessments';
import { effective, listRules, listTaxes, wordOf } from '@sommier/domain/rules';
import { listZoneSets, listZones } from '@sommier/domain/zones';
import type { ProblemError } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, SelectField, Tabs, TextField } from '../../platform/ui/index.ts';
import { download } from '../ledger/index.ts';
import { GapZones } from './gap-zones.tsx';
import { yearOf } from './period.ts';

type Row = SimulatedSum & { name: string };
const gapOf = (r: SimulatedSum): bigint => BigInt(r.proposed) - BigInt(r.present);

const Sums = ({ rows, total, head }: { rows: readonly Row[]; total: SimulatedSum; head: string }) => {
  const t = useT();
  const f = useFormat();
  const cells = (r: SimulatedSum) => { const gap = gapOf(r), part = BigInt(r.present) === 0n ? null : Number(gap) / Number(r.present); return <><td className="num">{f.whole(r.facts)}</td><td className="num">{f.money(r.present)}</td><td className="num">{f.money(r.proposed)}</td><td className="num" dir="ltr">{gap > 0n ? '+' : ''}{f.money(String(gap))}</td><td className="num" dir="ltr">{part === null ? '–' : `${part > 0 ? '+' : ''}${f.percent(part)}`}</td><td className="num">{r.proposedRange[0] === r.proposedRange[1] ? '–' : <bdi>{f.money(r.proposedRange[0])} – {f.money(r.proposedRange[1])}</bdi>}</td></>; };
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={head}><table className="tbl"><caption className="vh">{head}</caption>
      <thead><tr><th scope="col">{head}</th><th scope="col" className="num">{t('assess.facts')}</th><th scope="col" className="num">{t('assess.sim.present')}</th><th scope="col" className="num">{t('assess.sim.proposed')}</th><th scope="col" className="num">{t('assess.sim.gap')}</th><th scope="col" className="num">%</th><th scope="col" className="num">{t('assess.sim.range')}</th></tr></thead>
      <tbody>{rows.slice(0, 25).map((r) => <tr key={r.name}><th scope="row"><bdi>{r.name}</bdi></th>{cells(r)}</tr>)}</tbody><tfoot><tr><th scope="row">{t('assess.total')}</th>{cells(total)}</tr></tfoot></table></div>
  );
};
const Chart = ({ rows }: { rows: readonly Row[] }) => {
  const t = useT();
  const shown = rows.slice(0, 8), top = Math.max(1, ...shown.flatMap((r) => [Number(r.present), Number(r.proposed)]));
  return (
    <figure className="assess-chart"><svg viewBox={`0 0 560 ${shown.length * 24}`} role="img" preserveAspectRatio="none" aria-label={t('assess.sim.chart')} style={{ blockSize: shown.length * 24 }}>
      {shown.map((r, i) => <g key={r.name}><rect className="present" x="0" y={i * 24 + 4} width={Number(r.present) / top * 556} height="8" /><rect className="proposed" x="0" y={i * 24 + 13} width={Number(r.proposed) / top * 556} height="8" /></g>)}<path d={`M.5 0V${shown.length * 24}`} /></svg><figcaption>{t('assess.sim.chart')}</figcaption></figure>
  );
};

/** Another tariff before the vote: changed in a copy, laid beside the present over the same facts. Nothing is written. */
export const SimulatePage = () => {
  const t = useT();
  const f = useFormat();
  const { language } = useLanguage();
  const { code: commune, currency } = useCommune();
  const taxes = useEndpoint(listTaxes, { params: { commune } });
  const able = (taxes.data?.taxes ?? []).filter((x) => x.published > 0);
  const [tax, setTax] = useState(''), [days, setDays] = useState<{ from: string; to: string } | null>(null), [by, setBy] = useState('25'), [zone, setZone] = useState(''), [klass, setClass] = useState(''), [since, setSince] = useState(''), [drafts, setDrafts] = useState(false), [set, setSet] = useState(''), [tab, setTab] = useState<'zones' | 'classes' | 'operators'>('zones'), [printing, setPrinting] = useState<ProblemError | null>(null);
  const chosen = tax || (able[0]?.tax ?? ''), period = days ?? yearOf(taxes.data?.day ?? '2026-01-01');
  const rules = useEndpoint(listRules, { params: { commune }, query: { tax: chosen } }, { enabled: chosen !== '' });
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const zoneSet = sets.data?.rows.find((s) => s.name === set) ?? sets.data?.rows[0];
  const zones = useEndpoint(listZones, { params: { commune, id: zoneSet?.id ?? '0' }, query: {} }, { enabled: zoneSet !== undefined });
  const run = useChange(simulateTax);
  const present = (rules.data?.rules ?? []).filter((r) => r.state === 'published').map(effective), waiting = (rules.data?.rules ?? []).filter((r) => r.state === 'draft');
  const percent = Number(by.replace(',', '.'));
  const asked = (): SimulationAsked | null => {
    if (present.length === 0 || !Number.isFinite(percent) || percent <= -100) return null;
    const factor = (1 + percent / 100).toFixed(6);
    const base = drafts ? [...present.filter((r) => !waiting.some((d) => d.key === r.key)), ...waiting.map((d) => d.rule)] : vary(present, { factor, ...(zone === '' ? {} : { zones: [zone] }), ...(klass === '' ? {} : { classes: [klass] }), ...(since === '' ? {} : { from: since }) });
    return { tax: chosen, ...period, proposed: base, ...(zoneSet === undefined ? {} : { zoneSet: zoneSet.name }) };
  };
  const go = (): void => { const body = asked(); if (body) run.mutate({ params: { commune }, body }); };
  const s = run.data;
  const unknown = t('assess.sim.unknown');
  const rows = (kind: typeof tab): Row[] => (s === undefined ? [] : kind === 'zones' ? s.zones.map((z) => ({ ...z, name: z.zone ?? unknown })) : kind === 'classes' ? s.classes.map((c) => ({ ...c, name: c.class === null ? unknown : wordOf(c.class, language) })) : s.operators.map((o) => ({ ...o, name: o.operator ?? unknown })));
  return (
    <main id="main" className="page ruled assess-sim">
      <div className="top"><h1>{t('assess.sim.title')}</h1>{s && <span className="row"><Button icon="print" onClick={() => { const body = asked(); setPrinting(null); if (body) download(printSimulation, { params: { commune }, body: { asked: body, language } }).catch((e: unknown) => setPrinting(e as ProblemError)); }}>{t('assess.sim.print')}</Button></span>}</div>
      {(run.error ?? printing) && <Problem error={(run.error ?? printing)!} />}
      <div className="ruled-body">
        <form aria-label={t('assess.sim.form')} onSubmit={(e) => { e.preventDefault(); go(); }}>
          <section><h2>{t('assess.sim.on')}</h2><div className="stack"><SelectField label={t('assess.tax')} value={chosen} onChange={(e) => setTax(e.currentTarget.value)}>{able.map((x) => <option key={x.tax} value={x.tax}>{x.label[language] ?? x.label.fr ?? x.tax}</option>)}</SelectField>
            <div className="rule-fields"><TextField type="date" label={t('assess.from')} value={period.from} onChange={(e) => setDays({ ...period, from: e.currentTarget.value })} /><TextField type="date" label={t('assess.to')} value={period.to} onChange={(e) => setDays({ ...period, to: e.currentTarget.value })} /></div>
            {(sets.data?.rows.length ?? 0) > 0 && <SelectField label={t('assess.zone_set')} value={zoneSet?.name ?? ''} onChange={(e) => { setSet(e.currentTarget.value); setZone(''); }}>{sets.data?.rows.map((x) => <option key={x.id} value={x.name}>{x.name}</option>)}</SelectField>}</div></section>
          <section><h2>{t('assess.sim.change')}</h2><div className="stack">
            {waiting.length > 0 && <SelectField label={t('assess.sim.what')} value={drafts ? 'drafts' : 'factor'} onChange={(e) => setDrafts(e.currentTarget.value === 'drafts')}><option value="factor">{t('assess.sim.factor')}</option><option value="drafts">{t('assess.sim.drafts', { n: waiting.length })}</option></SelectField>}
            {!drafts && <><TextField label={t('assess.sim.percent')} inputMode="decimal" value={by} error={Number.isFinite(percent) && percent > -100 ? undefined : t('assess.sim.percent.wrong')} onChange={(e) => setBy(e.currentTarget.value)} />
              <SelectField label={t('assess.zone')} value={zone} onChange={(e) => setZone(e.currentTarget.value)}><option value="">{t('assess.sim.everywhere')}</option>{zones.data?.rows.map((z) => <option key={z.id} value={z.label}>{z.label}</option>)}</SelectField>
              <SelectField label={t('assess.class')} value={klass} onChange={(e) => setClass(e.currentTarget.value)}><option value="">{t('assess.sim.all_classes')}</option>{[...new Set(present.flatMap((r) => r.when.classes ?? []))].map((c) => <option key={c} value={c}>{wordOf(c, language)}</option>)}</SelectField>
              <TextField type="date" label={t('assess.sim.since')} value={since} onChange={(e) => setSince(e.currentTarget.value)} /></>}
            <Button kind="main" type="submit" refuse={(present.length === 0 && t('assess.no_tax')) || (run.isPending && t('assess.sim.running'))}>{t('assess.sim.go')}</Button><p className="hint">{t('assess.sim.nothing')}</p></div></section>
        </form>
        <div className="ruled-out">
          {!s ? <Empty title={t('assess.sim.none')} why={t('assess.sim.none.why')} /> : s.total.facts === 0 ? <Empty title={t('assess.sim.empty')} why={t('assess.sim.empty.why')} /> : <section className="card">
            <h2>{t('assess.sim.result', { facts: s.total.facts })}</h2>
            <dl className="sum"><div><dd>{f.money(s.total.present)}</dd><dt>{t('assess.sim.present')} ({currency})</dt></div><div><dd>{f.money(s.total.proposed)}</dd><dt>{t('assess.sim.proposed')} ({currency})</dt></div><div><dd><bdi dir="ltr">{gapOf(s.total) > 0n ? '+' : ''}{f.money(String(gapOf(s.total)))}</bdi></dd><dt>{t('assess.sim.gap')}</dt></div></dl>
            {s.total.waitingProposed > 0 && <Note tone="warn">{t('assess.sim.waiting', { n: s.total.waitingProposed, low: f.money(s.total.proposedRange[0]), high: f.money(s.total.proposedRange[1]), currency })}</Note>}
            <Tabs label={t('assess.sim.by')} value={tab} onChange={setTab} panel="sim-panel" tabs={[{ key: 'zones', label: t('assess.sim.zones') }, { key: 'classes', label: t('assess.sim.classes') }, { key: 'operators', label: t('assess.sim.operators') }]} />
            <div id="sim-panel" role="tabpanel" aria-label={t(`assess.sim.${tab}`)} className={tab === 'zones' && s.zoneSet !== null ? 'assess-two' : 'col'}>{tab === 'zones' && <GapZones simulation={s} />}<div className="stack"><Sums rows={rows(tab)} total={s.total} head={t(`assess.sim.${tab}`)} /><Chart rows={rows(tab)} /></div></div>
          </section>}
        </div>
      </div>
    </main>
  );
};
