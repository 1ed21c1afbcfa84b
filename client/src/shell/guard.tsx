import { lazy, Suspense, useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { getSession } from '@sommier/domain/people';
import { useT, withWords } from '../platform/i18n/index.ts';
import { useEndpoint } from '../platform/query.ts';
import { CommuneProvider, SessionProvider, useCan } from '../platform/session.tsx';
import { Empty, Problem } from '../platform/ui/index.ts';
import type { Permission } from '@sommier/domain/shared';
import { Frame } from './frame.tsx';
import { NAV } from './nav.ts';

const FactorGate = lazy(withWords('trust', async () => ({ default: (await import('../features/account/index.ts')).FactorGate })));
const useSessionQuery = () => useEndpoint(getSession, {}, { replay: false });

/** The way in: to the first of one's communes, or to the sign-in page, from where one comes back to the address asked for. */
export const Home = () => {
  const t = useT();
  const session = useSessionQuery();
  if (session.data?.communes[0]) return <Navigate to="/c/$commune/map" params={{ commune: session.data.communes[0].code }} search={{}} replace />;
  if (session.data) return <main className="page"><Empty title={t('shell.nocommune')} why={t('shell.nocommune.next')} /></main>;
  if (session.error?.status === 401) return <Navigate to="/signin" search={(s) => s} replace />;
  if (session.error) return <main className="page"><Problem error={session.error} onRetry={() => void session.refetch()} /></main>;
  return <p className="waiting" role="status">{t('shell.loading')}</p>;
};

/** To the sign-in page, once: while that page is fetched the address changes already, and an address that follows it would hold itself without end. */
const ToSignIn = ({ from }: { from: string }) => {
  const navigate = useNavigate();
  const [next] = useState(from);
  useEffect(() => { void navigate({ to: '/signin', search: (s) => ({ ...s, next }), replace: true }); }, [navigate, next]);
  return null;
};

/** The permission the top bar asks for the screen at an address, the longest of its addresses that it begins with. */
const askedOf = (path: string): Permission | undefined => NAV.flatMap((g) => g.entries).filter((e) => { const to = e.to.split('$commune')[1] ?? ''; const at = path.replace(/^\/c\/[^/]+/, ''); return at === to || at.startsWith(`${to}/`); })
  .sort((a, b) => b.to.length - a.to.length)[0]?.permission;
/** The screen asked for. One of the money, reached by an address by somebody who may not read it, says so once instead of failing part by part. */
const Opened = () => {
  const t = useT();
  const can = useCan();
  const { pathname } = useLocation();
  const asked = askedOf(pathname);
  return asked === 'money.read' && !can(asked) ? <main id="main" className="page"><h1>{t('shell.closed')}</h1><Empty title={t('shell.closed.why')} why={t('shell.closed.next')} /></main> : <Outlet />;
};

/** Everything of a commune stands behind this: a session, a membership, then the frame. */
export const CommuneGuard = () => {
  const t = useT();
  const { commune: code } = useParams({ from: '/c/$commune' });
  const { href } = useLocation();
  const session = useSessionQuery();
  if (session.error?.status === 401 && !session.data) return <ToSignIn from={href} />;
  if (session.error && !session.data) return <main className="page"><Problem error={session.error} onRetry={() => void session.refetch()} /></main>;
  if (!session.data) return <p className="waiting" role="status">{t('shell.loading')}</p>;
  const commune = session.data.communes.find((c) => c.code === code);
  if (!commune) return <main className="page"><Empty title={t('shell.othercommune', { code })} why={t('shell.nocommune.next')} /></main>;
  return <SessionProvider session={session.data}><CommuneProvider commune={commune}><Frame>{commune.secondFactor && !session.data.secondFactor ? <Suspense><FactorGate /></Suspense> : <Opened />}</Frame></CommuneProvider></SessionProvider>;
};
