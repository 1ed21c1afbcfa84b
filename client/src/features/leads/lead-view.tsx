import { useRef, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { decideLead, getLead, LEAD_MODEL, type LeadDecision, type LeadSheet } from '@sommier/domain/leads';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Field, Problem, Ref, Tag, useToast } from '../../platform/ui/index.ts';
import { Weights } from '../../platform/ui/weights.tsx';
import { GroundMap } from './ground-map.tsx';
import { usePlaceOf } from './place-of.ts';

const TOUCHES = ['listLeads', 'getLead', 'listLeadFiles', 'getListingLinks', 'listAssetLeads', 'listOccupations', 'findOccupation', 'getOccupation', 'listFindings', 'getFindingSummary'];

/** What each side says under a sign, in words. */
const useSides = () => {
  const t = useT();
  const code = useCodeText();
  return (reason: string, value: string | null, side: 'register' | 'listing'): string => {
    if (value === null) return '–';
    if (reason === 'share') return side === 'register' ? t('leads.of.area', { n: Number(value) }) : t('leads.of.distance', { n: Number(value) });
    if (reason === 'use' && side === 'listing') return code('leads.use.', value);
    if (reason === 'occupancy') return side === 'register' ? code('code.occ.state.', value) : code('code.occ.type.', value);
    if (reason === 'capacity') return side === 'register' ? t('leads.of.area', { n: Number(value) }) : t('leads.of.persons', { n: Number(value) });
    if (reason === 'room') return code('code.room.', value);
    if (reason === 'premises') return t('leads.of.premises', { n: Number(value) });
    return reason === 'rivals' ? t('leads.of.rivals', { n: Number(value) }) : value;
  };
};

const Decide = ({ lead }: { lead: LeadSheet }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const { code: commune } = useCommune();
  const [note, setNote] = useState('');
  const [wanted, want] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const decide = useChange(decideLead, TOUCHES);
  const params = { commune, id: lead.id };
  const send = (decision: LeadDecision['decision']) => {
    if (decision === 'reject' && note.trim() === '') { want(true); field.current?.focus(); return; }
    // What is decided leaves the list, and this view with it: the answer is told all the same.
    decide.mutateAsync({ params, body: { decision, ...(note.trim() ? { note: note.trim() } : {}) } }).then(
      () => say(t(`leads.done.${decision}`), decision === 'open' ? undefined : { label: t('shell.cancel'), run: () => decide.mutate({ params, body: { decision: 'open' } }) }), () => undefined);
  };
  const open = lead.state === 'open' || lead.state === 'later';
  return (
    <>
      {decide.error && <Problem error={decide.error} />}
      <div className="decide">
        <Field label={t('leads.note')} hint={t('leads.note.hint')} error={wanted && note.trim() === '' ? t('leads.note.wanted') : undefined}><input ref={field} type="text" maxLength={2000} value={note} onChange={(e) => setNote(e.currentTarget.value)} onKeyDown={(e) => { if (e.key === 'Enter' && wanted) send('reject'); }} /></Field>
        {open ? <>
          <Button data-key="p" onClick={() => send('later')}>{t('pairs.keys.later')} <kbd>P</kbd></Button>
          <Button data-key="r" kind="bad" onClick={() => send('reject')}>{t('leads.reject')} <kbd>R</kbd></Button>
          <Button data-key="c" kind="main" refuse={decide.isPending && t('shell.wait')} onClick={() => send('confirm')}>{t('leads.confirm')} <kbd>C</kbd></Button>
        </> : <Button data-key="o" onClick={() => send('open')}>{t('leads.reopen')} <kbd>O</kbd></Button>}
        {!open && <p className="small">{code('leads.state.', lead.state)} · <bdi>{lead.decidedBy?.name ?? '–'}</bdi>{lead.note && <> · <bdi>{lead.note}</bdi></>}</p>}
      </div>
    </>
  );
};

/** A listing and a property: the ground, both sheets, why they may belong together, and the decision that opens two files. */
export const LeadView = ({ id }: { id: string }) => {
  const t = useT();
  const intl = useIntl();
  const code = useCodeText();
  const format = useFormat();
  const placeOf = usePlaceOf();
  const sides = useSides();
  const may = useCan()('activity.write');
  const { code: commune, currency } = useCommune();
  const { data: lead, error, refetch } = useEndpoint(getLead, { params: { commune, id } });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!lead) return <p role="status">{t('shell.loading')}</p>;
  const { asset, listing } = lead;
  const points = (w: number): string => intl.formatNumber(w, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const others = new Set(lead.others.map((o) => o.asset.id));
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('leads.asset'), <><Link key="a" to="/c/$commune/assets/$id" params={{ commune, id: asset.id }} search={{ tab: 'occupation' }}><Ref>{asset.code}</Ref></Link> · {code('code.occ.state.', asset.state)}</>],
    [t('leads.right'), lead.occupation ? <Link key="o" to="/c/$commune/occupations/$id" params={{ commune, id: lead.occupation.id }} search={{}}>{code('code.occ.type.', lead.occupation.type)} <Ref>{lead.occupation.reference}</Ref></Link> : t('leads.right.none')],
    [t('leads.listing'), <><Ref key="l">{`${listing.platform} ${listing.externalId}`}</Ref> · {code('code.room.', listing.roomType)}</>], [t('pairs.of.title'), <bdi key="t">{listing.title ?? '–'}</bdi>],
    [t('pairs.of.price'), listing.priceMinor === null ? '–' : `${format.money(listing.priceMinor)} ${currency}`], [t('leads.nights'), t('leads.nights.range', { low: Math.round(listing.nightsLow), high: Math.round(listing.nightsHigh) })],
    [t('leads.since'), t('leads.since.of', { day: format.day(lead.captures.first), seen: lead.captures.seen, all: lead.captures.all })],
    ...(lead.others.length ? [[t('leads.others'), lead.others.map((o, i) => <span key={o.id}>{i > 0 && ', '}<bdi>{placeOf(o.asset)}</bdi> ({o.score} %)</span>)] as const] : []),
  ];
  return (
    <section className="card whole difference lead">
      <div className="row"><h2><bdi>{placeOf(asset)}</bdi></h2><span><Tag tone="info">{code('leads.kind.', lead.kind)}</Tag> <Tag>{t('leads.score', { n: lead.score })}</Tag></span></div>
      <div className="sides">
        {listing.lon !== null && listing.lat !== null ? <GroundMap label={t('leads.map', { n: Math.round(listing.uncertaintyM) })} discs={[{ lon: listing.lon, lat: listing.lat, metres: listing.uncertaintyM, label: t('leads.point') }]} at={asset.lon !== null && asset.lat !== null ? { lon: asset.lon, lat: asset.lat } : null}
          shapes={[...lead.ground.parcels.map((geometry, i) => ({ key: `p${String(i)}`, geometry, kind: 'parcel' as const })), ...lead.ground.assets.map((a) => ({ key: a.id, geometry: a.geometry, kind: a.id === asset.id ? 'own' as const : others.has(a.id) ? 'other' as const : 'asset' as const }))]} /> : <span />}
        <dl>{facts.map(([k, v]) => <FactLine key={k} label={k}>{v}</FactLine>)}</dl>
      </div>
      <div className="row"><h3>{t('leads.why')}</h3><span className="small">{t('leads.lead')}</span></div>
      <Weights label={t('leads.why')} heads={[t('leads.sign'), t('leads.register'), t('leads.listing'), t('leads.weight')]} shown={points} total={{ label: t('leads.total', { model: `${LEAD_MODEL.name} v${String(lead.model)}`, n: lead.score }), weight: lead.weight }}
        rows={lead.reasons.map((r) => ({ key: r.reason, label: code('leads.reason.', r.reason), weight: r.weight, left: <bdi>{sides(r.reason, r.register, 'register')}</bdi>, right: <bdi>{sides(r.reason, r.listing, 'listing')}</bdi> }))} />
      {lead.files.length > 0 && <p>{lead.files.map((f) => <Tag key={f.id} tone={f.state === 'open' ? 'warn' : 'ok'}>{code('leads.side.', f.side)}: {t(f.state === 'open' ? 'leads.file.open' : 'leads.file.closed')}</Tag>)}</p>}
      {may && <Decide key={lead.state} lead={lead} />}
    </section>
  );
};
const FactLine = ({ label, children }: { label: string; children: React.ReactNode }) => <><dt>{label}</dt><dd>{children}</dd></>;
