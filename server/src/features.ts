import type { Feature } from './platform/deps.ts';
import * as alerts from './features/alerts/index.ts';
import * as assets from './features/assets/index.ts';
import * as audit from './features/audit/index.ts';
import * as bulk from './features/bulk/index.ts';
import * as campaigns from './features/campaigns/index.ts';
import * as comparables from './features/comparables/index.ts';
import * as communes from './features/communes/index.ts';
import * as demo from './features/demo/index.ts';
import * as duplicates from './features/duplicates/index.ts';
import * as exports from './features/exports/index.ts';
import * as findings from './features/findings/index.ts';
import * as geometries from './features/geometries/index.ts';
import * as documents from './features/documents/index.ts';
import * as acts from './features/acts/index.ts';
import * as guards from './features/guards/index.ts';
import * as history from './features/history/index.ts';
import * as imports from './features/imports/index.ts';
import * as jobs from './features/jobs/index.ts';
import * as layers from './features/layers/index.ts';
import * as ledger from './features/ledger/index.ts';
import * as listings from './features/listings/index.ts';
import * as notices from './features/notices/index.ts';
import * as occupations from './features/occupations/index.ts';
import * as operations from './features/operations/index.ts';
import * as papers from './features/papers/index.ts';
import * as parcels from './features/parcels/index.ts';
import * as parties from './features/parties/index.ts';
import * as payments from './features/payments/index.ts';
import * as penalties from './features/penalties/index.ts';
import * as people from './features/people/index.ts';
import * as recycling from './features/recycling/index.ts';
import * as reviews from './features/reviews/index.ts';
import * as references from './features/references/index.ts';
import * as revenue from './features/revenue/index.ts';
import * as revisions from './features/revisions/index.ts';
import * as search from './features/search/index.ts';
import * as valuations from './features/valuations/index.ts';
import * as tax from './features/tax/index.ts';
import * as titles from './features/titles/index.ts';
import * as tiles from './features/tiles/index.ts';
import * as views from './features/views/index.ts';
import * as workspace from './features/workspace/index.ts';
import * as zones from './features/zones/index.ts';

/** Every feature with its routes, commands and jobs; a new one is added here and in `domain/src/api`. */
export const features: readonly Feature[] = [
  people, communes, assets, geometries, campaigns, history, reviews, recycling, bulk, duplicates, parcels, parties, references, views, guards, acts, titles, occupations, documents, layers, ledger, penalties, notices, revisions, payments, revenue, listings, zones, search, imports, tiles, tax, valuations, comparables, exports, papers, jobs, audit, workspace, findings, alerts, demo, operations,
];
