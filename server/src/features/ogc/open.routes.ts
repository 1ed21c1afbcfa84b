import type { Response, Router } from 'express';
import { stringify } from 'csv-stringify';
import { CRS84, dcatCatalogue, openCatalogue, openLayer, type PublicLayer } from '@sommier/domain/ogc';
import { message } from '@sommier/domain/messages';
import { AppError, LANGUAGES, type Language } from '@sommier/domain/shared';
import type { Request } from 'express';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount } from '../../platform/http/index.ts';
import { cards, extentOf, openCollection, type Collection, type Reader } from './collections.queries.ts';
import { itemsOfOpen } from './open.ts';
import { sendDocument, stream } from './write.ts';

/** Nobody: what is public, and nothing more. */
const ANYBODY: Reader = { role: null };
const inWords = (key: string, params: Record<string, unknown>): Record<Language, string> => Object.fromEntries(LANGUAGES.map((l) => [l, message(l, key, params) ?? key])) as Record<Language, string>;
export interface OpenCommune { id: number; code: string; name: string; languages: string[]; country: string | null }

/** The commune whose portal is open; one that is closed and one that does not exist answer alike. */
async function openCommune({ db }: Deps, code: string): Promise<OpenCommune> {
  const { rows: [found] } = await db.asOwner((tx) => tx.raw('select c.id, c.code, c.name, c.languages, c.country from commune c join portal p on p.commune_id = c.id and p.is_open where c.code = ?', [code])) as { rows: OpenCommune[] };
  if (found === undefined) throw new AppError('not_found', 'No open portal');
  return found;
}
const here = (req: Request): string => `${req.protocol}://${req.headers.host ?? 'localhost'}`;

async function catalogueOf(tx: Tx, commune: OpenCommune, origin: string) {
  const root = `${origin}/api/open/${commune.code}`, layers: PublicLayer[] = [];
  for (const card of await cards(tx, ANYBODY)) {
    const collection = await openCollection(tx, ANYBODY, card.name), extent = await extentOf(tx, collection);
    layers.push({
      name: card.name, title: card.title, description: Object.fromEntries(LANGUAGES.map((l) => [l, message(l, 'dcat.about', { layer: card.title[l], commune: commune.name }) ?? ''])) as Record<Language, string>,
      note: card.description, source: card.source, licence: card.licence, issued: card.sourceDate, modified: card.changedAt?.toISOString() ?? null, bounds: extent.bounds,
      downloads: [{ url: `${root}/${card.name}.geojson`, media: 'application/geo+json', format: 'GEOJSON' }, { url: `${root}/${card.name}.csv`, media: 'text/csv', format: 'CSV' }],
    });
  }
  const params = { commune: commune.name };
  return dcatCatalogue({ home: `${origin}/public/${commune.code}`, catalogue: `${root}/catalog.jsonld`, name: commune.name, title: inWords('dcat.title', params), description: inWords('dcat.description', params), languages: commune.languages, country: commune.country }, layers);
}

export function openRoutes(r: Router, deps: Deps): void {
  const { db } = deps;
  // Nobody signs in, so the transaction of the commune is opened here, once its portal is known to be open.
  mount(r, deps, openCatalogue, async ({ params }, { req }) => {
    const commune = await openCommune(deps, params.commune);
    const text = JSON.stringify(await db.inCommune({ commune: commune.id }, (tx) => catalogueOf(tx, commune, here(req)), { readOnly: true }));
    return (res: Response) => sendDocument(req, res, 200, 'application/ld+json', text);
  }, { ownTransactions: true });
  mount(r, deps, openLayer, async ({ params }, { req, res }) => {
    const commune = await openCommune(deps, params.commune), [name = '', format] = params.file.split('.');
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Content-Disposition', `attachment; filename="${params.file}"`);
    return (to: Response) => db.inSnapshot({ commune: commune.id }, async (read) => {
      const collection: Collection = await read((tx) => openCollection(tx, ANYBODY, name));
      const slices = itemsOfOpen(read, collection), begin = await slices.next();
      const all = (async function* () { if (begin.done !== true) yield begin.value; yield* slices; })();
      if (format === 'geojson') {
        to.setHeader('Content-Type', 'application/geo+json');
        to.setHeader('Content-Crs', `<${CRS84.uri}>`);
        await stream(req, to, geojson(all));
      } else {
        to.setHeader('Content-Type', 'text/csv; charset=utf-8');
        await stream(req, to, csv(all, collection.fields.map((f) => f.name)));
      }
    });
  }, { ownTransactions: true });
}

type Slices = AsyncIterable<{ text: string; values: Record<string, unknown>; geometry: string | null }[]>;
async function* geojson(slices: Slices): AsyncGenerator<string> {
  let before = '{"type":"FeatureCollection","features":[\n';
  for await (const slice of slices) { yield before + slice.map((row) => row.text).join(',\n'); before = ',\n'; }
  yield before.startsWith('{') ? `${before}]}` : '\n]}';
}
async function* csv(slices: Slices, names: readonly string[]): AsyncGenerator<string> {
  const line = (cells: readonly unknown[]): Promise<string> => new Promise((done, fail) => {
    stringify([cells.map((c) => (typeof c === 'object' && c !== null ? JSON.stringify(c) : c))], { escape_formulas: true, cast: { boolean: String } }, (fault, text) => { if (fault) fail(fault); else done(text); });
  });
  yield await line(['id', ...names, 'geometry']);
  for await (const slice of slices) for (const row of slice) yield await line([row.values['id'], ...names.map((n) => row.values[n]), row.geometry]);
}
