import { useState } from 'react';
import { findAssets } from '@sommier/domain/assets';
import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Chip, Ref, TextField } from '../../platform/ui/index.ts';

export interface Picked { id: string; code: string; name: string }

/** The properties of an act: found by words, kept as chips. */
export const PropertyPicker = ({ picked, onChange, fixed }: { picked: readonly Picked[]; onChange: (next: readonly Picked[]) => void; fixed?: string | undefined }) => {
  const t = useT();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const [words, setWords] = useState('');
  const found = useEndpoint(findAssets, { params: { commune }, query: { page: 1, size: 8 }, body: { filter: { q: words } } }, { enabled: words.trim().length >= 2, keep: true });
  const rows = words.trim().length >= 2 ? (found.data?.rows ?? []).filter((r) => !picked.some((p) => p.id === r.id)) : [];
  return (
    <div className="stack">
      <div className="row">{picked.map((p) => (p.id === fixed ? <span key={p.id} className="tag info"><Ref>{p.code}</Ref></span>
        : <Chip key={p.id} label={t('acts.property.remove', { code: p.code })} onRemove={() => onChange(picked.filter((x) => x.id !== p.id))}><Ref>{p.code}</Ref></Chip>))}</div>
      <TextField label={t('acts.property.add')} value={words} onChange={(e) => setWords(e.target.value)} dir="auto" autoComplete="off" />
      {rows.length > 0 && <ul className="picks">{rows.map((r) => <li key={r.id}><Button kind="flat" icon="plus" onClick={() => { onChange([...picked, { id: r.id, code: r.code, name: r.name }]); setWords(''); }}><Ref>{r.code}</Ref> <bdi>{nameOf(r)}</bdi></Button></li>)}</ul>}
    </div>
  );
};
