import { lazy, Suspense, useEffect, useState } from 'react';
import { useT, withWords } from '../platform/i18n/index.ts';
import { useSession } from '../platform/session.tsx';

const HelpPanel = lazy(withWords('help', async () => ({ default: (await import('../features/help/index.ts')).HelpPanel })));
const Tour = lazy(withWords('help', async () => ({ default: (await import('../features/help/index.ts')).Tour })));

const keyOf = (person: string): string => `sommier.tour.${person}`;
const EVENT = 'sommier:help', TOURED = 'sommier:toured';
type Ask = 'guide' | 'tour';
const ask = (what: Ask): void => { window.dispatchEvent(new CustomEvent<Ask>(EVENT, { detail: what })); };

/** The bar's button; F1 does the same on every screen. */
export const HelpButton = () => {
  const t = useT();
  return <button className="ask" type="button" aria-keyshortcuts="F1" aria-label={t('shell.help')} title={t('shell.help')} onClick={() => ask('guide')}>?</button>;
};

/** Offers the tour in the status line until this person has opened and left it: one element, since the map counts them. */
export const TourOffer = () => {
  const t = useT();
  const { person } = useSession();
  const [done, end] = useState(() => localStorage.getItem(keyOf(person.id)) !== null);
  useEffect(() => { const ended = () => end(true); window.addEventListener(TOURED, ended); return () => window.removeEventListener(TOURED, ended); }, []);
  return done ? null : <button className="offer" type="button" onClick={() => ask('tour')}>{t('shell.tour')}</button>;
};

/** The help and the tour, whose code and texts are fetched when first asked for. */
export const Help = () => {
  const { person } = useSession();
  const [open, show] = useState<Ask>();
  useEffect(() => {
    const asked = (e: Event) => { show((e as CustomEvent<Ask>).detail); };
    const key = (e: KeyboardEvent) => { if (e.key === 'F1' && !e.ctrlKey && !e.altKey) { e.preventDefault(); show((o) => (o === 'guide' ? undefined : 'guide')); } };
    window.addEventListener(EVENT, asked);
    window.addEventListener('keydown', key);
    return () => { window.removeEventListener(EVENT, asked); window.removeEventListener('keydown', key); };
  }, []);
  if (!open) return null;
  const toured = () => { localStorage.setItem(keyOf(person.id), 'yes'); window.dispatchEvent(new Event(TOURED)); show(undefined); };
  return <Suspense>{open === 'guide' ? <HelpPanel onClose={() => show(undefined)} onTour={() => show('tour')} /> : <Tour onEnd={toured} />}</Suspense>;
};
