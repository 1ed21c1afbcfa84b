import { useState } from 'react';
import { decideProposal, getProposal, withdrawProposal, type Proposal } from '@sommier/domain/reviews';
import { useNameOf } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Field, Note, Problem, Ref, Tag, useToast } from '../../platform/ui/index.ts';
import { Overlay, useValueText } from '../history/index.ts';

const TOUCHES = ['listProposals', 'getProposal', 'countReviews', 'getAsset', 'listAssets', 'findAssets', 'getReview', 'getAssetHistory'];
/** One proposal, field by field against what stands now: the decider ticks what she takes; what changed since it was made asks for a second tick. */
export const ProposalView = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { data, error, refetch } = useEndpoint(getProposal, { params: { commune, id } });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  // A new reading is a new decision: what was ticked on another version is not carried over.
  return data ? <Decide key={`${data.id}.${data.assetVersion}.${data.state}`} p={data} onDone={onDone} /> : <p role="status">{t('shell.loading')}</p>;
};

const Decide = ({ p, onDone }: { p: Proposal; onDone: () => void }) => {
  const t = useT();
  const nameOf = useNameOf();
  const intl = useIntl();
  const say = useToast();
  const { label, text } = useValueText();
  const { code: commune } = useCommune();
  const may = useCan()('register.validate') && !p.own && p.state === 'open';
  const [taken, take] = useState<ReadonlySet<string>>(() => new Set(p.diff.filter((d) => !d.conflict).map((d) => d.field)));
  const [sure, confirm] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const decide = useChange(decideProposal, TOUCHES);
  const withdraw = useChange(withdrawProposal, TOUCHES);
  const send = (accept: readonly string[]) => decide.mutate({ params: { commune, id: p.id }, body: { version: p.assetVersion, accept: [...accept], confirmed: [...sure], ...(reason.trim() ? { reason: reason.trim() } : {}) } },
    { onSuccess: (done) => { say(t('reviews.decided', { state: t(`reviews.proposal.${done.state}`) })); onDone(); } });
  const flip = (set: ReadonlySet<string>, f: string): ReadonlySet<string> => { const next = new Set(set); if (!next.delete(f)) next.add(f); return next; };
  const shape = p.diff.find((d) => d.field === 'geometry');
  const all = p.diff.map((d) => d.field), part = taken.size < all.length;
  const unsure = p.diff.filter((d) => d.conflict && taken.has(d.field) && !sure.has(d.field)).length;
  const stale = decide.error?.code === 'stale';
  return (
    <section className="card whole difference">
      <div className="row"><h2><Ref>{p.asset.code}</Ref> <bdi>{nameOf(p.asset)}</bdi></h2><Tag tone={p.state === 'open' ? 'warn' : 'mute'}>{t(`reviews.proposal.${p.state}`)}</Tag></div>
      <p>{t('reviews.proposal.by', { name: p.requestedBy?.name ?? '–', at: intl.formatDate(p.requestedAt, { dateStyle: 'medium', timeStyle: 'short' }) })} {p.comment && <q><bdi>{p.comment}</bdi></q>}</p>
      {p.outdated && p.state === 'open' && <Note tone="warn">{t('reviews.proposal.outdated', { n: p.diff.filter((d) => d.conflict).length })}</Note>}
      {decide.error && <Problem error={decide.error} {...(stale ? { onRetry: onDone } : {})} />}
      {p.reason && <Note>{t('reviews.proposal.reason')} <bdi>{p.reason}</bdi></Note>}
      <table className="tbl"><thead><tr>{may && <th scope="col">{t('reviews.take')}</th>}<th scope="col">{t('history.field')}</th><th scope="col">{t('reviews.now')}</th><th scope="col">{t('reviews.wanted')}</th></tr></thead>
        <tbody>{p.diff.map((d) => (
          <tr key={d.field}>
            {may && <td><input type="checkbox" aria-label={t('reviews.take.field', { field: label(d.field) })} checked={taken.has(d.field)} onChange={() => take(flip(taken, d.field))} /></td>}
            <th scope="row">{label(d.field)}</th>
            <td><bdi>{text(d.field, d.current)}</bdi>{d.conflict && <p className="small"><Tag tone="warn">{t('reviews.changed')}</Tag> {t('reviews.base', { value: text(d.field, d.base) })}</p>}</td>
            <td><ins><bdi>{text(d.field, d.proposed)}</bdi></ins>{may && d.conflict && taken.has(d.field) && <Check checked={sure.has(d.field)} onChange={() => confirm(flip(sure, d.field))}>{t('reviews.confirm')}</Check>}
              {p.state === 'partly' && <Tag tone={p.accepted.includes(d.field) ? 'ok' : 'bad'}>{t(p.accepted.includes(d.field) ? 'reviews.taken' : 'reviews.left')}</Tag>}</td>
          </tr>
        ))}</tbody></table>
      {shape && <Overlay mine={shape.proposed} theirs={shape.current} {...(shape.conflict ? { original: shape.base } : {})} label={t('reviews.proposal.map')} />}
      {may && <div className="decide">
        <Field label={t('reviews.reason')} hint={t('reviews.reason.hint')}><input type="text" maxLength={2000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} /></Field>
        <Button kind="bad" data-key="r" refuse={reason.trim() === '' && t('reviews.reason.wanted')} onClick={() => send([])}>{t('reviews.refuse')} <kbd>R</kbd></Button>
        <Button kind="main" data-key="c" refuse={decide.isPending ? t('shell.wait') : taken.size === 0 ? t('reviews.take.none') : unsure > 0 ? t('reviews.confirm.wanted', { n: unsure }) : part && reason.trim() === '' && t('reviews.reason.wanted')} onClick={() => send([...taken])}>{part ? t('reviews.accept.some', { n: taken.size, all: all.length }) : t('reviews.accept')} <kbd>C</kbd></Button>
      </div>}
      {p.own && p.state === 'open' && <div className="decide"><p>{t('reviews.own')}</p><Button onClick={() => withdraw.mutate({ params: { commune, id: p.id } }, { onSuccess: onDone })}>{t('reviews.proposal.withdraw')}</Button></div>}
      {withdraw.error && <Problem error={withdraw.error} />}
    </section>
  );
};
