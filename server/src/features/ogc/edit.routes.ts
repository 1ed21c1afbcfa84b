import type { Response, Router } from 'express';
import { CRS84, type FeatureIn, ogcCreate, ogcDelete, ogcReplace, ogcUpdate, readCrs, type Crs } from '@sommier/domain/ogc';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { changeProperty, correctAsset, createProperty, lockAsset } from '../assets/index.ts';
import { drawAsset } from '../geometries/index.ts';
import { holdToVersion, refuseValidated } from '../history/index.ts';
import { recycle } from '../recycling/index.ts';
import { openCollection, type Collection } from './collections.queries.ts';
import { assetChange, groundOf, newAsset } from './edit.ts';
import { readItem, type ItemRow } from './items.queries.ts';
import { rootOf } from './links.ts';
import { featureOf, GEOJSON, sendDocument } from './write.ts';

const READ = 'GET, HEAD, OPTIONS';

/** The collection where it may be written to. Throws `not_allowed` (405) for one that is only read. */
async function editable(ctx: CommuneContext, name: string): Promise<Collection> {
  const collection = await openCollection(ctx.tx, ctx, name);
  if (collection.editable) return collection;
  ctx.res.setHeader('Allow', READ);
  throw new AppError('not_allowed', `${name} is only read`);
}
function sentIn({ req }: CommuneContext): Crs {
  const said = req.headers['content-crs'];
  const crs = said === undefined ? CRS84 : readCrs(String(said));
  if (crs === undefined) throw new AppError('invalid', 'unknown Content-Crs', { reason: 'ogc.unknown_crs', why: String(said), issues: [{ path: 'headers.content-crs', message: String(said) }] });
  return crs;
}
/** The sender says that she read the warnings of drawing, as the box on the screen does. */
const lenient = ({ req }: CommuneContext): boolean => /\bhandling=lenient\b/i.test(String(req.headers['prefer'] ?? ''));
/** Whose hand, for the audit: through this door, with which key. */
const door = ({ key }: CommuneContext): Record<string, unknown> => ({ via: 'ogc', ...(key ? { key: key.id } : {}) });

async function drawn(ctx: CommuneContext, id: string, geometry: NonNullable<FeatureIn['geometry']>): Promise<Record<string, unknown>> {
  const crs = sentIn(ctx);
  const place = (await ctx.tx.raw('select a.id, a.parent_id as "parentId", a.level from asset a where a.commune_id = current_commune() and a.id = ?', [id])).rows[0] as Parameters<typeof drawAsset>[1];
  const found = await drawAsset(ctx.tx, place, { geometry: groundOf(geometry, crs), crs: crs.code, accuracyM: null, acknowledged: lenient(ctx) });
  return { areaM2: found.areaM2, crs: crs.code, vertices: found.vertices, warnings: found.findings.filter((f) => f.severity === 'warn').map(({ code }) => code) };
}

/** What is answered after a write: the feature as it stands, in longitude and latitude, at its address. */
const answer = (ctx: CommuneContext, collection: Collection, row: ItemRow, status: 200 | 201) => async (res: Response): Promise<void> => {
  const address = `${rootOf(ctx.req, ctx.commune.code)}/collections/${collection.card.name}/items/${row.id}`;
  res.setHeader('Content-Crs', `<${CRS84.uri}>`);
  res.setHeader('ETag', versionTag(row.version ?? 0));
  if (status === 201) res.setHeader('Location', address);
  await sendDocument(ctx.req, res, status, GEOJSON, JSON.stringify(featureOf(address, row)));
};

async function change(ctx: CommuneContext, collection: Collection, id: string, feature: { geometry?: FeatureIn['geometry'] | undefined; properties?: FeatureIn['properties'] | undefined }, whole: boolean): Promise<ItemRow> {
  const { tx, language } = ctx, detail: Record<string, unknown> = door(ctx);
  await changeProperty(ctx, id, detail, async (_tx, before) => {
    refuseValidated(before.review);
    const now = await readItem(tx, collection, id, sentIn(ctx));
    const body = await assetChange(feature.properties ?? {}, { tx, language, present: JSON.parse(now.properties) as Record<string, unknown>, whole });
    detail['fields'] = Object.keys(body ?? {}).sort();
    if (body !== undefined) await correctAsset(tx, before, body, ctx.person.id, language);
    const { geometry } = feature;
    if (geometry === undefined && !whole) return;
    if (geometry === null || geometry === undefined) {
      if (now.geometry !== null) throw new AppError('rule_refused', 'a ground is not taken away', { reason: 'ogc.geometry_needed' });
      return;
    }
    // A client that sends the feature back as it read it has not drawn anything.
    if (now.geometry !== null && JSON.stringify(geometry) === JSON.stringify(JSON.parse(now.geometry))) return;
    Object.assign(detail, await drawn(ctx, id, geometry));
  }, !whole);
  return readItem(tx, collection, id, CRS84);
}

export function editRoutes(r: Router, deps: Deps): void {
  mount(r, deps, ogcCreate, async ({ params, body }, ctx) => {
    const collection = await editable(ctx, params.collection);
    const asset = await newAsset(body, ctx);
    const { geometry } = body;
    const made = await createProperty(ctx, asset, async (id) => ({ ...door(ctx), ...(geometry ? await drawn(ctx, id, geometry) : {}) }));
    return answer(ctx, collection, await readItem(ctx.tx, collection, made.id, CRS84), 201);
  });
  mount(r, deps, ogcReplace, async ({ params, body }, ctx) => {
    const collection = await editable(ctx, params.collection);
    return answer(ctx, collection, await change(ctx, collection, params.id, body, true), 200);
  });
  mount(r, deps, ogcUpdate, async ({ params, body }, ctx) => {
    const collection = await editable(ctx, params.collection);
    return answer(ctx, collection, await change(ctx, collection, params.id, body, false), 200);
  });
  mount(r, deps, ogcDelete, async ({ params }, ctx) => {
    await editable(ctx, params.collection);
    const version = await lockAsset(ctx.tx, params.id);
    if (version === undefined) throw new AppError('not_found', `No property ${params.id}`);
    if (ctx.req.headers['if-match'] !== undefined) await holdToVersion(ctx, params.id, version, null);
    const assets = await recycle(ctx.tx, params.id, { person: ctx.person.id, reason: null });
    ctx.record(`asset:${params.id}`, { ...door(ctx), assets });
    return undefined;
  });
}
