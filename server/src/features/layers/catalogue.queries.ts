import type { LayerEntry } from '@sommier/domain/layers';
import type { Role } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readLayers } from './layers.queries.ts';
import { readRasters } from './raster/raster.queries.ts';

/** All that may be laid on the map: the layers of features, then the pictures. */
export const readCatalogue = async (tx: Tx, role: Role): Promise<LayerEntry[]> => [...await readLayers(tx, role), ...await readRasters(tx, role)];
/** One line of it, or undefined where there is none of that name, or none the role reads. */
export const readEntry = async (tx: Tx, name: string, role: Role): Promise<LayerEntry | undefined> => (await readCatalogue(tx, role)).find((l) => l.name === name);
