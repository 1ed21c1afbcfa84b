import type { ReactNode } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Chip } from '../../platform/ui/index.ts';
import { useFilterWords } from './register-words.ts';
import type { Register } from './use-register.ts';
import { Views } from './views.tsx';

/** The count, then a chip for each filter with its way out, then the way to end them all; and the views kept under a name. */
export const Chips = ({ register, children }: { register: Register; children?: ReactNode }) => {
  const t = useT();
  const { chips: words } = useFilterWords();
  const { view, change, setWords, setShape, widen, list } = register;
  const total = list.data?.total;
  const chips = [
    ...words(view).map(({ key, text }) => ({ key: String(key), text, remove: () => (key === 'within' ? setShape(null) : change({ [key]: undefined })) })),
    ...(register.words ? [{ key: 'words', text: register.words, remove: () => setWords('') }] : []),
  ];
  return (
    <div className="filters" role="group" aria-label={t('map.filters')}>
      <b role="status">{total === undefined ? '…' : t('map.count.assets', { n: total })}</b>
      {chips.map((c) => <Chip key={c.key} label={t('map.filters.remove', { what: c.text })} onRemove={c.remove}><bdi>{c.text}</bdi></Chip>)}
      {chips.length > 0 && <Button kind="flat" onClick={widen}>{t('map.filters.clear')}</Button>}
      <Views register={register} />
      {children}
    </div>
  );
};
