import type { Permission } from '@sommier/domain/shared';
import type { MessageKey } from '../platform/i18n/index.ts';
import type { CommunePath } from '../routes.tsx';

export interface NavEntry { to: CommunePath; label: MessageKey; permission: Permission }
/** A group stands in the bar as one word. With one screen the reader may open it is a link; with several, a menu of links. */
export interface NavGroup { key: string; label: MessageKey; entries: readonly NavEntry[] }

/** The groups of the top bar and their screens, in order. A screen without the permission is not shown, nor a group without screens. */
export const NAV: readonly NavGroup[] = [
  { key: 'map', label: 'shell.nav.map', entries: [
    { to: '/c/$commune/map', label: 'shell.nav.map', permission: 'register.read' },
    { to: '/c/$commune/layers', label: 'shell.nav.layers', permission: 'register.read' },
    { to: '/c/$commune/print', label: 'shell.nav.print', permission: 'export.run' },
    { to: '/c/$commune/diagnosis', label: 'shell.nav.diagnosis', permission: 'register.read' },
  ] },
  { key: 'register', label: 'shell.nav.register', entries: [
    { to: '/c/$commune/register', label: 'assets.register', permission: 'register.read' },
    { to: '/c/$commune/reviews', label: 'reviews.title', permission: 'register.read' },
    { to: '/c/$commune/duplicates', label: 'shell.nav.duplicates', permission: 'register.read' },
    { to: '/c/$commune/campaigns', label: 'campaigns.title', permission: 'register.read' },
    { to: '/c/$commune/bin', label: 'recycling.bin', permission: 'register.read' },
    { to: '/c/$commune/parties', label: 'parties.title', permission: 'register.read' },
    { to: '/c/$commune/titles', label: 'titles.title', permission: 'register.read' },
    { to: '/c/$commune/titles/conflicts', label: 'titles.conflicts', permission: 'register.read' },
    { to: '/c/$commune/acts', label: 'acts.title', permission: 'register.read' },
    { to: '/c/$commune/documents', label: 'documents.title', permission: 'register.read' },
  ] },
  { key: 'occupation', label: 'shell.nav.occupation', entries: [
    { to: '/c/$commune/occupations', label: 'occ.title', permission: 'register.read' },
    { to: '/c/$commune/alerts', label: 'alerts.title', permission: 'register.read' },
    { to: '/c/$commune/findings', label: 'findings.title', permission: 'register.read' },
    { to: '/c/$commune/conflicts', label: 'occ.conflicts', permission: 'register.read' },
    { to: '/c/$commune/money', label: 'ledger.money', permission: 'money.read' },
    { to: '/c/$commune/payments', label: 'payments.title', permission: 'money.read' },
    { to: '/c/$commune/books', label: 'ledger.books', permission: 'money.read' },
    { to: '/c/$commune/penalties', label: 'penalties.page', permission: 'money.read' },
    { to: '/c/$commune/revisions', label: 'revisions.title', permission: 'money.read' },
    { to: '/c/$commune/revenue', label: 'revenue.title', permission: 'money.read' },
  ] },
  { key: 'value', label: 'shell.nav.value', entries: [
    { to: '/c/$commune/market', label: 'comparables.title', permission: 'register.read' },
    { to: '/c/$commune/portfolio', label: 'portfolio.title', permission: 'register.read' },
    { to: '/c/$commune/condition', label: 'condition.page', permission: 'register.read' },
    { to: '/c/$commune/indicators', label: 'papers.indicators', permission: 'register.read' },
    { to: '/c/$commune/valorisation', label: 'papers.valorisation', permission: 'register.read' },
    { to: '/c/$commune/papers', label: 'papers.statements', permission: 'register.read' },
    { to: '/c/$commune/reconciliation', label: 'reconciliation.title', permission: 'register.read' },
  ] },
  { key: 'activity', label: 'shell.nav.activity', entries: [
    { to: '/c/$commune/zones', label: 'zones.title', permission: 'activity.read' },
    { to: '/c/$commune/leads', label: 'shell.nav.leads', permission: 'activity.read' },
    { to: '/c/$commune/dwellings', label: 'shell.nav.pairs', permission: 'activity.read' },
    { to: '/c/$commune/numbers', label: 'shell.nav.numbers', permission: 'activity.read' },
    { to: '/c/$commune/control', label: 'shell.nav.control', permission: 'activity.read' },
  ] },
  { key: 'tax', label: 'shell.nav.tax', entries: [
    { to: '/c/$commune/rules', label: 'shell.nav.rules', permission: 'rules.read' },
    { to: '/c/$commune/declarations', label: 'shell.nav.declarations', permission: 'activity.read' },
    { to: '/c/$commune/assessments', label: 'shell.nav.runs', permission: 'assess.read' },
    { to: '/c/$commune/simulate', label: 'shell.nav.simulate', permission: 'assess.read' },
    { to: '/c/$commune/collection', label: 'shell.nav.collection', permission: 'collect.read' },
    { to: '/c/$commune/taxpayers', label: 'shell.nav.taxpayers', permission: 'collect.read' },
    { to: '/c/$commune/controls', label: 'shell.nav.controls', permission: 'collect.read' },
  ] },
  { key: 'imports', label: 'shell.nav.imports', entries: [{ to: '/c/$commune/imports', label: 'shell.nav.imports', permission: 'jobs.read' }] },
  { key: 'admin', label: 'shell.nav.admin', entries: [
    { to: '/c/$commune/register/settings', label: 'shell.nav.settings', permission: 'register.rules' },
    { to: '/c/$commune/commune', label: 'shell.nav.commune', permission: 'users.manage' },
    { to: '/c/$commune/users', label: 'users.title', permission: 'users.manage' },
    { to: '/c/$commune/keys', label: 'shell.nav.keys', permission: 'keys.own' },
    { to: '/c/$commune/jobs', label: 'jobs.title', permission: 'jobs.read' },
    { to: '/c/$commune/storage', label: 'shell.nav.storage', permission: 'users.manage' },
    { to: '/c/$commune/personal', label: 'shell.nav.personal', permission: 'audit.read' },
    { to: '/c/$commune/audit', label: 'audit.title', permission: 'audit.read' },
  ] },
];
