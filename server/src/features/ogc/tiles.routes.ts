import type { Response, Router } from 'express';
import * as contract from '@sommier/domain/ogc';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { type CommuneContext, mount, notModified } from '../../platform/http/index.ts';
import { assembleTile, type TileRow } from '../../platform/tiles/index.ts';
import { type Card, cards, type Extent, openCollection } from './collections.queries.ts';
import { extentKept } from './counts.ts';
import { rootOf } from './links.ts';
import { LEVELS, matrixSet, matrixSets, MVT, styleJson, stylesOf, tileJson, tileset, tilesets } from './tiles.ts';
import { sendDocument } from './write.ts';

const json = (ctx: CommuneContext, value: unknown, type = 'application/json') => (res: Response): Promise<void> => sendDocument(ctx.req, res, 200, type, JSON.stringify(value));

export function tileRoutes(r: Router, deps: Deps): void {
  const root = (ctx: CommuneContext): string => rootOf(ctx.req, ctx.commune.code);
  const of = async (ctx: CommuneContext, name: string): Promise<[string, Card, Extent, CommuneContext['language']]> => {
    const collection = await openCollection(ctx.tx, ctx, name);
    return [root(ctx), collection.card, await extentKept(deps.db, ctx.tx, ctx.commune.id, collection), ctx.language];
  };
  mount(r, deps, contract.ogcTileMatrixSets, async (_input, ctx) => json(ctx, matrixSets(root(ctx))));
  mount(r, deps, contract.ogcTileMatrixSet, async (_input, ctx) => json(ctx, matrixSet));
  mount(r, deps, contract.ogcTilesets, async ({ params }, ctx) => json(ctx, tilesets(...await of(ctx, params.collection))));
  mount(r, deps, contract.ogcTileset, async ({ params, query }, ctx) => json(ctx, (query.f === 'tilejson' ? tileJson : tileset)(...await of(ctx, params.collection))));
  mount(r, deps, contract.ogcTile, async ({ params: { collection: name, z, row, col } }, ctx) => {
    const side = 2 ** z;
    if (z > LEVELS || row >= side || col >= side) throw new AppError('not_found', 'No such tile');
    const [card] = await cards(ctx.tx, ctx, name);
    if (card === undefined) throw new AppError('not_found', `No collection ${name}`, { reason: 'ogc.no_collection', collection: name });
    ctx.res.setHeader('Cache-Control', 'private, no-cache');
    if (notModified(ctx, `"${card.version}"`)) return undefined;
    const { rows } = await ctx.tx.raw(`select cast(:name as text) as layer, t.mvt, t.id, t.properties, t.geom from tile(current_commune(), :name, :z, :col, :row, '{}'::jsonb) t`, { name, z, col, row }) as { rows: TileRow[] };
    return (res: Response) => sendDocument(ctx.req, res, 200, MVT, assembleTile(rows));
  });
  mount(r, deps, contract.ogcStyles, async (_input, ctx) => json(ctx, stylesOf(root(ctx), await cards(ctx.tx, ctx), ctx.language)));
  mount(r, deps, contract.ogcStyle, async ({ params }, ctx) => json(ctx, styleJson(...await of(ctx, params.collection)), 'application/vnd.mapbox.style+json'));
}
