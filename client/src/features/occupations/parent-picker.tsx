import { useDeferredValue, useId, useState } from 'react';
import { findOccupations } from '@sommier/domain/occupations';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Ref, TextField } from '../../platform/ui/index.ts';

export interface ParentDraft { id: string; reference: string }

/** The right another hangs on, chosen by its reference or its premises: a concession for a stall, a lease for a subletting. */
export const ParentPicker = ({ value, onChange }: { value: ParentDraft | null; onChange: (parent: ParentDraft | null) => void }) => {
  const t = useT();
  const id = useId();
  const code = useCodeText();
  const { code: commune } = useCommune();
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const { data } = useEndpoint(findOccupations, { params: { commune }, query: { page: 1, size: 8 }, body: { filter: { q, rank: 'principal' }, sort: 'reference', dir: 'asc' } }, { enabled: q.length >= 2 && value === null });
  const rows = q.length >= 2 ? data?.rows ?? [] : [];
  const take = (r: ParentDraft): void => { onChange({ id: r.id, reference: r.reference }); setWords(''); };
  if (value !== null) return <p className="row"><span>{t('occ.parent')}</span> <Ref>{value.reference}</Ref> <Button kind="flat" icon="x" label={t('occ.parent.drop', { ref: value.reference })} onClick={() => onChange(null)} /></p>;
  return (
    <div className="picker">
      <TextField label={t('occ.parent.id')} hint={t('occ.parent.hint')} value={words} autoComplete="off" maxLength={120} role="combobox" aria-expanded={rows.length > 0} aria-controls={id} onChange={(e) => setWords(e.currentTarget.value)}
        onKeyDown={(e) => { const [first] = rows; if (e.key === 'Enter' && first) { e.preventDefault(); take(first); } }} />
      <ul id={id} role="listbox" aria-label={t('occ.parent.id')} hidden={rows.length === 0}>
        {rows.map((r) => <li key={r.id} role="option" aria-selected={false} onPointerDown={(e) => { e.preventDefault(); take(r); }}><Ref>{r.reference}</Ref> {code('code.occ.type.', r.type)} <bdi>{r.units[0]?.name}</bdi></li>)}
      </ul>
    </div>
  );
};
