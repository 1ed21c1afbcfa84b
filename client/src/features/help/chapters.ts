/** The guides, one for each trade, and the sections of each in order: the same in the three languages, as the test holds. */
export const CHAPTERS = {
  agent: ['day', 'map', 'register', 'create', 'draw', 'import', 'refused', 'conflict', 'submit', 'duplicates', 'bin', 'legal', 'documents', 'campaigns', 'occupations', 'alerts', 'money', 'parties'],
  officer: ['day', 'platforms', 'zones', 'leads', 'dwellings', 'numbers', 'control', 'rules', 'declarations', 'runs', 'collection', 'taxpayers', 'audits'],
  manager: ['day', 'validate', 'indicators', 'statements', 'value', 'condition', 'valorisation', 'reconciliation', 'rent', 'simulate', 'layers', 'diagnosis', 'compose', 'export'],
  admin: ['day', 'users', 'factor', 'settings', 'keys', 'jobs', 'audit', 'personal', 'account'],
  operator: ['day', 'install', 'backup', 'upgrade', 'watch', 'trouble'],
} as const;
export type ChapterId = keyof typeof CHAPTERS;
export const CHAPTER_IDS = Object.keys(CHAPTERS) as ChapterId[];
export interface Place { chapter: ChapterId; section: string }

/** Where the help opens from a screen: the longest beginning of its path (after the commune) that stands here. */
export const SCREENS: Readonly<Record<string, `${ChapterId}/${string}`>> = {
  '/map': 'agent/map', '/register': 'agent/register', '/register/new': 'agent/create', '/assets': 'agent/register', '/reviews': 'manager/validate', '/duplicates': 'agent/duplicates', '/campaigns': 'agent/campaigns', '/bin': 'agent/bin',
  '/parties': 'agent/parties', '/titles': 'agent/legal', '/titles/conflicts': 'agent/legal', '/acts': 'agent/legal', '/documents': 'agent/documents', '/layers': 'manager/layers', '/diagnosis': 'manager/diagnosis', '/print': 'manager/compose',
  '/occupations': 'agent/occupations', '/alerts': 'agent/alerts', '/findings': 'agent/alerts', '/conflicts': 'agent/occupations', '/money': 'agent/money', '/payments': 'agent/money', '/books': 'agent/money', '/penalties': 'agent/money',
  '/revisions': 'manager/rent', '/revenue': 'manager/rent', '/market': 'manager/value', '/portfolio': 'manager/value', '/condition': 'manager/condition', '/indicators': 'manager/indicators', '/valorisation': 'manager/valorisation', '/calls': 'manager/valorisation',
  '/papers': 'manager/statements', '/reconciliation': 'manager/reconciliation', '/zones': 'officer/zones', '/leads': 'officer/leads', '/dwellings': 'officer/dwellings', '/numbers': 'officer/numbers', '/control': 'officer/control',
  '/rules': 'officer/rules', '/declarations': 'officer/declarations', '/assessments': 'officer/runs', '/simulate': 'manager/simulate', '/collection': 'officer/collection', '/taxpayers': 'officer/taxpayers', '/controls': 'officer/audits',
  '/imports': 'agent/import', '/register/settings': 'admin/settings', '/users': 'admin/users', '/keys': 'admin/keys', '/jobs': 'admin/jobs', '/audit': 'admin/audit', '/personal': 'admin/personal', '/commune': 'admin/settings', '/storage': 'operator/watch', '/account': 'admin/account',
};

/** The section for a path such as `/c/DEMO/register/new`; the agent's day where no screen is named. */
export const placeOf = (path: string): Place => {
  const here = path.replace(/^\/c\/[^/]+/, '').replace(/\/$/, '');
  const screen = Object.keys(SCREENS).filter((s) => here === s || here.startsWith(`${s}/`)).sort((a, b) => b.length - a.length)[0];
  const [chapter, section] = (screen ? SCREENS[screen]! : 'agent/day').split('/') as [ChapterId, string];
  return { chapter, section };
};
