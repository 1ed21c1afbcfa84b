import { useId, useState } from 'react';
import { findAssets, type AssetRow } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Ref, TextField } from '../../platform/ui/index.ts';

/** Chooses a property by its code or name; what is taken leaves the field free for the next. */
export const AssetPicker = ({ label, onTake, taken }: { label: string; onTake: (asset: AssetRow) => void; taken: readonly string[] }) => {
  const t = useT();
  const id = useId();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const [words, setWords] = useState('');
  const q = useSettled(words.trim());
  const { data } = useEndpoint(findAssets, { params: { commune }, query: { page: 1, size: 8 }, body: { filter: { q } } }, { enabled: q.length >= 2 });
  const rows = q.length >= 2 ? (data?.rows ?? []).filter((r) => !taken.includes(r.id)) : [];
  return (
    <div className="picker">
      <TextField label={label} hint={t('occ.unit.hint')} value={words} autoComplete="off" maxLength={120} role="combobox" aria-expanded={rows.length > 0} aria-controls={id} onChange={(e) => setWords(e.currentTarget.value)}
        onKeyDown={(e) => { const [first] = rows; if (e.key === 'Enter' && first) { e.preventDefault(); onTake(first); setWords(''); } }} />
      <ul id={id} role="listbox" aria-label={label} hidden={rows.length === 0}>
        {rows.map((r) => <li key={r.id} role="option" aria-selected={false} onPointerDown={(e) => { e.preventDefault(); onTake(r); setWords(''); }}><Ref>{r.code}</Ref> <bdi>{nameOf(r)}</bdi></li>)}
      </ul>
    </div>
  );
};
