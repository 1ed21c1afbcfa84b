import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Button, Chip } from '../../platform/ui/index.ts';
import { parseOccupations, printOccupations } from '../../platform/occupation-view.ts';
import { SavedViews } from '../views/index.ts';
import { wordsOf, type Occupations } from './use-occupations.ts';

/** The count, then a chip for each filter with its way out, then the way to end them all. */
export const OccupationChips = ({ view }: { view: Occupations }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const { view: v, words, change, setWords, take, list } = view;
  const { page: _page, ...kept } = v;
  const chips: { key: string; text: string; remove: () => void }[] = [];
  const listed = (key: 'type' | 'state' | 'status' | 'activity' | 'rank', prefix: string) => {
    if (v[key]) chips.push({ key, text: wordsOf(v[key]).map((w) => (w === 'none' ? t('assets.none') : code(prefix, w))).join(', '), remove: () => change({ [key]: undefined }) });
  };
  listed('state', 'code.occ.state.');
  listed('status', 'code.occ.status.');
  listed('type', 'code.occ.type.');
  listed('activity', 'code.occ.activity.');
  listed('rank', 'code.occ.rank.');
  if (v.domain) chips.push({ key: 'domain', text: wordsOf(v.domain).map((w) => code('assets.group.', w)).join(', '), remove: () => change({ domain: undefined }) });
  if (v.conflict) chips.push({ key: 'conflict', text: t('occ.conflicts'), remove: () => change({ conflict: undefined }) });
  if (v.validated) chips.push({ key: 'validated', text: t('occ.unvalidated'), remove: () => change({ validated: undefined }) });
  if (v.asset) chips.push({ key: 'asset', text: t('occ.one.asset'), remove: () => change({ asset: undefined }) });
  if (v.party) chips.push({ key: 'party', text: t('occ.one.party'), remove: () => change({ party: undefined }) });
  if (v.endsFrom ?? v.endsBefore) chips.push({ key: 'ends', text: t('occ.ends.between', { from: format.day(v.endsFrom), to: format.day(v.endsBefore) }), remove: () => change({ endsFrom: undefined, endsBefore: undefined }) });
  if (words) chips.push({ key: 'words', text: words, remove: () => setWords('') });
  const clear = () => { setWords(''); change(Object.fromEntries(Object.keys(v).map((k) => [k, undefined]))); };
  const total = list.data?.total;
  return (
    <div className="filters" role="group" aria-label={t('map.filters')}>
      <b role="status">{total === undefined ? '…' : t('occ.count', { n: total })}</b>
      {chips.map((c) => <Chip key={c.key} label={t('map.filters.remove', { what: c.text })} onRemove={c.remove}><bdi>{c.text}</bdi></Chip>)}
      {chips.length > 0 && <Button kind="flat" onClick={clear}>{t('map.filters.clear')}</Button>}
      <SavedViews screen="occupations" state={{ search: printOccupations(kept), words, shape: null }} onTake={(saved) => { take(parseOccupations(saved.search), saved.words ?? ''); }} />
    </div>
  );
};
