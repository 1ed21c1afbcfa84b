import type { Response, Router } from 'express';
import * as contract from '@sommier/domain/ogc';
import type { Deps } from '../../platform/deps.ts';
import { type CommuneContext, mount, notModified, versionTag } from '../../platform/http/index.ts';
import { VERSION } from '../../platform/version.ts';
import { cards, openCollection, type Collection } from './collections.queries.ts';
import { extentKept } from './counts.ts';
import { CONFORMS, describe, landing, OPENAPI, queryables } from './describe.ts';
import { readItem, systemOf } from './items.queries.ts';
import { itemsOf } from './items.ts';
import { documentLinks, rootOf, type Link } from './links.ts';
import { openapi30 } from './openapi.ts';
import { pageOf, wantsHtml } from './page.ts';
import { featureOf, GEOJSON, sendDocument } from './write.ts';

type Send = (res: Response) => Promise<void>;
const JSON_TYPE = 'application/json';

/** Sends a document as JSON or as a page, with links to itself both ways before its own. */
function document(ctx: Pick<CommuneContext, 'req' | 'language'>, address: string, f: string | undefined, doc: { links?: readonly Link[]; title?: string }, type = JSON_TYPE): Send {
  const html = wantsHtml(ctx.req, f);
  const whole = { ...doc, links: [...documentLinks(address, {}, type, html), ...(doc.links ?? [])] };
  return (res) => sendDocument(ctx.req, res, 200, html ? 'text/html; charset=utf-8' : type, html ? pageOf(whole, doc.title ?? address, ctx.language) : JSON.stringify(whole));
}

export function readRoutes(r: Router, deps: Deps): void {
  const root = (ctx: CommuneContext): string => rootOf(ctx.req, ctx.commune.code);
  const described = async (ctx: CommuneContext, collection: Collection) => describe(root(ctx), collection, await extentKept(deps.db, ctx.tx, ctx.commune.id, collection), ctx.language);
  const withLinks = (ctx: CommuneContext, one: Awaited<ReturnType<typeof described>>) => ({ ...one, links: [...documentLinks(`${root(ctx)}/collections/${one.id}`, {}, JSON_TYPE, false), ...one.links] });

  mount(r, deps, contract.ogcLanding, async ({ query }, ctx) => document(ctx, root(ctx), query.f, landing(root(ctx), ctx.commune, ctx.language)));
  mount(r, deps, contract.ogcConformance, async ({ query }, ctx) => document(ctx, `${root(ctx)}/conformance`, query.f, { title: 'Conformance', conformsTo: CONFORMS } as { title: string }));
  mount(r, deps, contract.ogcApi, async (_input, ctx) => {
    const all: Collection[] = [];
    for (const card of await cards(ctx.tx, ctx)) all.push(await openCollection(ctx.tx, ctx, card.name));
    const text = JSON.stringify(openapi30(root(ctx), ctx.commune, all, VERSION));
    return (res: Response) => sendDocument(ctx.req, res, 200, OPENAPI, text);
  });
  mount(r, deps, contract.ogcCollections, async ({ query }, ctx) => {
    const collections = [];
    for (const card of await cards(ctx.tx, ctx)) collections.push(withLinks(ctx, await described(ctx, await openCollection(ctx.tx, ctx, card.name))));
    return document(ctx, `${root(ctx)}/collections`, query.f, { title: 'Collections', collections } as { title: string });
  });
  mount(r, deps, contract.ogcCollection, async ({ params, query }, ctx) => {
    const one = await described(ctx, await openCollection(ctx.tx, ctx, params.collection));
    return document(ctx, `${root(ctx)}/collections/${one.id}`, query.f, one);
  });
  mount(r, deps, contract.ogcQueryables, async ({ params, query }, ctx) => {
    const collection = await openCollection(ctx.tx, ctx, params.collection), address = `${root(ctx)}/collections/${params.collection}/queryables`;
    const doc = queryables(address, collection, ctx.language), html = wantsHtml(ctx.req, query.f);
    const type = ctx.req.accepts(['application/schema+json', JSON_TYPE]) === JSON_TYPE ? JSON_TYPE : 'application/schema+json';
    return (res: Response) => sendDocument(ctx.req, res, 200, html ? 'text/html; charset=utf-8' : type, html ? pageOf(doc, doc.title, ctx.language) : JSON.stringify(doc));
  });
  mount(r, deps, contract.ogcItems, async ({ params, query }, ctx) => itemsOf(deps, ctx, params.collection, query), { ownTransactions: true });
  mount(r, deps, contract.ogcItem, async ({ params, query }, ctx) => {
    const collection = await openCollection(ctx.tx, ctx, params.collection), crs = systemOf('crs', query.crs);
    const row = await readItem(ctx.tx, collection, params.id, crs), address = `${root(ctx)}/collections/${params.collection}/items/${params.id}`;
    if (notModified(ctx, row.version === null ? `"${collection.card.version}"` : versionTag(row.version))) return undefined;
    ctx.res.setHeader('Content-Crs', `<${crs.uri}>`);
    return document(ctx, address, query.f, featureOf(address, row, []) as { links: Link[] }, GEOJSON);
  });
}
