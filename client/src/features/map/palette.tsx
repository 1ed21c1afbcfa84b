import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { search, type SearchHit } from '@sommier/domain/search';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../../platform/i18n/index.ts';
import { writeLayers } from '../../platform/map-view.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Dialog, Ref, TextField } from '../../platform/ui/index.ts';
import { useLayerTitle } from './layers-drawer.tsx';
import { useLayers } from './use-data.ts';
import { useWorkspace } from './workspace.tsx';

interface Choice { key: string; kind: string; title: string; code: string | null; detail: string | null; run: () => void }

/** What the typing settles on after 250 ms, so that each letter is not a request. */
const useSettled = (text: string): string => {
  const [settled, settle] = useState(text);
  useEffect(() => { const id = setTimeout(() => settle(text), 250); return () => clearTimeout(id); }, [text]);
  return settled;
};

const useCommands = (): Choice[] => {
  const t = useT();
  const { language, setLanguage } = useLanguage();
  const { change, setTool, setOpen, port } = useWorkspace();
  const layers = useLayers();
  const titleOf = useLayerTitle();
  const bounds = layers.find((l) => l.entry.bounds)?.entry.bounds;
  const command = (key: string, title: string, run: () => void): Choice => ({ key, kind: t('map.kind.command'), title, code: null, detail: null, run });
  return [
    command('polygon', t('map.tool.polygon'), () => setTool('polygon')), command('circle', t('map.tool.circle'), () => setTool('circle')), command('line', t('map.tool.line'), () => setTool('line')),
    command('all', t('map.cmd.all'), () => { if (bounds) port?.fit(bounds, 16); }), command('unlocated', t('map.cmd.unlocated'), () => change({ tab: 'unlocated', page: undefined })),
    command('filter', t('map.filters.title'), () => setOpen('filter')), command('export', t('map.export'), () => setOpen('export')), command('help', t('map.cmd.help'), () => setOpen('help')),
    ...layers.map((l) => command(`layer-${l.name}`, t('map.cmd.layer', { name: titleOf(l) }), () => change({ layers: writeLayers(layers.map((x) => (x.name === l.name ? { ...x, shown: !x.shown } : x))) }))),
    ...LANGUAGES.filter((l) => l !== language).map((l) => command(`lang-${l}`, LANGUAGE_NAMES[l], () => setLanguage(l))),
  ];
};

const useHits = (words: string): { choices: Choice[]; pending: boolean } => {
  const t = useT();
  const { language } = useLanguage();
  const { choose, port } = useWorkspace();
  const settled = useSettled(words.trim());
  const wanted = settled.length >= 2;
  const { data, isFetching } = useEndpoint(search, { params: { commune: useCommune().code }, query: { q: settled || '-', limit: 12 } }, { enabled: wanted, keep: true });
  const go = (h: SearchHit) => {
    choose({ kind: h.kind, id: h.id });
    if (h.bounds && h.bounds[0] < h.bounds[2]) port?.fit(h.bounds, 18); else if (h.lon !== null && h.lat !== null) port?.jump(h.lon, h.lat, 17);
  };
  const choices = (wanted ? data?.hits ?? [] : []).map((h) => ({ key: `${h.kind}-${h.id}`, kind: t(`map.kind.${h.kind}`), title: language === 'ar' && h.titleAr ? h.titleAr : h.title, code: h.code, detail: h.detail, run: () => go(h) }));
  return { choices, pending: wanted && (isFetching || settled !== words.trim()) };
};

/** Ctrl+K: what the register holds, and what the screen can do, by their words. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const id = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const { choices, pending } = useHits(words);
  const folded = useDeferredValue(words.trim().toLowerCase());
  const commands = useCommands().filter((c) => c.title.toLowerCase().includes(folded));
  const all = [...choices, ...commands].slice(0, 14);
  const current = Math.min(at, all.length - 1);
  const take = (c: Choice | undefined) => { if (c) { onClose(); c.run(); } };
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt((current + 1) % Math.max(1, all.length));
    else if (e.key === 'ArrowUp') setAt((current - 1 + all.length) % Math.max(1, all.length));
    else if (e.key === 'Enter') take(all[current]);
    else return;
    e.preventDefault();
  };
  return (
    <Dialog title={t('map.palette')} onClose={onClose} className="palette" wide>
      <TextField label={t('map.palette.label')} hint={t('map.palette.hint')} value={words} onChange={(e) => { setWords(e.currentTarget.value); setAt(0); }} onKeyDown={onKey} autoFocus maxLength={200}
        role="combobox" aria-expanded aria-controls={id} aria-activedescendant={all[current] ? `${id}-${current}` : undefined} autoComplete="off" />
      <p className="vh" role="status">{pending ? t('shell.loading') : t('map.palette.results', { n: all.length })}</p>
      {all.length === 0 && !pending && <p className="small">{t('map.palette.none', { q: words })}</p>}
      <ul id={id} role="listbox" aria-label={t('map.palette')}>
        {all.map((c, i) => (
          // The keyboard stays in the field (aria-activedescendant); a click is the mouse's own way.
          <li key={c.key} id={`${id}-${i}`} role="option" aria-selected={i === current} onClick={() => take(c)} onMouseMove={() => setAt(i)}>
            <span className="tag mute">{c.kind}</span> <bdi>{c.title}</bdi> {c.code && <Ref>{c.code}</Ref>} {c.detail && <bdi className="small">{c.detail}</bdi>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
