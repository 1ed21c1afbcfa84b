import { currencyExponent } from '@sommier/domain/shared';
import { remembered, STAGING_COLUMNS, type ImportFormat } from '../../imports/index.ts';
import { checkLeases } from './check.ts';
import { mergeLeases } from './merge.store.ts';
import { undoLeases } from './undo.store.ts';

/** Rights and occupations from a table: one row a unit, known again by their reference. What stands against another right waits for a person. */
export const leasesFormat: ImportFormat = {
  name: 'leases', permission: 'occupation.write', reader: new URL('../../imports/register/reader-leases.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS,
  layer: () => 'occupations',
  readerOptions: async (tx, commune) => ({ ...await remembered(tx, 'leases'), exponent: currencyExponent(commune.currency), currency: commune.currency }),
  check: (tx, stage) => checkLeases(tx, stage),
  merge: mergeLeases,
  undo: undoLeases,
};
