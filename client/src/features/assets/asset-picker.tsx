import { useId, useState, type KeyboardEvent } from 'react';
import { findAssets, type AssetFilter, type AssetRow } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, Ref, TextField } from '../../platform/ui/index.ts';

export type PickedAsset = Pick<AssetRow, 'id' | 'code' | 'name' | 'nameAr'>;
interface Props { label: string; value: PickedAsset | null; onChange: (asset: PickedAsset | null) => void; /** Only properties that meet it are offered. */ filter?: AssetFilter; except?: string; hint?: string; error?: string | undefined }

/** Chooses a property by its code, name or address. Arrows move, Enter takes, Escape closes. */
export const AssetPicker = ({ label, value, onChange, filter, except, hint, error }: Props) => {
  const t = useT();
  const nameOf = useNameOf();
  const id = useId();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const settled = useSettled(words.trim());
  const wanted = open && settled.length >= 2;
  const { data } = useEndpoint(findAssets, { params: { commune: useCommune().code }, query: { page: 1, size: 8 }, body: { filter: { ...filter, q: settled || '-' } } }, { enabled: wanted, keep: true });
  const rows = wanted ? (data?.rows ?? []).filter((r) => r.id !== except) : [];
  const take = (a: PickedAsset) => { onChange({ id: a.id, code: a.code, name: a.name, nameAr: a.nameAr }); setOpen(false); setWords(''); };
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt((n) => Math.min(n + 1, rows.length - 1));
    else if (e.key === 'ArrowUp') setAt((n) => Math.max(n - 1, 0));
    else if (e.key === 'Enter' && open) { if (rows[at]) take(rows[at]); } else if (e.key === 'Escape' && open) setOpen(false);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  if (value) return (
    <div className="field"><span className="lab" id={id}>{label}</span>
      <div className="picked" role="group" aria-labelledby={id}><span><Ref>{value.code}</Ref> <bdi>{nameOf(value)}</bdi></span><Button kind="flat" icon="x" label={t('assets.unpick', { name: nameOf(value) })} onClick={() => onChange(null)} /></div>
      {error && <p className="err">{error}</p>}
    </div>
  );
  return (
    <div className="picker">
      <TextField label={label} hint={hint ?? t('assets.pick.hint')} error={error} value={words} maxLength={200} autoComplete="off" role="combobox" aria-expanded={rows.length > 0} aria-controls={`${id}l`} aria-autocomplete="list"
        aria-activedescendant={rows[at] ? `${id}o${at}` : undefined} onFocus={() => setOpen(true)} onChange={(e) => { setWords(e.currentTarget.value); setAt(0); setOpen(true); }} onKeyDown={onKey} onBlur={() => setTimeout(() => setOpen(false), 150)} />
      <ul id={`${id}l`} role="listbox" aria-label={label} hidden={rows.length === 0}>
        {rows.map((r, i) => <li key={r.id} id={`${id}o${i}`} role="option" aria-selected={i === at} onPointerDown={(e) => { e.preventDefault(); take(r); }} onMouseMove={() => setAt(i)}><Ref>{r.code}</Ref> <bdi>{nameOf(r)}</bdi></li>)}
      </ul>
      {wanted && data?.total === 0 && <p className="small" role="status">{t('assets.pick.none')}</p>}
    </div>
  );
};
