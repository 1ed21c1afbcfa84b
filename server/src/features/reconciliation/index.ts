import { fixedAssetsFormat } from './fixed-assets-format.ts';

export { fixedAssetsFormat };
export { routes } from './reconciliation.routes.ts';
export { differences as reconciliationDifferences, totals as reconciliationTotals } from './reconciliation.queries.ts';
export const importFormats = [fixedAssetsFormat];
