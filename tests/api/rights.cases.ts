import { activity } from './cases/activity.ts';
import { papers } from './cases/papers.ts';
import { documents } from './cases/documents.ts';
import { campaigns } from './cases/campaigns.ts';
import { geometries } from './cases/geometries.ts';
import { acts } from './cases/acts.ts';
import { titles } from './cases/titles.ts';
import { guards } from './cases/guards.ts';
import { alerts } from './cases/alerts.ts';
import { findings } from './cases/findings.ts';
import { occupations } from './cases/occupations.ts';
import { ledger } from './cases/ledger.ts';
import { assets } from './cases/assets.ts';
import { ogc } from './cases/ogc.ts';
import { penalties } from './cases/penalties.ts';
import { payments } from './cases/payments.ts';
import { revenue } from './cases/revenue.ts';
import { revisions } from './cases/revisions.ts';
import { notices } from './cases/notices.ts';
import { parties } from './cases/parties.ts';
import { personal } from './cases/personal.ts';
import { people } from './cases/people.ts';
import { identify } from './cases/identify.ts';
import { references } from './cases/references.ts';
import { assessments } from './cases/assessments.ts';
import { collection } from './cases/collection.ts';
import { declarations } from './cases/declarations.ts';
import { rules } from './cases/rules.ts';
import { compositions } from './cases/compositions.ts';
import { portal } from './cases/portal.ts';
import { layers } from './cases/layers.ts';
import { views } from './cases/views.ts';
import { prints } from './cases/prints.ts';
import { value } from './cases/value.ts';
import { working } from './cases/working.ts';
import { NO_UPLOAD, NOTHING, absent, reads, type Case } from './cases/case.ts';

export type { Case } from './cases/case.ts';

/** One case for each endpoint, by its id: an endpoint without one fails the matrix. A feature with several keeps them in `cases/<feature>.ts`, spread here. */
export const CASES: Record<string, Case> = {
  health: reads, openApi: reads, metrics: { allowed: 404 },
  signIn: { body: {}, allowed: 400 }, setUp: { body: {}, allowed: 400 },
  getSession: reads, changePreferences: { body: { language: 'fr' }, allowed: 200 }, changePassword: { body: {}, allowed: 400 },
  listSessions: reads, revokeSession: absent, myCommunes: reads, signOut: { allowed: 204, ends: true },
  auditFacets: reads, auditHead: reads, checkHead: { body: {}, allowed: 400 }, exportAudit: { body: {}, allowed: 200 },
  listUsers: reads, addUser: { body: {}, allowed: 400 }, changeUser: { ...absent, body: { role: 'viewer' } }, removeUser: absent, givePassword: { ...absent, body: { password: 'four words without a link' } }, closeSessions: absent,
  ...people, getCommune: reads, changeCommune: { body: {}, allowed: 400 }, getStorage: reads, sweepStorage: { allowed: 200 }, listDeployment: { allowed: 403 }, addToDeployment: { body: { commune: { code: 'NEW', name: 'New', currency: 'TND' }, administrator: { email: 'a@new.test' } }, allowed: 403 },
  ...activity, ...assets, ...identify, ...references, ...views,
  ...parties, ...personal, ...ledger, ...notices, ...revisions, ...penalties, ...payments, ...revenue, ...occupations, ...findings, ...alerts,
  listParcels: reads, getParcel: absent,
  ...layers, ...compositions, ...portal,
  listListings: reads, findListings: { body: {}, allowed: 200 }, getListing: absent, revealHost: absent, placeListing: { ...absent, body: {}, allowed: 400 }, listCaptures: reads,
  compareCaptures: { query: 'platform=airbnb&from=2026-01-01&to=2026-02-01', allowed: 404 },
  listZoneSets: reads, listZones: absent, reportZones: { query: 'set=nothing', allowed: 404 }, askZone: { body: {}, allowed: 400 },
  openWorkspace: reads,
  searchWords: { body: { q: 'a' }, allowed: 200 },
  addZones: { body: {}, allowed: 400 }, uploadImport: { body: {}, allowed: 400 }, previewImport: { params: { upload: NO_UPLOAD }, body: {}, allowed: 404 }, runImport: { params: { upload: NO_UPLOAD }, body: {}, allowed: 404 },
  dropUpload: { params: { upload: NO_UPLOAD }, allowed: 404 }, listImports: reads, getImport: absent, listRefusals: absent, downloadRefusals: absent, importTemplate: { params: { format: 'sales' }, allowed: 200 }, undoImport: absent,
  getTile: { params: { layer: 'assets', z: '3', x: '4', y: '3' }, allowed: 200 },
  ...prints,
  listValuations: { params: { asset: NOTHING }, allowed: 404 }, createValuation: { params: { asset: NOTHING }, body: {}, allowed: 400 }, signValuation: { ...absent, body: {} }, withdrawValuation: { ...absent, body: {}, allowed: 400 },
  ...value,
  ...ogc,
  computeTax: { body: {}, allowed: 400 },
  ...papers, ...rules, ...assessments, ...collection, ...declarations,
  listJobs: reads, getJob: absent, cancelJob: absent, listFailedJobs: reads, replayJob: absent, dismissJob: absent,
  ...geometries, ...campaigns, ...acts, ...titles, ...guards, ...working, ...documents,
  listAudit: reads, verifyAudit: reads,
};
