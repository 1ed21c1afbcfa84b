import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { searchWords, type SearchHit } from '@sommier/domain/search';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Dialog, Ref, TextField } from '../../platform/ui/index.ts';

export interface Choice { key: string; kind: string; title: string; code: string | null; detail: string | null; run: () => void }

/** What the typing settles on after 250 ms, so that each letter is not a request. */
const useSettled = (text: string): string => {
  const [settled, settle] = useState(text);
  useEffect(() => { const id = setTimeout(() => settle(text), 250); return () => clearTimeout(id); }, [text]);
  return settled;
};

/** What the register holds under some words; they travel in a body, because they may be a person's name. */
const useHits = (words: string, go: (hit: SearchHit) => void): { choices: Choice[]; pending: boolean } => {
  const t = useT();
  const { language } = useLanguage();
  const settled = useSettled(words.trim());
  const wanted = settled.length >= 2;
  const { data, isFetching } = useEndpoint(searchWords, { params: { commune: useCommune().code }, body: { q: settled || '-', limit: 12 } }, { enabled: wanted, keep: true });
  const choices = (wanted ? data?.hits ?? [] : []).map((h) => ({ key: `${h.kind}-${h.id}`, kind: t(`map.kind.${h.kind}`), title: language === 'ar' && h.titleAr ? h.titleAr : h.title, code: h.code, detail: h.detail, run: () => go(h) }));
  return { choices, pending: wanted && (isFetching || settled !== words.trim()) };
};

/** Ctrl+K: what the register holds, and what the screen can do, by their words. */
export const Palette = ({ commands: all, go, onClose }: { commands: readonly Choice[]; go: (hit: SearchHit) => void; onClose: () => void }) => {
  const t = useT();
  const id = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const { choices, pending } = useHits(words, go);
  const folded = useDeferredValue(words.trim().toLowerCase());
  const commands = all.filter((c) => c.title.toLowerCase().includes(folded));
  const shown = [...choices, ...commands].slice(0, 14);
  const current = Math.min(at, shown.length - 1);
  const take = (c: Choice | undefined) => { if (c) { onClose(); c.run(); } };
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt((current + 1) % Math.max(1, shown.length));
    else if (e.key === 'ArrowUp') setAt((current - 1 + shown.length) % Math.max(1, shown.length));
    else if (e.key === 'Enter') take(shown[current]);
    else return;
    e.preventDefault();
  };
  return (
    <Dialog title={t('map.palette')} onClose={onClose} className="palette" wide>
      <TextField label={t('map.palette.label')} hint={t('map.palette.hint')} value={words} onChange={(e) => { setWords(e.currentTarget.value); setAt(0); }} onKeyDown={onKey} autoFocus maxLength={200}
        role="combobox" aria-expanded aria-controls={id} aria-activedescendant={shown[current] ? `${id}-${current}` : undefined} autoComplete="off" />
      <p className="vh" role="status">{pending ? t('shell.loading') : t('map.palette.results', { n: shown.length })}</p>
      {shown.length === 0 && !pending && <p className="small">{t('map.palette.none', { q: words })}</p>}
      <ul id={id} role="listbox" aria-label={t('map.palette')}>
        {shown.map((c, i) => (
          // The keyboard stays in the field (aria-activedescendant); a click is the mouse's own way.
          <li key={c.key} id={`${id}-${i}`} role="option" aria-selected={i === current} onClick={() => take(c)} onMouseMove={() => setAt(i)}>
            <span className="tag mute">{c.kind}</span> <bdi>{c.title}</bdi> {c.code && <Ref>{c.code}</Ref>} {c.detail && <bdi className="small">{c.detail}</bdi>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
