import { CRS_CHOICES } from '../imports/crs.ts';

/** A reference system as OGC API - Features part 2 names it. `northFirst`: its first axis is the north, so coordinates travel as north, east. */
export interface Crs { uri: string; code: number; northFirst: boolean }

/** Longitude, latitude in WGS 84: what everything is stored in, and what is answered where nothing is asked. */
export const CRS84: Crs = { uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84', code: 4326, northFirst: false };
const epsg = (code: number): Crs => ({ uri: `http://www.opengis.net/def/crs/EPSG/0/${String(code)}`, code, northFirst: code === 4326 });

/** Every system a collection is answered in: WGS 84 both ways, Mercator, and the national ones the product knows the accuracy of. */
export const SYSTEMS: readonly Crs[] = [CRS84, ...CRS_CHOICES.map(({ code }) => epsg(code))];
const BY_URI = new Map(SYSTEMS.map((crs) => [crs.uri, crs]));

/** A system by its URI, URN, or safe CURIE (`[EPSG:22391]`); undefined for one that is not offered. A header's angle brackets are taken off. */
export function readCrs(text: string): Crs | undefined {
  const bare = text.trim().replace(/^<|>$/g, '').replace(/^https:/, 'http:');
  const named = /^(?:urn:ogc:def:crs:EPSG:[\d.]*:|\[?EPSG:)(\d{4,6})\]?$/.exec(bare);
  if (named) return BY_URI.get(epsg(Number(named[1])).uri);
  return BY_URI.get(/^(?:\[?OGC:CRS84\]?|urn:ogc:def:crs:OGC:(?:1\.3)?:CRS84)$/.test(bare) ? CRS84.uri : bare);
}
