import { parse } from 'node:querystring';
import { AppError, type Language, type Parsed } from '@sommier/domain/shared';
import { getTile } from '@sommier/domain/tiles';
import { parseInput } from '../../platform/http/index.ts';
import { filterOf } from './filter.ts';

/** An address read: what it asks for, the same for every reader. */
export interface TileRequest {
  commune: string;
  layers: readonly string[];
  set: string | undefined;
  z: number;
  x: number;
  y: number;
  filters: Readonly<Record<string, Record<string, unknown>>>;
  /** Stands for all of the above, and for commune, layers and set. */
  key: string;
  who: string;
}

const LEVELS = 22;
const KEPT = 4096;
const ADDRESS = /^\/tiles\/([^/?]+)\/([^/?]+)\/([^/?]+)\/([^/?]+)\.mvt(?:\?(.*))?$/;

/** The last addresses read: a map asks for the same ones again, and reading one is a third of the work on an unchanged tile. */
const known = new Map<string, TileRequest>();

/** What an address asks for; undefined when it is no tile's. Throws `invalid` naming the field in the words of `language`, `not_found` outside the grid. */
export function readAddress(url: string, language: () => Language): TileRequest | undefined {
  const before = known.get(url);
  if (before !== undefined) return before;
  const found = ADDRESS.exec(url);
  if (found === null) return undefined;
  const [layer, z, x, y] = found.slice(1, 5).map((part) => decodeURIComponent(part));
  const { params, query } = parseInput(getTile, { params: { layer, z, x, y }, query: parse(found[5] ?? ''), body: undefined }, language()) as Parsed<typeof getTile>;
  if (params.z > LEVELS || params.x >= 2 ** params.z || params.y >= 2 ** params.z) throw new AppError('not_found', 'No such tile');
  const layers = [...new Set(params.layer.split(','))];
  const filters = Object.fromEntries(layers.map((name) => [name, filterOf(name, query)] as const).filter(([, filter]) => Object.keys(filter).length > 0));
  const set = layers.includes('listings') || layers.includes('zones') ? query.set : undefined;
  const asked = { commune: query.commune, layers, set, z: params.z, x: params.x, y: params.y, filters };
  if (known.size >= KEPT) known.clear();
  const read = { ...asked, key: JSON.stringify(asked), who: JSON.stringify([asked.commune, layers, set]) };
  known.set(url, read);
  return read;
}
