import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from '@tanstack/react-router';
import { useLanguage, useT, type MessageKey } from '../../platform/i18n/index.ts';
import { Button, TextField } from '../../platform/ui/index.ts';
import { CHAPTER_IDS, placeOf, type ChapterId, type Place } from './chapters.ts';
import { GuideText } from './guide-text.tsx';
import { answers, plain } from './markup.ts';
import { wearHelp } from './style.ts';
import { useGuide } from './use-guide.ts';

/** The guides, at the section of the screen one is on. It stands beside the work and holds nothing up; over a modal dialog it is modal too, or it could not be reached. */
export const HelpPanel = ({ onClose, onTour }: { onClose: () => void; onTour: () => void }) => {
  wearHelp();
  const t = useT();
  const { language } = useLanguage();
  const { pathname } = useLocation();
  const guide = useGuide(language);
  const [chosen, choose] = useState<Place & { path: string }>();
  const [asked, ask] = useState('');
  const ref = useRef<HTMLDialogElement>(null), body = useRef<HTMLElement>(null), title = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // A choice holds while one stays on the screen where it was made.
  const place = chosen?.path === pathname ? chosen : placeOf(pathname);
  const go = (next: Place) => { choose({ ...next, path: pathname }); ask(''); };
  useEffect(() => {
    const dialog = ref.current;
    const former = document.activeElement;
    if (dialog && !dialog.open) { if (document.querySelector('dialog:modal')) dialog.showModal(); else dialog.show(); }
    title.current?.focus();
    return () => { dialog?.close(); if (former instanceof HTMLElement) former.focus(); };
  }, []);
  const section = guide?.[place.chapter].sections.find((s) => s.id === place.section);
  useEffect(() => { if (body.current) body.current.scrollTop = 0; }, [section, asked]);
  const found = useMemo(() => (guide && asked.trim().length > 1
    ? CHAPTER_IDS.flatMap((chapter) => guide[chapter].sections.filter((s) => answers(`${guide[chapter].title} ${plain(s, (key) => t(key as MessageKey))}`, asked)).map((s) => ({ chapter, section: s.id, title: s.title })))
    : undefined), [guide, asked, t]);
  return (
    <dialog ref={ref} className="help" aria-labelledby={id} onKeyDown={(e) => { if (e.key === 'Escape') { e.stopPropagation(); onClose(); } }} onCancel={(e) => { e.preventDefault(); onClose(); }}>
      <div className="head"><h2 id={id} ref={title} tabIndex={-1}>{t('help.title')}</h2><Button kind="flat" onClick={onTour}>{t('help.tour')}</Button><Button kind="flat" icon="x" label={t('shell.close')} onClick={onClose} /></div>
      <TextField label={t('help.search')} type="search" value={asked} onChange={(e) => ask(e.currentTarget.value)} />
      {guide && <nav aria-label={t('help.guides')}>
        <select aria-label={t('help.guide')} value={place.chapter} onChange={(e) => { const chapter = e.currentTarget.value as ChapterId; go({ chapter, section: guide[chapter].sections[0]!.id }); }}>
          {CHAPTER_IDS.map((c) => <option key={c} value={c}>{guide[c].title}</option>)}
        </select>
        <select aria-label={t('help.section')} value={place.section} onChange={(e) => go({ chapter: place.chapter, section: e.currentTarget.value })}>
          {guide[place.chapter].sections.map((s) => <option key={s.id} value={s.id}>{s.title}</option>)}
        </select>
      </nav>}
      <section className="guide" ref={body} tabIndex={0} aria-label={t('help.text')}>
        {found && <><p role="status">{t('help.found', { n: found.length })}</p>
          <ul className="found">{found.map((f) => <li key={`${f.chapter}/${f.section}`}><button type="button" onClick={() => go(f)}>{f.title}<small>{guide![f.chapter].title}</small></button></li>)}</ul></>}
        {!found && section && <article><h3>{section.title}</h3><GuideText blocks={section.blocks} /></article>}
        {!guide && <p role="status">{t('shell.loading')}</p>}
      </section>
    </dialog>
  );
};
