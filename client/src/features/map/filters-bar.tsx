import { DOMAIN_GROUPS, TITLE_STATES } from '@sommier/domain/style';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { Button, Chip } from '../../platform/ui/index.ts';
import { useAssets, useListings } from './use-data.ts';
import { readLegal } from './legal.ts';
import { useWorkspace } from './workspace.tsx';

/** What is filtered, before the map: the count, a chip for each filter, the way to add one and to end all. */
export const FiltersBar = () => {
  const t = useT();
  const codeText = useCodeText();
  const { language } = useLanguage();
  const { view, change, words, setWords, setOpen } = useWorkspace();
  const assets = useAssets();
  const listings = useListings();
  const onListings = view.tab === 'listings';
  const total = (onListings ? listings.data : assets.data)?.total;
  const legal = readLegal(view.legal);
  const first = { page: undefined };
  const chips: { key: string; text: string; remove: () => void }[] = [];
  if (legal.rows.length) {
    const names = [...DOMAIN_GROUPS.filter((g) => legal.rows.includes(g.id)).map((g) => g.text[language]), ...TITLE_STATES.filter((s) => legal.columns.includes(s.id)).map((s) => s.text[language])];
    chips.push({ key: 'legal', text: names.join(', '), remove: () => change({ legal: undefined, ...first }) });
  }
  if (view.nature) chips.push({ key: 'nature', text: view.nature.split(',').map((n) => codeText('code.nature.', n)).join(', '), remove: () => change({ nature: undefined, ...first }) });
  if (view.level) chips.push({ key: 'level', text: view.level.split(',').map((n) => codeText('code.level.', n)).join(', '), remove: () => change({ level: undefined, ...first }) });
  if (view.platform) chips.push({ key: 'platform', text: view.platform, remove: () => change({ platform: undefined, ...first }) });
  if (view.room) chips.push({ key: 'room', text: codeText('code.room.', view.room), remove: () => change({ room: undefined, ...first }) });
  if (view.gone) chips.push({ key: 'gone', text: t('map.listing.gone'), remove: () => change({ gone: undefined, ...first }) });
  if (words) chips.push({ key: 'words', text: words, remove: () => setWords('') });
  if (view.within) chips.push({ key: 'within', text: t('map.filters.within'), remove: () => change({ within: undefined, ...first }) });
  const clear = () => {
    setWords('');
    change({ legal: undefined, nature: undefined, level: undefined, platform: undefined, room: undefined, gone: undefined, within: undefined, ...first });
  };
  return (
    <div className="filters" role="group" aria-label={t('map.filters')}>
      <b role="status">{total === undefined ? '…' : t(onListings ? 'map.count.listings' : 'map.count.assets', { n: total })}</b>
      {chips.map((c) => <Chip key={c.key} label={t('map.filters.remove', { what: c.text })} onRemove={c.remove}>{c.text}</Chip>)}
      <Button kind="flat" icon="plus" onClick={() => setOpen('filter')}>{t('map.filters.add')}</Button>
      {chips.length > 0 && <Button kind="flat" onClick={clear}>{t('map.filters.clear')}</Button>}
      <Button kind="flat" icon="print" className="out" onClick={() => setOpen('export')}>{t('map.export')}</Button>
    </div>
  );
};
