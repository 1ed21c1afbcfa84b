import { findAssets } from '@sommier/domain/assets';
import { submitAssets } from '@sommier/domain/reviews';
import { call } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Problem, useToast } from '../../platform/ui/index.ts';
import type { RegisterSelection } from '../assets/index.ts';

const AT_ONCE = 2000, PAGE = 100;
/** Hands in the ticked drafts, two thousand at most at once. */
export const SubmitSelection = ({ selection }: { selection: RegisterSelection }) => {
  const t = useT();
  const say = useToast();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const submit = useChange(submitAssets, ['listAssets', 'findAssets', 'getAsset', 'countReviews', 'listReviews']);
  if (!may) return null;
  const idsOf = async (): Promise<string[]> => {
    if (!selection.all) return [...selection.ids];
    const ids: string[] = [];
    for (let page = 1; ids.length < Math.min(selection.count, AT_ONCE); page += 1) {
      const { rows } = await call(findAssets, { params: { commune }, query: { page, size: PAGE }, body: { filter: selection.filter, ...(selection.shape ? { shape: selection.shape as never } : {}) } });
      if (rows.length === 0) break;
      ids.push(...rows.map((r) => r.id));
    }
    return ids;
  };
  const go = async () => {
    const result = await submit.mutateAsync({ params: { commune }, body: { assets: await idsOf() } });
    say(result.already > 0 ? t('reviews.submitted.some', { n: result.submitted, already: result.already }) : t('reviews.submitted', { n: result.submitted }));
    selection.clear();
  };
  return <>{submit.error && <Problem error={submit.error} />}<Button icon="ok" refuse={submit.isPending ? t('shell.wait') : selection.count > AT_ONCE && t('reviews.submit.many', { n: AT_ONCE })} onClick={() => void go().catch(() => undefined)}>{t('reviews.submit')}</Button></>;
};
