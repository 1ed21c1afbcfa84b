import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { getCommune } from '@sommier/domain/communes';
import { signOut } from '@sommier/domain/people';
import { call } from '../platform/call.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT } from '../platform/i18n/index.ts';
import { queryClient, useEndpoint } from '../platform/query.ts';
import { useCan, useCommune, useSession } from '../platform/session.tsx';
import { FRAME_EVENTS } from '../platform/frame-events.ts';
import { StatusProvider, StatusLine } from '../platform/status.tsx';
import { BRAND, Mark, Menu } from '../platform/ui/index.ts';
import { NAV } from './nav.ts';
import { Help, HelpButton, TourOffer } from './help.tsx';
import { NavBar } from './nav-bar.tsx';
import { useOwnWords } from './use-own-words.ts';

/** Where the bar has no room for the name; said with it, so that voice finds the button by what is seen. */
const LETTERS = { fr: 'Fr', ar: 'ع', en: 'En' } as const;

/** The language follows the address; the switch changes the address and nothing else on the page. */
export const LanguageMenu = () => {
  const t = useT();
  const { language, setLanguage } = useLanguage();
  const { lang } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  useEffect(() => { if (lang && lang !== language) setLanguage(lang); }, [lang, language, setLanguage]);
  const items = LANGUAGES.map((l) => ({
    key: l, lang: l, label: LANGUAGE_NAMES[l], current: l === language,
    run: () => { setLanguage(l); void navigate({ to: '.', search: (s) => ({ ...s, lang: l }), replace: true }); },
  }));
  return <Menu className="me" label={`${LANGUAGE_NAMES[language]}, ${LETTERS[language]}, ${t('shell.language')}`} text={LANGUAGE_NAMES[language]} short={LETTERS[language]} items={items} />;
};

const CommuneMenu = () => {
  const t = useT();
  const { language } = useLanguage();
  const { communes } = useSession();
  const here = useCommune();
  const navigate = useNavigate();
  const nameOf = (c: typeof here) => (language === 'ar' && c.nameAr ? c.nameAr : c.name);
  if (communes.length === 1) return <span className="commune only">{nameOf(here)}</span>;
  const items = communes.map((c) => ({ key: c.code, label: nameOf(c), current: c.code === here.code, run: () => void navigate({ to: '/c/$commune/map', params: { commune: c.code }, search: {} }) }));
  return <Menu className="commune" label={`${nameOf(here)}, ${t('shell.communes')}`} text={nameOf(here)} items={items} />;
};

/** Signing out takes what the field page kept off this device; what nobody has sent yet is asked about first, on that page. */
const leave = async (commune: string): Promise<void> => {
  const { forgetWorkers, unsentOnDevice, wipeDevice } = await import('../features/campaigns/device.ts');
  if (await unsentOnDevice().catch(() => 0) > 0) { location.assign(`/c/${encodeURIComponent(commune)}/field?leave=1`); return; }
  await wipeDevice().catch(() => undefined);
  await forgetWorkers().catch(() => undefined);
  await call(signOut, {}, { replay: false }).catch(() => undefined);
  queryClient.clear();
  location.assign('/signin');
};

const TopBar = () => {
  const t = useT();
  const { code } = useCommune();
  const { person } = useSession();
  const navigate = useNavigate();
  return (
    <header className="bar">
      <Link className="brand" to="/c/$commune/map" params={{ commune: code }} search={{}}><Mark />{BRAND}</Link>
      <CommuneMenu />
      <NavBar />
      <button className="find i i-search" type="button" aria-keyshortcuts="Control+K" aria-label={t('shell.find.label')} onClick={() => window.dispatchEvent(new Event(FRAME_EVENTS.find))}><span>{t('shell.find')}</span></button>
      <HelpButton />
      <LanguageMenu />
      <Menu className="me" label={`${person.name}, ${t('shell.account')}`} text={person.name} items={[{ key: 'account', label: t('account.title'), run: () => void navigate({ to: '/c/$commune/account', params: { commune: code } }) }, { key: 'out', label: t('shell.signout'), run: () => void leave(code) }]} />
    </header>
  );
};

const FramePalette = lazy(async () => ({ default: (await import('../features/search/index.ts')).FramePalette }));
/** Ctrl+K on every screen; the map answers it by its own palette. */
const Finder = () => {
  const t = useT();
  const can = useCan();
  const navigate = useNavigate();
  const { code } = useCommune();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const onMap = pathname.endsWith('/map');
  useEffect(() => {
    if (onMap) return undefined;
    const find = () => setOpen(true);
    const key = (e: KeyboardEvent) => { if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); find(); } };
    window.addEventListener(FRAME_EVENTS.find, find);
    window.addEventListener('keydown', key);
    return () => { window.removeEventListener(FRAME_EVENTS.find, find); window.removeEventListener('keydown', key); };
  }, [onMap]);
  if (!open || onMap) return null;
  const screens = NAV.flatMap((g) => g.entries).filter((n) => can(n.permission)).map((n) => ({ label: t(n.label), run: () => void navigate({ to: n.to, params: { commune: code }, search: {} }) }));
  return <Suspense><FramePalette screens={screens} onClose={() => setOpen(false)} /></Suspense>;
};

/** A commune that is not the demo lives on the embedded database, made for trials: that is said on every screen. */
const EmbeddedWarning = () => {
  const t = useT();
  const { code, demo } = useCommune();
  const commune = useEndpoint(getCommune, { params: { commune: code } }, { enabled: !demo });
  return commune.data?.embedded && !demo ? <p className="warnbar" role="note">{t('shell.embedded')}</p> : null;
};

/** Bar, work area, status line. The screen gives the status line its words by `useStatus`. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const t = useT();
  useOwnWords();
  return (
    <StatusProvider>
      <div className="frame">
        <a className="skip" href="#main">{t('shell.skip')}</a>
        <TopBar />
        <EmbeddedWarning />
        {children}
        <StatusLine><TourOffer /></StatusLine>
        <Finder />
        <Help />
      </div>
    </StatusProvider>
  );
};
