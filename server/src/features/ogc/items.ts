import type { Response } from 'express';
import type { ItemsQuery } from '@sommier/domain/ogc';
import type { Deps } from '../../platform/deps.ts';
import type { CommuneContext } from '../../platform/http/index.ts';
import { type Collection, openCollection } from './collections.queries.ts';
import { countOf } from './counts.ts';
import { itemsWhere, readItems, systemOf, type ItemRow } from './items.queries.ts';
import { documentLinks, rootOf, withQuery, type Link } from './links.ts';
import { pageOf, wantsHtml } from './page.ts';
import { featureText, GEOJSON, sendDocument, stream } from './write.ts';

const SLICE = 1000;
/** A page to look at is not for a whole layer. */
const MOST_SHOWN = 200;

type Context = Pick<CommuneContext, 'commune' | 'person' | 'role' | 'key' | 'language' | 'req'>;
interface Page { features: (rows: ItemRow[]) => void; next: (after: string) => void }

/**
 * A page of features: one reading of the database from its first slice to its last, sent as it is read. The page after is found by the last id, so that the
 * hundredth page costs what the first does. How many there are is said on the first page alone, and by `resultType=hits`.
 */
export function itemsOf({ db }: Deps, ctx: Context, name: string, query: ItemsQuery): (res: Response) => Promise<void> {
  const { commune, person, req } = ctx, html = wantsHtml(req, query.f), crs = systemOf('crs', query.crs);
  const address = `${rootOf(req, commune.code)}/collections/${name}/items`;
  const limit = query.resultType === 'hits' ? 0 : Math.min(query.limit, html ? MOST_SHOWN : query.limit);
  return (res) => db.inSnapshot({ commune: commune.id, person: person.id }, async (read) => {
    const collection: Collection = await read((tx) => openCollection(tx, ctx, name)), where = itemsWhere(collection, query);
    const slice = (after: string, size: number): Promise<ItemRow[]> => read((tx) => readItems(tx, collection, where, crs, { after, limit: size }));
    const matched = query.after === undefined ? await read((tx) => countOf(db, tx, commune.id, collection, where)) : undefined;
    const links: Link[] = documentLinks(address, query, GEOJSON, html);
    links.push({ href: address.replace(/\/items$/, ''), rel: 'collection', type: 'application/json' });
    let returned = 0;

    async function* rows({ features, next }: Page): AsyncGenerator<void> {
      let after = query.after ?? '0';
      while (limit > 0) {
        const wanted = Math.min(SLICE, limit - returned + 1), found = await slice(after, wanted);
        const taken = found.slice(0, limit - returned);
        returned += taken.length;
        after = taken.at(-1)?.id ?? after;
        if (taken.length > 0) { features(taken); yield; }
        if (found.length > taken.length) { next(after); return; }
        if (found.length < wanted) return;
      }
    }
    const nextPage = (after: string): void => { links.push({ href: withQuery(address, { ...query, after }), rel: 'next', type: html ? 'text/html' : GEOJSON }); };
    const said = (): Record<string, unknown> => ({ links, timeStamp: new Date().toISOString(), ...(matched === undefined ? {} : { numberMatched: matched }), numberReturned: returned });

    if (html) {
      const shown: unknown[] = [];
      for await (const _ of rows({ features: (some) => { shown.push(...some.map((row) => ({ id: row.id, properties: JSON.parse(row.properties) as unknown }))); }, next: nextPage }));
      await sendDocument(req, res, 200, 'text/html; charset=utf-8', pageOf({ ...said(), features: shown }, collection.card.title[ctx.language], ctx.language));
      return;
    }
    async function* text(): AsyncGenerator<string> {
      let piece = '{"type":"FeatureCollection","features":[', first = true;
      for await (const _ of rows({ features: (some) => { piece += `${first ? '' : ',\n'}${some.map(featureText).join(',\n')}`; first = false; }, next: nextPage })) {
        yield piece;
        piece = '';
      }
      yield `${piece}],${JSON.stringify(said()).slice(1)}`;
    }
    // The first slice is read before anything is said: a fault in it is still an answer.
    const pieces = text(), begin = await pieces.next();
    res.setHeader('Content-Type', GEOJSON);
    res.setHeader('Content-Crs', `<${crs.uri}>`);
    await stream(req, res, (async function* (): AsyncGenerator<string> { if (begin.done !== true) yield begin.value; yield* pieces; })());
  });
}
