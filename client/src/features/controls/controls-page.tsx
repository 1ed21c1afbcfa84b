import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { changeControl, controlResults, listControls, nightRegister, nightSheet, type ControlResults, type ControlRow, type NightZone } from '@sommier/domain/controls';
import { currencyExponent } from '@sommier/domain/shared';
import { listZoneSets } from '@sommier/domain/zones';
import { useFormat } from '../../platform/format.ts';
import { FileLink } from '../../platform/file-link.tsx';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Pager, Problem, Ref, SelectField, Table, Tabs, Tag, TextField } from '../../platform/ui/index.ts';
import { STEP_TONE } from '../collection/index.ts';
import { readAmount, writeAmount } from '../ledger/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';

const Change = ({ control, onClose }: { control: ControlRow; onClose: () => void }) => {
  const t = useT();
  const { code: commune, currency } = useCommune();
  const exponent = currencyExponent(currency);
  const [party, setParty] = useState<PickedParty | null>(null), [nights, setNights] = useState(String(control.foundNights ?? 0)), [found, setFound] = useState(writeAmount(control.foundMinor ?? '0', exponent)), [cost, setCost] = useState(writeAmount(control.costMinor, exponent));
  const change = useChange(changeControl, ['listControls', 'controlResults', 'getCollectionFile']);
  const amounts = { foundMinor: readAmount(found, exponent), costMinor: readAmount(cost, exponent) };
  return (
    <Dialog title={t('collect.control.change')} onClose={onClose} foot={<Button kind="main" refuse={!/^\d{1,8}$/.test(nights) && t('collect.stay.needed')} onClick={() => change.mutate({ params: { commune, id: control.id }, body: { foundNights: Number(nights), ...(party === null ? {} : { partyId: party.id }), ...(amounts.foundMinor === null ? {} : { foundMinor: amounts.foundMinor }), ...(amounts.costMinor === null ? {} : { costMinor: amounts.costMinor }) } }, { onSuccess: onClose })}>{t('collect.save')}</Button>}>
      <div className="stack"><PartyPicker label={t('collect.taxpayer')} value={party} onChange={setParty} /><div className="pair"><TextField label={t('collect.found.nights')} inputMode="numeric" value={nights} onChange={(e) => setNights(e.currentTarget.value)} /><TextField label={t('collect.found.in', { currency })} inputMode="decimal" value={found} onChange={(e) => setFound(e.currentTarget.value)} /><TextField label={t('collect.cost.in', { currency })} inputMode="decimal" value={cost} onChange={(e) => setCost(e.currentTarget.value)} /></div>{change.error && <Problem error={change.error} />}</div>
    </Dialog>
  );
};

const Files = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const word = useCodeText();
  const go = useNavigate();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1), [changing, change] = useState<ControlRow | null>(null);
  const list = useEndpoint(listControls, { params: { commune }, query: { page, size: 25 } }, { keep: true });
  if (list.error) return <Problem error={list.error} />;
  if (list.data?.total === 0) return <Empty title={t('collect.controls.none')} why={t('collect.controls.none.why')} />;
  return <>{list.data && <><div className="scroll" tabIndex={0} role="region" aria-label={t('collect.controls')}><Table<ControlRow> label={t('collect.controls')} rows={list.data.rows} keyOf={(c) => c.id} selected={null} onSelect={(c) => void go({ to: '/c/$commune/collection/$id', params: { commune, id: c.id } })} columns={[
    { key: 'no', head: t('collect.number'), cell: (c) => <Ref>{c.number}</Ref> }, { key: 'unit', head: t('collect.unit'), className: 'sample', cell: (c) => <bdi>{c.label ?? '–'}</bdi> }, { key: 'party', head: t('collect.taxpayer'), className: 'sample', cell: (c) => <bdi>{c.party ?? '–'}</bdi> }, { key: 'gap', head: t('collect.found.nights'), num: true, cell: (c) => f.whole(c.foundNights) }, { key: 'found', head: t('collect.found'), num: true, cell: (c) => f.money(c.foundMinor) },
    { key: 'assessed', head: t('collect.assessed'), num: true, cell: (c) => f.money(c.assessed) }, { key: 'paid', head: t('collect.paid'), num: true, cell: (c) => f.money(c.collected) }, { key: 'cost', head: t('collect.cost'), num: true, cell: (c) => f.money(c.costMinor) }, { key: 'state', head: t('collect.stage'), cell: (c) => <Tag tone={STEP_TONE[c.state]}>{word('collect.step.', c.state)}</Tag> },
    { key: 'do', head: <span className="vh">{t('collect.control.change')}</span>, cell: (c) => (can('collect.write') ? <span onClick={(e) => e.stopPropagation()} role="presentation"><Button kind="flat" onClick={() => change(c)}>{t('collect.control.change')}</Button></span> : '') },
  ]} /></div><Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}{changing && <Change control={changing} onClose={() => change(null)} />}</>;
};

type Part = ControlResults['months'][number];
const Results = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  const year = new Date().getFullYear();
  const [from, setFrom] = useState(`${String(year)}-01-01`), [to, setTo] = useState(`${String(year + 1)}-01-01`);
  const read = useEndpoint(controlResults, { params: { commune }, query: { from, to } }, { keep: true, enabled: to > from });
  const r = read.data;
  const parts = (label: string, rows: readonly Part[]) => <div className="scroll" tabIndex={0} role="region" aria-label={label}><Table<Part> label={label} rows={rows} keyOf={(x) => x.key} columns={[{ key: 'key', head: label, cell: (x) => <bdi>{x.key}</bdi> }, { key: 'files', head: t('collect.files'), num: true, cell: (x) => f.whole(x.files) }, ...(['found', 'assessed', 'collected', 'cost', 'net'] as const).map((k) => ({ key: k, head: t(`collect.result.${k}`), num: true, cell: (x: Part) => f.money(x[k]) }))]} /></div>;
  return <>
    <div className="asked"><TextField type="date" label={t('collect.from')} value={from} onChange={(e) => setFrom(e.currentTarget.value)} /><TextField type="date" label={t('collect.to')} value={to} onChange={(e) => setTo(e.currentTarget.value)} /></div>
    {read.error && <Problem error={read.error} />}
    {r && <><dl className="sum"><div><dt>{t('collect.files')}</dt><dd>{f.whole(r.total.files)}</dd></div>{(['found', 'assessed', 'collected', 'cost', 'net'] as const).map((k) => <div key={k}><dt>{t(`collect.result.${k}`)}</dt><dd>{f.money(r.total[k])} <small>{currency}</small></dd></div>)}</dl><p className="small">{t('collect.result.how')}</p>{r.total.files > 0 && <>{parts(t('collect.month'), r.months)}{parts(t('collect.officer'), r.officers)}</>}</>}
  </>;
};

const NIGHTS = ['units', 'stays', 'declared', 'reported', 'observed', 'personNights', 'exempt', 'doubtful'] as const;
const Nights = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const year = new Date().getFullYear();
  const [from, setFrom] = useState(`${String(year)}-01-01`), [to, setTo] = useState(`${String(year + 1)}-01-01`), [set, setSet] = useState<string | null>(null);
  const sets = useEndpoint(listZoneSets, { params: { commune } });
  const chosen = set ?? sets.data?.rows[0]?.id ?? '';
  const query = { from, to, ...(chosen === '' ? {} : { set: chosen }) };
  const read = useEndpoint(nightRegister, { params: { commune }, query }, { keep: true, enabled: to > from && sets.data !== undefined });
  return <>
    <div className="asked"><TextField type="date" label={t('collect.from')} value={from} onChange={(e) => setFrom(e.currentTarget.value)} /><TextField type="date" label={t('collect.to')} value={to} onChange={(e) => setTo(e.currentTarget.value)} />
      <SelectField label={t('collect.zones')} value={chosen} onChange={(e) => setSet(e.currentTarget.value)}>{sets.data?.rows.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}</SelectField>
      {(['csv', 'xlsx'] as const).map((format) => <FileLink key={format} e={nightSheet} sent={{ params: { commune }, query: { ...query, format } }}>{format.toUpperCase()}</FileLink>)}</div>
    {read.error && <Problem error={read.error} />}
    {read.data?.total.stays === 0 ? <Empty title={t('collect.nights.none')} why={t('collect.nights.none.why')} /> : read.data && <div className="scroll" tabIndex={0} role="region" aria-label={t('collect.nights')}><Table<NightZone> label={t('collect.nights')} rows={[...read.data.zones, { ...read.data.total, zone: t('collect.total') }]} keyOf={(z) => z.zone ?? ''} columns={[
      { key: 'zone', head: t('collect.zone'), cell: (z) => <bdi>{z.zone ?? t('collect.zone.none')}</bdi> }, ...NIGHTS.map((k) => ({ key: k, head: t(`collect.nights.${k}`), num: true, cell: (z: NightZone) => f.whole(z[k]) }))]} /></div>}
  </>;
};

const TABS = ['files', 'results', 'nights'] as const;
/** Control files, what control came to, and the register of nights by zone. */
export const ControlsPage = () => {
  const t = useT();
  const [tab, setTab] = useState<(typeof TABS)[number]>('files');
  return (
    <main id="main" className="page collect"><h1>{t('collect.controls')}</h1>
      <Tabs label={t('collect.controls')} value={tab} onChange={setTab} panel="controls-panel" tabs={TABS.map((key) => ({ key, label: t(`collect.tab.${key}`) }))} />
      <div id="controls-panel" role="tabpanel" aria-label={t(`collect.tab.${tab}`)} className="stack">{tab === 'files' ? <Files /> : tab === 'results' ? <Results /> : <Nights />}</div>
    </main>
  );
};
