import { checkAddresses, mergeAddresses } from './addresses.store.ts';
import { remembered, STAGING_COLUMNS, type ImportFormat } from '../../imports/index.ts';
import { undoTable } from './undo.store.ts';

/** The commune's own file of addresses: what has an address and no point is placed by it. */
export const addressesFormat: ImportFormat = {
  name: 'addresses', permission: 'layers.write', reader: new URL('../../imports/register/reader-addresses.ts', import.meta.url).href, stagingColumns: STAGING_COLUMNS, layer: () => 'addresses',
  readerOptions: (tx) => remembered(tx, 'addresses'), check: checkAddresses, merge: mergeAddresses, undo: (tx, batch) => undoTable(tx, batch, 'address_point'),
};
