import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { ADDRESS_SOURCES, decideGround, getListingLinks, type GroundCandidate } from '@sommier/domain/leads';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, Ref, SelectField, Tag, TextField, useToast } from '../../platform/ui/index.ts';

/** On a listing's sheet: its exact address or the ground it may stand on, its number, its dwelling and the listings it may share one with. */
export const ListingLinks = ({ id }: { id: string }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const format = useFormat();
  const { code: commune } = useCommune();
  const may = useCan()('activity.write');
  const [asked, ask] = useState<GroundCandidate | null>(null);
  const { data, error, refetch } = useEndpoint(getListingLinks, { params: { commune, id } });
  const decide = useChange(decideGround, ['getListingLinks', 'getListing', 'listListings', 'findListings', 'listLeads', 'getLead']);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <p role="status">{t('shell.loading')}</p>;
  const send = (body: Parameters<typeof decide.mutate>[0]['body']) => decide.mutate({ params: { commune, id }, body }, { onSuccess: () => { ask(null); say(t('leads.ground.done')); } });
  return (
    <>
      <h2>{t('leads.ground')}</h2>
      {decide.error && <Problem error={decide.error} />}
      {data.address && <Note tone="ok"><p>{t('leads.ground.exact', { source: t(`leads.source.${data.address.source}`) })}</p><p><bdi>{data.address.evidence}</bdi></p></Note>}
      {data.candidates.length === 0 && <p className="small">{t('leads.ground.none')}</p>}
      <ul className="links">{data.candidates.slice(0, 6).map((c) => (
        <li key={`${c.kind}${c.id}`}><b>{c.score} %</b> {code('leads.ground.kind.', c.kind)} <Ref>{c.label}</Ref> <span className="small">{c.reasons.map((r) => code('leads.ground.reason.', r.reason)).join(', ')}</span>
          {c.verdict && <Tag tone={c.verdict === 'confirmed' ? 'ok' : 'mute'}>{t(`leads.ground.${c.verdict}`)}</Tag>}
          {may && (c.verdict ? <Button kind="flat" onClick={() => send({ verdict: 'open', kind: c.kind, id: c.id })}>{t('leads.reopen')}</Button>
            : <><Button kind="flat" onClick={() => ask(c)}>{t('leads.ground.confirm')}</Button><Button kind="flat" onClick={() => send({ verdict: 'rejected', kind: c.kind, id: c.id })}>{t('leads.ground.reject')}</Button></>)}</li>
      ))}</ul>
      {data.leads.length > 0 && <><h2>{t('leads.title')}</h2><ul className="links">{data.leads.map((l) => <li key={l.id}><b>{l.score} %</b> <Ref>{l.asset.code}</Ref> {code('leads.kind.', l.kind)} <Tag>{code('leads.state.', l.state)}</Tag></li>)}</ul><p><Link to="/c/$commune/leads" params={{ commune }} search={{}}>{t('leads.all')}</Link></p></>}
      {data.check && <><h2>{t('numbers.title')}</h2><p><Tag tone={data.check.verdict === 'valid' ? 'ok' : 'warn'}>{code('numbers.verdict.', data.check.verdict)}</Tag> {data.check.addresses > 1 && t('numbers.several.of', { n: data.check.addresses })}</p></>}
      {(data.pairs.length > 0 || data.dwelling) && <><h2>{t('pairs.title')}</h2>
        {data.dwelling && <p>{t('pairs.dwelling.listings', { n: data.dwelling.listings.length })} · {data.dwelling.nights === null ? t('pairs.nights.undecided') : t('pairs.nights.total', { n: `≈ ${format.whole(data.dwelling.nights)}` })}</p>}
        <ul className="links">{data.pairs.slice(0, 6).map((p) => { const other = p.low.id === id ? p.high : p.low; return <li key={p.id}><b>{p.score} %</b> {code('pairs.verdict.', p.verdict ?? p.class)} <Ref>{`${other.platform} ${other.externalId}`}</Ref> <bdi>{other.title ?? ''}</bdi></li>; })}</ul></>}
      {asked && <Confirm candidate={asked} onClose={() => ask(null)} onSend={(source, evidence) => send({ verdict: 'confirmed', kind: asked.kind, id: asked.id, source, evidence })} />}
    </>
  );
};

/** An address is exact by what shows it: a declaration, a registration, a report or a visit. */
const Confirm = ({ candidate, onClose, onSend }: { candidate: GroundCandidate; onClose: () => void; onSend: (source: (typeof ADDRESS_SOURCES)[number], evidence: string) => void }) => {
  const t = useT();
  const [source, choose] = useState<(typeof ADDRESS_SOURCES)[number]>('visit');
  const [evidence, say] = useState('');
  const short = evidence.trim().length < 3;
  return (
    <Dialog title={t('leads.ground.title', { label: candidate.label })} onClose={onClose} foot={<><Button onClick={onClose}>{t('shell.cancel')}</Button><Button kind="main" refuse={short && t('leads.ground.wanted')} onClick={() => onSend(source, evidence.trim())}>{t('leads.ground.confirm')}</Button></>}>
      <p>{t('leads.ground.why')}</p>
      <SelectField label={t('leads.source')} value={source} onChange={(e) => choose(e.currentTarget.value as typeof source)}>{ADDRESS_SOURCES.map((s) => <option key={s} value={s}>{t(`leads.source.${s}`)}</option>)}</SelectField>
      <TextField label={t('leads.evidence')} maxLength={500} value={evidence} onChange={(e) => say(e.currentTarget.value)} />
    </Dialog>
  );
};
