export { routes } from './activity.routes.ts';
export { digestOfFact, withdrawFacts, writeFact } from './facts.store.ts';
export { figures } from './figures.queries.ts';
export { keepSums, zoneWithListings } from './zone-sums.store.ts';
export { keepHexagons } from './hexagons.store.ts';
export { readFacts, type FactQuestion } from './facts.queries.ts';
import { dpiFormat, euStrFormat, ocsitanFormat } from './import/facts.formats.ts';
import { addressesFormat } from './import/addresses.format.ts';
import { gbfsFormat, mdsFormat } from './import/mobility.formats.ts';
import { deliveriesFormat, fleetFormat, staysFormat } from './import/templates.formats.ts';

/** Formats this feature brings to the imports. */
export const importFormats = [dpiFormat, euStrFormat, ocsitanFormat, gbfsFormat, mdsFormat, staysFormat, fleetFormat, deliveriesFormat, addressesFormat];
