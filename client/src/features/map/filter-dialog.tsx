import type { FormEvent } from 'react';
import { LEVELS, NATURES } from '@sommier/domain/assets';
import { listCaptures } from '@sommier/domain/listings';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Dialog, SelectField, TextField } from '../../platform/ui/index.ts';
import { useWorkspace } from './workspace.tsx';

const ROOMS = ['Entire home/apt', 'Private room', 'Shared room', 'Hotel room'];

/** Every filter in one place; applying writes them to the address, except the words. */
export const FilterDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const codeText = useCodeText();
  const { view, change, words, setWords } = useWorkspace();
  const captures = useEndpoint(listCaptures, { params: { commune: useCommune().code }, query: {} });
  const platforms = [...new Set((captures.data?.rows ?? []).map((c) => c.platform))];
  const apply = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    setWords(text('words') ?? '');
    change({ nature: text('nature'), level: text('level'), platform: text('platform'), room: text('room'), gone: text('gone') as 'yes' | 'all' | undefined, within: form.get('within') ? 'view' : undefined, page: undefined }, true);
    onClose();
  };
  const any = <option value="">{t('map.filters.any')}</option>;
  return (
    <Dialog title={t('map.filters.title')} onClose={onClose}>
      <form className="stack" onSubmit={apply}>
        <TextField label={t('map.filters.words')} name="words" defaultValue={words} maxLength={200} hint={t('map.filters.words.hint')} autoFocus />
        <SelectField label={t('map.asset.nature')} name="nature" defaultValue={view.nature ?? ''}>{any}{NATURES.map((n) => <option key={n} value={n}>{codeText('code.nature.', n)}</option>)}</SelectField>
        <SelectField label={t('map.asset.level')} name="level" defaultValue={view.level ?? ''}>{any}{LEVELS.map((n) => <option key={n} value={n}>{codeText('code.level.', n)}</option>)}</SelectField>
        <SelectField label={t('map.listing.platform')} name="platform" defaultValue={view.platform ?? ''}>{any}{platforms.map((p) => <option key={p}>{p}</option>)}</SelectField>
        <SelectField label={t('map.col.room')} name="room" defaultValue={view.room ?? ''}>{any}{ROOMS.map((r) => <option key={r} value={r}>{codeText('code.room.', r)}</option>)}</SelectField>
        <SelectField label={t('map.sheet.history')} name="gone" defaultValue={view.gone ?? ''}><option value="">{t('map.listing.present')}</option><option value="yes">{t('map.listing.gone')}</option><option value="all">{t('map.filters.any')}</option></SelectField>
        <Check name="within" defaultChecked={view.within === 'view'}>{t('map.filters.within')}</Check>
        <Button kind="main" type="submit">{t('map.filters.apply')}</Button>
      </form>
    </Dialog>
  );
};
