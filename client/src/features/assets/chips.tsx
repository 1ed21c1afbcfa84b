import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Button, Chip } from '../../platform/ui/index.ts';
import { wordsOf, type Register } from './use-register.ts';

/** The count, then a chip for each filter with its way out, then the way to end them all. */
export const Chips = ({ register }: { register: Register }) => {
  const t = useT();
  const code = useCodeText();
  const { view, words, change, setWords, list } = register;
  const total = list.data?.total;
  const chips: { key: string; text: string; remove: () => void }[] = [];
  const listed = (key: 'domain' | 'title' | 'nature' | 'level' | 'status', text: (word: string) => string) => {
    if (view[key]) chips.push({ key, text: wordsOf(view[key]).map((w) => (w === 'none' ? t('assets.none') : text(w))).join(', '), remove: () => change({ [key]: undefined }) });
  };
  const groups = ['public', 'private', 'other', 'undetermined'] as const;
  listed('domain', (w) => { const g = groups.find((x) => x === w); return g ? t(`assets.group.${g}`) : code('code.domain.', w); });
  listed('title', (w) => code('code.title.', w));
  listed('nature', (w) => code('code.nature.', w));
  listed('level', (w) => code('code.level.', w));
  listed('status', (w) => code('code.status.', w));
  if (view.district) chips.push({ key: 'district', text: view.district, remove: () => change({ district: undefined }) });
  if (view.located) chips.push({ key: 'located', text: t(`assets.located.${view.located}`), remove: () => change({ located: undefined }) });
  if (words) chips.push({ key: 'words', text: words, remove: () => setWords('') });
  const clear = () => { setWords(''); change(Object.fromEntries(Object.keys(view).map((k) => [k, undefined]))); };
  return (
    <div className="filters" role="group" aria-label={t('map.filters')}>
      <b role="status">{total === undefined ? '…' : t('map.count.assets', { n: total })}</b>
      {chips.map((c) => <Chip key={c.key} label={t('map.filters.remove', { what: c.text })} onRemove={c.remove}><bdi>{c.text}</bdi></Chip>)}
      {chips.length > 0 && <Button kind="flat" onClick={clear}>{t('map.filters.clear')}</Button>}
    </div>
  );
};
