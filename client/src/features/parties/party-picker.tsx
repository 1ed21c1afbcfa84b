import { useId, useState, type KeyboardEvent } from 'react';
import type { PartyKind, PartyRow } from '@sommier/domain/parties';
import { useNameOf } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCan } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, TextField } from '../../platform/ui/index.ts';
import { PartyDialog } from './party-dialog.tsx';
import { useParties } from './use-parties.ts';
import './parties.css';

export type PickedParty = Pick<PartyRow, 'id' | 'kind' | 'name' | 'nameAr'>;
interface Props { label: string; value: PickedParty | null; onChange: (party: PickedParty | null) => void; kind?: PartyKind; hint?: string; error?: string | undefined; required?: boolean; /** Only who is there: nobody is made. */ bare?: boolean }

/** Chooses a person or body by its words, or makes a new one where nobody is found. Arrows move, Enter takes, Escape closes. */
export const PartyPicker = ({ label, value, onChange, kind, hint, error, required, bare }: Props) => {
  const t = useT();
  const nameOf = useNameOf();
  const id = useId();
  const may = useCan()('parties.write') && bare !== true;
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [making, make] = useState(false);
  const settled = useSettled(words.trim());
  const { data } = useParties(settled, { kind, size: 8, enabled: open && settled.length >= 2 });
  const rows = open && settled.length >= 2 ? data?.rows ?? [] : [];
  const take = (p: PickedParty) => { onChange(p); setOpen(false); setWords(''); };
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt((n) => Math.min(n + 1, rows.length - 1));
    else if (e.key === 'ArrowUp') setAt((n) => Math.max(n - 1, 0));
    else if (e.key === 'Enter' && rows[at]) take(rows[at]);
    else if (e.key === 'Escape' && open) setOpen(false);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  if (value) return (
    <div className="field"><span className="lab" id={id}>{label}</span>
      <div className="picked" role="group" aria-labelledby={id}><bdi>{nameOf(value)}</bdi><Button kind="flat" icon="x" label={t('parties.unpick', { name: nameOf(value) })} onClick={() => onChange(null)} /></div>
      {error && <p className="err">{error}</p>}
    </div>
  );
  return (
    <div className="picker">
      <TextField label={label} hint={hint ?? t('parties.pick.hint')} error={error} value={words} required={required} maxLength={200} autoComplete="off" role="combobox" aria-expanded={rows.length > 0} aria-controls={`${id}l`} aria-autocomplete="list"
        aria-activedescendant={rows[at] ? `${id}o${at}` : undefined} onFocus={() => setOpen(true)} onChange={(e) => { setWords(e.currentTarget.value); setAt(0); setOpen(true); }} onKeyDown={onKey} onBlur={() => setTimeout(() => setOpen(false), 150)} />
      <ul id={`${id}l`} role="listbox" aria-label={label} hidden={rows.length === 0}>
        {rows.map((p, i) => <li key={p.id} id={`${id}o${i}`} role="option" aria-selected={i === at} onPointerDown={(e) => { e.preventDefault(); take(p); }} onMouseMove={() => setAt(i)}><bdi>{nameOf(p)}</bdi> <span className="small">{t(`parties.kind.${p.kind}`)}</span></li>)}
      </ul>
      {open && settled.length >= 2 && data?.total === 0 && <p className="small" role="status">{t('parties.none.found')}</p>}
      {may && <Button kind="flat" icon="plus" onClick={() => make(true)}>{t('parties.add')}</Button>}
      {making && <PartyDialog first={{ name: words.trim(), ...(kind ? { kind } : {}) }} onClose={() => make(false)} onDone={(p) => { make(false); take(p); }} />}
    </div>
  );
};
