import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { callFile, CALL_MOVES, getCall, listCalls, moveCall, type CallSheet } from '@sommier/domain/valorisation';
import { urlOf } from '../../platform/call.ts';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { AwardDialog, CandidateDialog } from './candidate-dialogs.tsx';

type Lot = CallSheet['lots'][number];
const TONE = { draft: 'mute', open: 'ok', closed: 'info', cancelled: 'mute', received: 'info', rejected: 'mute', withdrawn: 'mute', awarded: 'ok' } as const;

const LotPart = ({ lot, state }: { lot: Lot; state: CallSheet['state'] }) => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const can = useCan();
  const { code: commune } = useCommune();
  const [open, setOpen] = useState<'add' | string | null>(null);
  const chosen = lot.candidates.find((k) => k.id === open);
  return (
    <section>
      <h3><Link to="/c/$commune/assets/$id" params={{ commune, id: lot.assetId }}><Ref>{lot.code}</Ref></Link> <bdi>{nameOf(lot)}</bdi> <small>{lot.areaM2 === null ? '' : f.ground(lot.areaM2)}</small></h3>
      {lot.candidates.length > 0 && <Table label={t('vz.candidates')} rows={lot.candidates} keyOf={(k) => k.id} columns={[
        { key: 'party', head: t('vz.party'), cell: (k) => <bdi>{k.party}</bdi> }, { key: 'project', head: t('vz.project'), className: 'wrap', cell: (k) => <bdi>{k.project}</bdi> }, { key: 'offer', head: t('vz.offer', { currency: '' }), num: true, cell: (k) => f.money(k.offerMinor) },
        { key: 'state', head: t('vz.state'), cell: (k) => <Tag tone={TONE[k.state]}>{t(`vz.k.${k.state}`)}</Tag> },
        { key: 'do', head: <span className="vh">{t('vz.award')}</span>, cell: (k) => (k.occupationId ? <Link to="/c/$commune/occupations/$id" params={{ commune, id: k.occupationId }} search={{}}>{t('vz.lease')}</Link> : state === 'closed' && lot.state === 'offered' && k.state === 'received' && can('register.validate') ? <Button onClick={() => setOpen(k.id)}>{t('vz.award')}</Button> : null) },
      ]} />}
      {state === 'open' && lot.state === 'offered' && can('occupation.write') && <Button icon="plus" onClick={() => setOpen('add')}>{t('vz.candidate.add')}</Button>}
      {open === 'add' && <CandidateDialog lot={lot} onClose={() => setOpen(null)} />}
      {chosen && <AwardDialog candidate={chosen} onClose={() => setOpen(null)} />}
    </section>
  );
};

/** One call: its state and moves, the properties offered, who answered, who was chosen. */
const Call = ({ id }: { id: string }) => {
  const t = useT();
  const can = useCan();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const { data, error } = useEndpoint(getCall, { params: { commune, id } });
  const move = useChange(moveCall, ['valorisation.call', 'valorisation.calls', 'valorisation.rank']);
  if (error) return <Problem error={error} />;
  if (!data) return null;
  return (
    <section className="stack">
      <h2><bdi>{data.title}</bdi> <Tag tone={TONE[data.state]}>{t(`vz.state.${data.state}`)}</Tag> <small>{t(`vz.audience.${data.audience}`)}</small></h2>
      <div className="row">{can('register.validate') && CALL_MOVES[data.state].map((to) => <Button key={to} {...(to === 'cancelled' ? { kind: 'flat' as const } : {})} onClick={() => move.mutate({ params: { commune, id }, body: { to }, options: { headers: { 'if-match': `"v${String(data.version)}"` } } })}>{t(`vz.to.${to}`)}</Button>)}
        {can('export.run') && <a className="btn" href={urlOf(callFile, { params: { commune, id }, query: { language } })} download>{t('vz.pdf')}</a>}</div>
      {move.error && <Problem error={move.error} />}
      {data.lots.map((lot) => <LotPart key={lot.id} lot={lot} state={data.state} />)}
    </section>
  );
};

/** Calls for projects. */
export const CallsPage = () => {
  const t = useT();
  const f = useFormat();
  const go = useNavigate();
  const { code: commune } = useCommune();
  const { call } = useSearch({ from: '/c/$commune/calls' });
  useEffect(() => { document.title = `${t('vz.calls')} · Sommier`; }, [t]);
  const { data, error } = useEndpoint(listCalls, { params: { commune } });
  return (
    <main id="main" className="page report">
      <div className="row"><h1>{t('vz.calls')}</h1><Link className="btn" to="/c/$commune/valorisation" params={{ commune }}>{t('vz.title')}</Link></div>
      {error && <Problem error={error} />}
      {data?.rows.length === 0 && <Empty title={t('vz.calls')} why={t('vz.why')} />}
      {data && data.rows.length > 0 && <Table label={t('vz.calls')} rows={data.rows} keyOf={(c) => c.id} selected={call ?? null} onSelect={(c) => void go({ to: '/c/$commune/calls', params: { commune }, search: { call: c.id } })} columns={[
        { key: 'title', head: t('vz.call.title'), cell: (c) => <bdi>{c.title}</bdi> }, { key: 'audience', head: t('vz.audience'), cell: (c) => t(`vz.audience.${c.audience}`) }, { key: 'state', head: t('vz.state'), cell: (c) => <Tag tone={TONE[c.state]}>{t(`vz.state.${c.state}`)}</Tag> },
        { key: 'closes', head: t('vz.closes'), cell: (c) => <Ref>{f.day(c.closesOn)}</Ref> }, { key: 'lots', head: t('vz.lots'), num: true, cell: (c) => f.whole(c.lots) }, { key: 'n', head: t('vz.candidates'), num: true, cell: (c) => f.whole(c.candidates) }, { key: 'awarded', head: t('vz.awarded'), num: true, cell: (c) => f.whole(c.awarded) },
      ]} />}
      {call && <Call key={call} id={call} />}
    </main>
  );
};
