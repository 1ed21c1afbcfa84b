import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { getAsset, type AssetSheet } from '@sommier/domain/assets';
import { getReview, returnAsset, submitAssets, validateAsset, withdrawSubmission } from '@sommier/domain/reviews';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune, useSession } from '../../platform/session.tsx';
import { Button, Dialog, Field, Problem, Tag, useToast } from '../../platform/ui/index.ts';

const TONE = { draft: 'mute', submitted: 'warn', validated: 'ok' } as const;
export const ReviewTag = ({ state }: { state: keyof typeof TONE }) => { const t = useT(); return <Tag tone={TONE[state]}>{t(`reviews.state.${state}`)}</Tag>; };
const TOUCHES = ['getAsset', 'listAssets', 'findAssets', 'getReview', 'listReviews', 'countReviews', 'getAssetHistory', 'getOwnActions'];

/** Where the property stands between draft and validated, and what this reader may do about it: hand it in, take it back, validate, return. */
export const ReviewActions = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const intl = useIntl();
  const say = useToast();
  const can = useCan();
  const me = useSession().person.id;
  const { code: commune } = useCommune();
  const params = { commune, id: asset.id };
  const review = useEndpoint(getReview, { params }).data;
  const [asking, ask] = useState(false);
  const [comment, setComment] = useState('');
  const submit = useChange(submitAssets, TOUCHES);
  const validate = useChange(validateAsset, TOUCHES);
  const give = useChange(returnAsset, TOUCHES);
  const withdraw = useChange(withdrawSubmission, TOUCHES);
  const own = review?.submittedBy?.id === me;
  const error = submit.error ?? validate.error ?? withdraw.error;
  const keep = (made: AssetSheet) => { queryClient.setQueryData([getAsset.id, { params }], made); ask(false); };
  const said = review?.state === 'validated' && review.validatedBy && review.validatedAt ? t('reviews.by.validated', { name: review.validatedBy.name, at: intl.formatDate(review.validatedAt, { dateStyle: 'medium' }) })
    : review?.state === 'submitted' && review.submittedBy && review.submittedAt ? t('reviews.by.submitted', { name: review.submittedBy.name, at: intl.formatDate(review.submittedAt, { dateStyle: 'medium' }) }) : undefined;
  return (
    <>
      <span title={said}><ReviewTag state={asset.review} /></span>
      {asset.review === 'draft' && can('register.write') && <Button icon="ok" onClick={() => submit.mutate({ params: { commune }, body: { assets: [asset.id] } }, { onSuccess: () => say(t('reviews.submitted', { n: 1 })) })} refuse={submit.isPending && t('shell.wait')}>{t('reviews.submit')}</Button>}
      {asset.review === 'submitted' && own && <Button onClick={() => withdraw.mutate({ params }, { onSuccess: keep })}>{t('reviews.withdraw')}</Button>}
      {asset.review === 'submitted' && !own && review && can('register.validate') && <>
        <Button kind="main" icon="ok" onClick={() => validate.mutate({ params, body: {}, options: { headers: { 'if-match': `"v${asset.version}"` } } }, { onSuccess: (made) => { keep(made); say(t('reviews.validated.one', { code: made.code })); } })}>{t('reviews.validate')}</Button>
        <Button kind="bad" onClick={() => { give.reset(); ask(true); }}>{t('reviews.return')}</Button></>}
      {asset.review === 'validated' && !!review && review.openProposals > 0 && <Link className="btn" to="/c/$commune/reviews" params={{ commune }} search={{ tab: 'proposals' }}>{t('reviews.proposals.open', { n: review.openProposals })}</Link>}
      {review?.returned && <p className="note warn returned"><b>{t('reviews.returned.by', { name: review.returned.by?.name ?? '–' })}</b> <bdi>{review.returned.comment}</bdi></p>}
      {error && <Problem error={error} />}
      {asking && <Dialog title={t('reviews.return.title', { code: asset.code })} onClose={() => ask(false)}
        foot={<Button kind="main" refuse={give.isPending ? t('shell.wait') : comment.trim() === '' && t('reviews.comment.wanted')} onClick={() => give.mutate({ params, body: { comment: comment.trim() } }, { onSuccess: keep })}>{t('reviews.return')}</Button>}>
        {give.error && <Problem error={give.error} />}
        <Field label={t('reviews.comment')} hint={t('reviews.comment.hint')}><textarea rows={4} maxLength={2000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} /></Field>
      </Dialog>}
    </>
  );
};
