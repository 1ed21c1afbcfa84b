import { Link, useLocation } from '@tanstack/react-router';
import { useT } from '../platform/i18n/index.ts';
import { useCan, useCommune } from '../platform/session.tsx';
import { popupKeys, usePopup } from '../platform/ui/index.ts';
import { NAV, type NavEntry, type NavGroup } from './nav.ts';

const pathOf = (entry: NavEntry, code: string): string => entry.to.replace('$commune', code);

/** The screens of one group: a button that shows its links. Arrows, Home and End move, Escape closes and gives the focus back. */
const GroupMenu = ({ group, here }: { group: NavGroup; here: boolean }) => {
  const t = useT();
  const { code } = useCommune();
  const popup = usePopup();
  const { box, open, setOpen } = popup;
  return (
    <div className="menu" ref={box} onKeyDown={popupKeys(popup, 'a')}>
      <button type="button" className={here ? 'here' : undefined} aria-expanded={open} onClick={() => setOpen(!open)}>{t(group.label)}</button>
      {open && <ul>{group.entries.map((n) => <li key={n.to}><Link to={n.to} params={{ commune: code }} search={{}} onClick={() => setOpen(false)}>{t(n.label)}</Link></li>)}</ul>}
    </div>
  );
};

/** The bar's navigation: what the reader may open, by groups. */
export const NavBar = () => {
  const t = useT();
  const can = useCan();
  const { code } = useCommune();
  const { pathname } = useLocation();
  const groups = NAV.map((g) => ({ ...g, entries: g.entries.filter((n) => can(n.permission)) })).filter((g) => g.entries.length > 0);
  // The screen that stands is the longest path the address begins with: settings of the register are not the register.
  const here = groups.flatMap((g) => g.entries).filter((n) => pathname === pathOf(n, code) || pathname.startsWith(`${pathOf(n, code)}/`)).sort((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav aria-label={t('shell.main')}>
      {groups.map((g) => {
        const [only, ...others] = g.entries;
        if (!only || others.length > 0) return <GroupMenu key={g.key} group={g} here={here !== undefined && g.entries.includes(here)} />;
        return <Link key={g.key} to={only.to} params={{ commune: code }} search={{}}>{t(only.label)}</Link>;
      })}
    </nav>
  );
};
