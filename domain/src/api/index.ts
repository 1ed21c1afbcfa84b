import type { EndpointSpec } from '../shared/endpoint.ts';
import { endpoints as activity } from '../activity/index.ts';
import { endpoints as alerts } from '../alerts/index.ts';
import { endpoints as keys } from '../keys/index.ts';
import { endpoints as ogc } from '../ogc/index.ts';
import { endpoints as assets } from '../assets/index.ts';
import { endpoints as assessments } from '../assessments/index.ts';
import { endpoints as collection } from '../collection/index.ts';
import { endpoints as controls } from '../controls/index.ts';
import { endpoints as taxpayers } from '../taxpayers/index.ts';
import { endpoints as audit } from '../audit/index.ts';
import { endpoints as bulk } from '../bulk/index.ts';
import { endpoints as campaigns } from '../campaigns/index.ts';
import { endpoints as communes } from '../communes/index.ts';
import { endpoints as declarations } from '../declarations/index.ts';
import { endpoints as dwellings } from '../dwellings/index.ts';
import { endpoints as duplicates } from '../duplicates/index.ts';
import { endpoints as exports } from '../exports/index.ts';
import { endpoints as prints } from '../prints/index.ts';
import { endpoints as documents } from '../documents/index.ts';
import { endpoints as findings } from '../findings/index.ts';
import { endpoints as geometries } from '../geometries/index.ts';
import { endpoints as acts } from '../acts/index.ts';
import { endpoints as titles } from '../titles/index.ts';
import { endpoints as guards } from '../guards/index.ts';
import { endpoints as health } from '../health/index.ts';
import { endpoints as metrics } from '../metrics/index.ts';
import { endpoints as history } from '../history/index.ts';
import { endpoints as imports } from '../imports/index.ts';
import { endpoints as diagnosis } from '../diagnosis/index.ts';
import { endpoints as indicators } from '../indicators/index.ts';
import { endpoints as jobs } from '../jobs/index.ts';
import { endpoints as leads } from '../leads/index.ts';
import { endpoints as layers } from '../layers/index.ts';
import { endpoints as ledger } from '../ledger/index.ts';
import { endpoints as listings } from '../listings/index.ts';
import { endpoints as occupations } from '../occupations/index.ts';
import { endpoints as notices } from '../notices/index.ts';
import { endpoints as papers } from '../papers/index.ts';
import { endpoints as parcels } from '../parcels/index.ts';
import { endpoints as parties } from '../parties/index.ts';
import { endpoints as operations } from '../operations/index.ts';
import { endpoints as personal } from '../personal/index.ts';
import { endpoints as payments } from '../payments/index.ts';
import { endpoints as penalties } from '../penalties/index.ts';
import { endpoints as people } from '../people/index.ts';
import { endpoints as recycling } from '../recycling/index.ts';
import { endpoints as reviews } from '../reviews/index.ts';
import { endpoints as registrations } from '../registrations/index.ts';
import { endpoints as references } from '../references/index.ts';
import { endpoints as revenue } from '../revenue/index.ts';
import { endpoints as revisions } from '../revisions/index.ts';
import { endpoints as rules } from '../rules/index.ts';
import { endpoints as search } from '../search/index.ts';
import { endpoints as tax } from '../tax/index.ts';
import { endpoints as tiles } from '../tiles/index.ts';
import { endpoints as portfolio } from '../portfolio/index.ts';
import { endpoints as reconciliation } from '../reconciliation/index.ts';
import { endpoints as compositions } from '../compositions/index.ts';
import { endpoints as portal } from '../portal/index.ts';
import { endpoints as condition } from '../condition/index.ts';
import { endpoints as comparables } from '../comparables/index.ts';
import { endpoints as valuations } from '../valuations/index.ts';
import { endpoints as valorisation } from '../valorisation/index.ts';
import { endpoints as workspace } from '../workspace/index.ts';
import { endpoints as views } from '../views/index.ts';
import { endpoints as zones } from '../zones/index.ts';

/** Every endpoint of the application: printed as OpenAPI and covered one by one by the matrix of rights. A feature adds its own here. */
export const allEndpoints: readonly EndpointSpec[] = [
  ...health, ...metrics,
  ...people,
  ...communes,
  ...assets,
  ...activity,
  ...geometries,
  ...campaigns,
  ...bulk,
  ...duplicates,
  ...history,
  ...reviews,
  ...recycling,
  ...parcels,
  ...occupations,
  ...findings,
  ...alerts,
  ...parties, ...personal, ...operations,
  ...references,
  ...views,
  ...guards,
  ...acts,
  ...titles,
  ...documents,
  ...layers,
  ...listings,
  ...dwellings,
  ...registrations,
  ...leads,
  ...zones,
  ...ledger,
  ...penalties,
  ...notices,
  ...revisions,
  ...payments,
  ...revenue,
  ...search,
  ...rules,
  ...assessments,
  ...collection,
  ...controls,
  ...taxpayers,
  ...declarations,
  ...tax,
  ...comparables,
  ...condition,
  ...portfolio,
  ...reconciliation,
  ...valuations,
  ...indicators, ...diagnosis,
  ...valorisation,
  ...workspace, ...compositions, ...portal,
  ...imports,
  ...tiles,
  ...exports, ...prints,
  ...papers,
  ...jobs,
  ...keys,
  ...ogc,
  ...audit,
];
