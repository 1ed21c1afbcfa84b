import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { getAsset } from '@sommier/domain/assets';
import { getAssetHistory } from '@sommier/domain/history';
import { returnAsset, validateAsset, type QueueRow } from '@sommier/domain/reviews';
import { useNameOf } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Field, Problem, Ref, useToast } from '../../platform/ui/index.ts';
import { Overlay, useValueText } from '../history/index.ts';

const TOUCHES = ['listReviews', 'countReviews', 'getAsset', 'listAssets', 'findAssets', 'getReview', 'getAssetHistory'];
const SHOWN = ['name', 'nameAr', 'level', 'nature', 'address', 'district', 'domainClass', 'titleState', 'titleNumber', 'status', 'landAreaM2', 'drawnAreaM2', 'origin', 'appropriatedOn'] as const;
/** What was handed in: the main fields, the ground, the last changes; then a word on it. */
export const SubmissionView = ({ row, onDone }: { row: QueueRow; onDone: () => void }) => {
  const t = useT();
  const nameOf = useNameOf();
  const intl = useIntl();
  const say = useToast();
  const { label, text } = useValueText();
  const { code: commune } = useCommune();
  const may = useCan()('register.validate') && !row.own;
  const params = { commune, id: row.asset.id };
  const { data: a } = useEndpoint(getAsset, { params });
  const { data: past } = useEndpoint(getAssetHistory, { params, query: { size: 5 } });
  const [comment, setComment] = useState('');
  const validate = useChange(validateAsset, TOUCHES);
  const give = useChange(returnAsset, TOUCHES);
  const error = validate.error ?? give.error;
  if (!a) return <p role="status">{t('shell.loading')}</p>;
  const words = comment.trim();
  return (
    <section className="card whole difference">
      <div className="row"><h2><Ref>{a.code}</Ref> <bdi>{nameOf(a)}</bdi></h2><Link to="/c/$commune/assets/$id" params={params} search={{}}>{t('reviews.open')}</Link></div>
      <p>{t('reviews.by.submitted', { name: row.submittedBy?.name ?? '–', at: intl.formatDate(row.submittedAt, { dateStyle: 'medium', timeStyle: 'short' }) })} {row.note && <q><bdi>{row.note}</bdi></q>}</p>
      {error && <Problem error={error} {...(error.code === 'stale' ? { onRetry: onDone } : {})} />}
      <div className="pair">
        <dl className="led">{SHOWN.filter((f) => a[f] !== null).flatMap((f) => [<dt key={`${f}t`}>{label(f)}</dt>, <dd key={f}><bdi>{text(f, a[f])}</bdi></dd>])}</dl>
        {a.geometry && <Overlay mine={a.geometry} label={t('reviews.ground')} />}
      </div>
      {past && past.entries.length > 0 && <><h3>{t('reviews.last')}</h3><ul className="hist">{past.entries.filter((e) => e.fields.length > 0).slice(0, 4).map((e) => (
        <li key={e.first}><p className="who"><time dateTime={e.at}>{intl.formatDate(e.at, { dateStyle: 'short', timeStyle: 'short' })}</time> · <bdi>{e.by?.name ?? t('history.system')}</bdi></p>
          <p>{e.fields.slice(0, 4).map((f) => <span key={f.field} className="one">{label(f.field)} <del><bdi>{text(f.field, f.before)}</bdi></del> <ins><bdi>{text(f.field, f.after)}</bdi></ins> </span>)}</p></li>))}</ul></>}
      {may ? <div className="decide">
        <Field label={t('reviews.comment')} hint={t('reviews.comment.return')}><input type="text" maxLength={2000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} /></Field>
        <Button kind="bad" data-key="r" refuse={words === '' && t('reviews.comment.wanted')} onClick={() => give.mutate({ params, body: { comment: words } }, { onSuccess: () => { say(t('reviews.returned.done', { code: a.code })); onDone(); } })}>{t('reviews.return')} <kbd>R</kbd></Button>
        <Button kind="main" data-key="c" refuse={validate.isPending && t('shell.wait')} onClick={() => validate.mutate({ params, body: words ? { comment: words } : {}, options: { headers: { 'if-match': `"v${a.version}"` } } }, { onSuccess: () => { say(t('reviews.validated.one', { code: a.code })); onDone(); } })}>{t('reviews.validate')} <kbd>C</kbd></Button>
      </div> : <p>{t(row.own ? 'reviews.own' : 'reviews.notyours')}</p>}
    </section>
  );
};
