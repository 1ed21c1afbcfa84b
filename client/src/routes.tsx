import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet, retainSearchParams } from '@tanstack/react-router';
import { isLanguage, useT, withWords, type Language } from './platform/i18n/index.ts';
import { Empty, Note } from './platform/ui/index.ts';
import { readView, type MapSearch } from './platform/map-view.ts';
import { readOccupations, type OccupationSearch } from './platform/occupation-view.ts';
import { readPrint, type PrintSearch } from './platform/print-view.ts';
import { readRegister, type RegisterSearch } from './platform/register-view.ts';
import { parseSearch, stringifySearch } from './shell/search-text.ts';
import { CommuneGuard, Home } from './shell/guard.tsx';

const NotFound = () => {
  const t = useT();
  return <main className="page" id="main"><Empty title={t('shell.notfound')}><Link to="/">{t('shell.notfound.next')}</Link></Empty></main>;
};
const Failed = ({ error }: { error: unknown }) => {
  const t = useT();
  return <main className="page" id="main"><Note tone="bad">{t('shell.failed')} <bdi dir="ltr">{error instanceof Error ? error.message : ''}</bdi></Note></main>;
};
const Waiting = () => <p className="waiting" role="status">{useT()('shell.loading')}</p>;

const root = createRootRoute({
  component: Outlet, notFoundComponent: NotFound, errorComponent: Failed,
  validateSearch: (s: Record<string, unknown>): { lang?: Language } => (isLanguage(s['lang']) ? { lang: s['lang'] } : {}),
  search: { middlewares: [retainSearchParams(['lang'])] },
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
/** Why a sign-in at the provider came to nothing, as the server sends it back. */
const PROVIDER_PROBLEMS = ['provider_refused', 'provider_unknown', 'provider_taken', 'provider_away'] as const;
type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number];
const problemIn = (s: Record<string, unknown>): { problem?: ProviderProblem } => {
  const problem = PROVIDER_PROBLEMS.find((p) => p === s['problem']);
  return problem === undefined ? {} : { problem };
};
const signin = createRoute({
  getParentRoute: () => root, path: '/signin', component: lazyRouteComponent(() => import('./features/signin/index.ts'), 'SignInPage'),
  // Only a path of our own may be come back to.
  validateSearch: (s: Record<string, unknown>): { next?: string; problem?: ProviderProblem } => ({
    ...(typeof s['next'] === 'string' && /^\/(?![/\\])/.test(s['next']) ? { next: s['next'] } : {}), ...problemIn(s),
  }),
});
const commune = createRoute({ getParentRoute: () => root, path: '/c/$commune', component: CommuneGuard });
const map = createRoute({
  getParentRoute: () => commune, path: '/map', component: lazyRouteComponent(() => import('./features/map/index.ts'), 'MapPage'),
  validateSearch: (s: Record<string, unknown>): MapSearch => readView(s),
});

const register = createRoute({
  getParentRoute: () => commune, path: '/register', component: lazyRouteComponent(() => import('./features/assets/index.ts'), 'RegisterPage'),
  validateSearch: (s: Record<string, unknown>): RegisterSearch => readRegister(s),
});
const newAsset = createRoute({
  getParentRoute: () => commune, path: '/register/new', component: lazyRouteComponent(() => import('./features/assets/index.ts'), 'NewAssetPage'),
  validateSearch: (s: Record<string, unknown>): { parent?: string } => (/^[1-9]\d{0,18}$/.test(String(s['parent'])) ? { parent: String(s['parent']) } : {}),
});
const asset = createRoute({
  getParentRoute: () => commune, path: '/assets/$id', component: lazyRouteComponent(() => import('./features/assets/index.ts'), 'AssetPage'),
  validateSearch: (s: Record<string, unknown>): { tab?: string } => (typeof s['tab'] === 'string' && /^[a-z]{1,20}$/.test(s['tab']) ? { tab: s['tab'] } : {}),
});

const moneyAccount = createRoute({ getParentRoute: () => commune, path: '/money/$id', component: lazyRouteComponent(withWords('money', () => import('./features/ledger/index.ts')), 'AccountPage') });

const idOf = (v: unknown): v is string => (typeof v === 'string' || typeof v === 'number') && /^[1-9]\d{0,18}$/.test(String(v));
const occupations = [
  createRoute({ getParentRoute: () => commune, path: '/occupations', component: lazyRouteComponent(withWords('money', () => import('./features/occupations/index.ts')), 'OccupationsPage'), validateSearch: (s: Record<string, unknown>): OccupationSearch => readOccupations(s) }),
  createRoute({ getParentRoute: () => commune, path: '/occupations/new', component: lazyRouteComponent(withWords('money', () => import('./features/occupations/index.ts')), 'NewOccupationPage'), validateSearch: (s: Record<string, unknown>): { asset?: string } => (idOf(s['asset']) ? { asset: String(s['asset']) } : {}) }),
  createRoute({
    getParentRoute: () => commune, path: '/occupations/$id', component: lazyRouteComponent(withWords('money', () => import('./features/occupations/index.ts')), 'OccupationPage'),
    validateSearch: (s: Record<string, unknown>): { tab?: string } => (typeof s['tab'] === 'string' && /^[a-z]{1,20}$/.test(s['tab']) ? { tab: s['tab'] } : {}),
  }),
  createRoute({ getParentRoute: () => commune, path: '/conflicts', component: lazyRouteComponent(withWords('money', () => import('./features/occupations/index.ts')), 'ConflictsPage'), validateSearch: (s: Record<string, unknown>): { occupation?: string } => (idOf(s['occupation']) ? { occupation: String(s['occupation']) } : {}) }),
  createRoute({ getParentRoute: () => commune, path: '/alerts', component: lazyRouteComponent(withWords('money', () => import('./features/alerts/index.ts')), 'AlertsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/findings', component: lazyRouteComponent(withWords('money', () => import('./features/findings/index.ts')), 'FindingsPage') }),
] as const;

const reviews = createRoute({
  getParentRoute: () => commune, path: '/reviews', component: lazyRouteComponent(() => import('./features/reviews/index.ts'), 'QueuePage'),
  validateSearch: (s: Record<string, unknown>): { tab?: string } => (typeof s['tab'] === 'string' && /^[a-z]{1,20}$/.test(s['tab']) ? { tab: s['tab'] } : {}),
});

const campaigns = [
  createRoute({ getParentRoute: () => commune, path: '/campaigns', component: lazyRouteComponent(withWords('legal', () => import('./features/campaigns/index.ts')), 'CampaignsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/campaigns/new', component: lazyRouteComponent(withWords('legal', () => import('./features/campaigns/index.ts')), 'NewCampaignPage') }),
  createRoute({ getParentRoute: () => commune, path: '/campaigns/$id', component: lazyRouteComponent(withWords('legal', () => import('./features/campaigns/index.ts')), 'CampaignPage') }),
] as const;

const taxes = [
  createRoute({ getParentRoute: () => commune, path: '/rules', component: lazyRouteComponent(withWords('tax', () => import('./features/rules/index.ts')), 'RulesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/rules/$id', component: lazyRouteComponent(withWords('tax', () => import('./features/rules/index.ts')), 'RulePage') }),
  createRoute({ getParentRoute: () => commune, path: '/declarations', component: lazyRouteComponent(withWords('declare', () => import('./features/declarations/index.ts')), 'DeclarationsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/assessments', component: lazyRouteComponent(withWords('tax', () => import('./features/assessments/index.ts')), 'RunsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/assessments/$id', component: lazyRouteComponent(withWords('tax', () => import('./features/assessments/index.ts')), 'RunPage') }),
  createRoute({ getParentRoute: () => commune, path: '/collection', component: lazyRouteComponent(withWords('money', withWords('collect', () => import('./features/collection/index.ts'))), 'ClaimsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/collection/$id', component: lazyRouteComponent(withWords('money', withWords('collect', () => import('./features/collection/index.ts'))), 'FilePage') }),
  createRoute({ getParentRoute: () => commune, path: '/taxpayers', component: lazyRouteComponent(withWords('money', withWords('collect', () => import('./features/taxpayers/index.ts'))), 'TaxpayersPage') }),
  createRoute({ getParentRoute: () => commune, path: '/taxpayers/$id', component: lazyRouteComponent(withWords('money', withWords('collect', () => import('./features/taxpayers/index.ts'))), 'TaxpayerPage') }),
  createRoute({ getParentRoute: () => commune, path: '/controls', component: lazyRouteComponent(withWords('money', withWords('collect', () => import('./features/controls/index.ts'))), 'ControlsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/simulate', component: lazyRouteComponent(withWords('tax', () => import('./features/assessments/index.ts')), 'SimulatePage') }),
] as const;

/** A screen of the commune whose address holds nothing but its path. */
const screens = [
  createRoute({ getParentRoute: () => commune, path: '/print', component: lazyRouteComponent(withWords('prints', () => import('./features/prints/index.ts')), 'ComposerPage'), validateSearch: (s: Record<string, unknown>): PrintSearch => readPrint(s) }),
  createRoute({ getParentRoute: () => commune, path: '/diagnosis', component: lazyRouteComponent(withWords('layers', () => import('./features/diagnosis/index.ts')), 'DiagnosisPage') }),
  createRoute({ getParentRoute: () => commune, path: '/layers', component: lazyRouteComponent(withWords('layers', () => import('./features/layers/index.ts')), 'LayersPage') }),
  createRoute({ getParentRoute: () => commune, path: '/layers/$name', component: lazyRouteComponent(withWords('layers', () => import('./features/layers/index.ts')), 'LayerPage') }),
  createRoute({ getParentRoute: () => commune, path: '/imports', component: lazyRouteComponent(withWords('files', () => import('./features/imports/index.ts')), 'ImportsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/imports/new', component: lazyRouteComponent(withWords('files', () => import('./features/imports/index.ts')), 'WizardPage') }),
  createRoute({ getParentRoute: () => commune, path: '/acts', component: lazyRouteComponent(withWords('legal', () => import('./features/acts/index.ts')), 'ActsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/titles', component: lazyRouteComponent(withWords('legal', () => import('./features/titles/index.ts')), 'TitlesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/titles/conflicts', component: lazyRouteComponent(withWords('legal', () => import('./features/titles/index.ts')), 'ConflictsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/documents', component: lazyRouteComponent(withWords('legal', () => import('./features/documents/index.ts')), 'DocumentsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/payments', component: lazyRouteComponent(withWords('money', () => import('./features/payments/index.ts')), 'PaymentsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/revisions', component: lazyRouteComponent(withWords('money', () => import('./features/revisions/index.ts')), 'RevisionsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/revenue', component: lazyRouteComponent(withWords('money', () => import('./features/revenue/index.ts')), 'RevenuePage') }),
  createRoute({ getParentRoute: () => commune, path: '/books', component: lazyRouteComponent(withWords('money', () => import('./features/ledger/index.ts')), 'BookPage') }),
  createRoute({ getParentRoute: () => commune, path: '/penalties', component: lazyRouteComponent(withWords('money', () => import('./features/penalties/index.ts')), 'PenaltiesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/indicators', component: lazyRouteComponent(withWords('value', () => import('./features/indicators/index.ts')), 'IndicatorsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/valorisation', component: lazyRouteComponent(withWords('value', () => import('./features/valorisation/index.ts')), 'ValorisationPage') }),
  createRoute({ getParentRoute: () => commune, path: '/calls', component: lazyRouteComponent(withWords('value', () => import('./features/valorisation/index.ts')), 'CallsPage'), validateSearch: (s: Record<string, unknown>): { call?: string } => (idOf(s['call']) ? { call: String(s['call']) } : {}) }),
  createRoute({ getParentRoute: () => commune, path: '/papers', component: lazyRouteComponent(withWords('value', () => import('./features/papers/screens/index.ts')), 'StatementsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/market', component: lazyRouteComponent(withWords('value', () => import('./features/comparables/index.ts')), 'ComparablesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/portfolio', component: lazyRouteComponent(withWords('value', () => import('./features/portfolio/index.ts')), 'PortfolioPage') }),
  createRoute({ getParentRoute: () => commune, path: '/condition', component: lazyRouteComponent(withWords('value', () => import('./features/condition/index.ts')), 'ConditionPage') }),
  createRoute({ getParentRoute: () => commune, path: '/reconciliation', component: lazyRouteComponent(withWords('value', () => import('./features/reconciliation/index.ts')), 'ReconciliationPage') }),
  createRoute({ getParentRoute: () => commune, path: '/money', component: lazyRouteComponent(withWords('money', () => import('./features/ledger/index.ts')), 'MoneyPage') }),
  createRoute({ getParentRoute: () => commune, path: '/control', component: lazyRouteComponent(withWords('tax', () => import('./features/activity/index.ts')), 'ControlPage') }),
  createRoute({ getParentRoute: () => commune, path: '/leads', component: lazyRouteComponent(withWords('identify', () => import('./features/leads/index.ts')), 'LeadsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/dwellings', component: lazyRouteComponent(withWords('identify', () => import('./features/dwellings/index.ts')), 'DwellingsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/numbers', component: lazyRouteComponent(withWords('identify', () => import('./features/registrations/index.ts')), 'RegistrationsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/zones', component: lazyRouteComponent(() => import('./features/zones/index.ts'), 'ZonesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/parties', component: lazyRouteComponent(withWords('legal', () => import('./features/parties/index.ts')), 'PartiesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/register/settings', component: lazyRouteComponent(withWords('legal', () => import('./features/references/index.ts')), 'RegisterSettingsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/jobs', component: lazyRouteComponent(withWords('admin', () => import('./features/jobs/index.ts')), 'JobsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/jobs/failed', component: lazyRouteComponent(withWords('admin', () => import('./features/jobs/index.ts')), 'FailedJobsPage') }),
  createRoute({ getParentRoute: () => commune, path: '/keys', component: lazyRouteComponent(withWords('keys', () => import('./features/keys/index.ts')), 'KeysPage') }),
  createRoute({ getParentRoute: () => commune, path: '/users', component: lazyRouteComponent(() => import('./features/users/index.ts'), 'UsersPage') }),
  createRoute({ getParentRoute: () => commune, path: '/account', component: lazyRouteComponent(withWords('trust', withWords('frugality', () => import('./features/account/index.ts'))), 'AccountPage'), validateSearch: problemIn }),
  createRoute({ getParentRoute: () => commune, path: '/bin', component: lazyRouteComponent(withWords('identify', () => import('./features/recycling/index.ts')), 'BinPage') }),
  createRoute({ getParentRoute: () => commune, path: '/duplicates', component: lazyRouteComponent(withWords('identify', () => import('./features/duplicates/index.ts')), 'DuplicatesPage') }),
  createRoute({ getParentRoute: () => commune, path: '/audit', component: lazyRouteComponent(withWords('admin', () => import('./features/audit/index.ts')), 'AuditPage') }),
  createRoute({ getParentRoute: () => commune, path: '/personal', component: lazyRouteComponent(withWords('admin', withWords('legal', () => import('./features/personal/index.ts'))), 'PersonalPage') }),
  createRoute({ getParentRoute: () => commune, path: '/commune', component: lazyRouteComponent(withWords('admin', () => import('./features/operations/index.ts')), 'CommunePage') }),
  createRoute({ getParentRoute: () => commune, path: '/storage', component: lazyRouteComponent(withWords('admin', () => import('./features/operations/index.ts')), 'StoragePage') }),
] as const;
/** Outside the frame of the commune: it opens where no server answers. */
const field = createRoute({ getParentRoute: () => root, path: '/c/$commune/field', component: lazyRouteComponent(withWords('legal', () => import('./features/campaigns/field/index.ts')), 'FieldPage') });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(withWords('trust', () => import('./features/account/index.ts')), 'SetupPage') });

/** Open to whoever holds a paper, signed in or not. */
const verify = createRoute({ getParentRoute: () => root, path: '/verify', component: lazyRouteComponent(withWords('value', () => import('./features/papers/screens/index.ts')), 'VerifyPage') });

/** The declarations, open to all. */
const frugality = createRoute({ getParentRoute: () => root, path: '/frugality', component: lazyRouteComponent(withWords('frugality', () => import('./features/frugality/index.ts')), 'FrugalityPage') });
const accessibility = createRoute({ getParentRoute: () => root, path: '/accessibility', component: lazyRouteComponent(withWords('frugality', () => import('./features/frugality/index.ts')), 'AccessPage') });

/** Of hosts and operators: another sign-in, no frame of the staff's. */
const declare = createRoute({ getParentRoute: () => root, path: '/declare/$commune', component: lazyRouteComponent(withWords('declare', () => import('./features/declarations/own/index.ts')), 'OwnPage') });

const tree = root.addChildren([declare, home, signin, setup, verify, frugality, accessibility, field, commune.addChildren([map, register, newAsset, asset, moneyAccount, ...occupations, ...campaigns, ...taxes, reviews, ...screens])]);
export const router = createRouter({ routeTree: tree, parseSearch, stringifySearch, defaultPreload: false, defaultPendingComponent: Waiting, defaultPendingMs: 100, defaultErrorComponent: Failed, defaultNotFoundComponent: NotFound });

/** The screens that stand inside a commune, as the navigation names them. */
export type CommunePath = '/c/$commune/diagnosis' | '/c/$commune/layers' | '/c/$commune/print' | '/c/$commune/collection' | '/c/$commune/taxpayers' | '/c/$commune/controls' | '/c/$commune/declarations' | '/c/$commune/valorisation' | '/c/$commune/leads' | '/c/$commune/dwellings' | '/c/$commune/numbers' | '/c/$commune/control' | '/c/$commune/indicators' | '/c/$commune/papers' | '/c/$commune/rules' | '/c/$commune/assessments' | '/c/$commune/simulate' | '/c/$commune/market' | '/c/$commune/portfolio' | '/c/$commune/condition' | '/c/$commune/reconciliation' | '/c/$commune/campaigns' | '/c/$commune/occupations' | '/c/$commune/conflicts' | '/c/$commune/alerts' | '/c/$commune/findings' | '/c/$commune/money' | '/c/$commune/books' | '/c/$commune/penalties' | '/c/$commune/revenue' | '/c/$commune/revisions' | '/c/$commune/payments' | '/c/$commune/map' | '/c/$commune/documents' | '/c/$commune/acts' | '/c/$commune/titles' | '/c/$commune/titles/conflicts' | '/c/$commune/register' | '/c/$commune/register/settings' | '/c/$commune/parties' | '/c/$commune/zones' | '/c/$commune/imports' | '/c/$commune/jobs' | '/c/$commune/users' | '/c/$commune/keys' | '/c/$commune/reviews' | '/c/$commune/bin' | '/c/$commune/duplicates' | '/c/$commune/audit' | '/c/$commune/personal' | '/c/$commune/commune' | '/c/$commune/storage';

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
