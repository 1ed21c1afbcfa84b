import { Router, type Response } from 'express';
import { changePortal, getPortal, openPage, openPagePicture, openPageStyle } from '@sommier/domain/portal';
import { AppError, type Bounds } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag } from '../../platform/http/index.ts';
import { readPublicLayers } from '../layers/index.ts';
import { frameOf, pageOf, STYLE } from './page.ts';
import { drawLayer, firstRows, listingCounts, type OpenCommune, openCommune, readPapers, readPortal, zoneNames } from './portal.queries.ts';
import { smallPicture } from './picture.ts';
import { holdPortal, writePortal } from './portal.store.ts';

const FRESH = 'public, max-age=300';
const around = (all: Bounds | null, b: Bounds | null): Bounds | null => (all && b ? [Math.min(all[0], b[0]), Math.min(all[1], b[1]), Math.max(all[2], b[2]), Math.max(all[3], b[3])] : all ?? b);

/** The page may be framed by the sites the commune names, and by no other. Nothing else of the policy is loosened. */
function allowFrames(res: Response, frames: readonly string[]): void {
  if (frames.length === 0) return;
  res.removeHeader('X-Frame-Options');
  res.setHeader('Content-Security-Policy', String(res.getHeader('Content-Security-Policy')).replace(/frame-ancestors [^;]*/, `frame-ancestors 'self' ${frames.join(' ')}`));
}

async function factsOf(tx: Tx, commune: OpenCommune, language: 'fr' | 'ar' | 'en', wanted: string | undefined) {
  const portal = await readPortal(tx), layers = await readPublicLayers(tx);
  const chosen = layers.find((l) => l.name === wanted);
  // Listings are never drawn: where a host lives is personal.
  const shown = (chosen ? [chosen, ...layers.filter((l) => l.name === 'zones' && l !== chosen)] : layers).filter((l) => l.name !== 'listings').reverse();
  const frame = frameOf(shown.reduce<Bounds | null>((all, l) => around(all, l.bounds), null) ?? [-5, 30, 12, 38]);
  const drawn = [];
  // Pictures of the ground lie under all others.
  for (const layer of [...shown.filter((l) => l.kind === 'raster'), ...shown.filter((l) => l.kind !== 'raster')]) drawn.push({ layer, ...await drawLayer(tx, layer, frame), names: await zoneNames(tx, layer, frame, language) });
  return { commune, portal, language, layers, chosen, frame, drawn, rows: chosen && chosen.name !== 'listings' && chosen.kind !== 'raster' ? await firstRows(tx, chosen) : [], counts: chosen?.name === 'listings' ? await listingCounts(tx) : [], papers: await readPapers(tx, portal.papers) };
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, getPortal, async (_input, { tx, res }) => {
    const portal = await readPortal(tx);
    res.setHeader('ETag', versionTag(portal.version));
    return portal;
  });
  mount(r, deps, changePortal, async ({ body }, ctx) => {
    requireVersion(ctx, await holdPortal(ctx.tx), await readPortal(ctx.tx));
    const issued = await readPapers(ctx.tx, body.papers), missing = body.papers.find((id) => !issued.some((p) => p.id === id));
    if (missing !== undefined) throw new AppError('rule_refused', 'Not issued', { reason: 'portal.paper', id: missing });
    await writePortal(ctx.tx, body);
    ctx.record('portal:open', { isOpen: body.isOpen, papers: body.papers, frames: body.frames });
    const after = await readPortal(ctx.tx);
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, openPage, async ({ params, query }, { language, res }) => {
    const commune = await openCommune(deps.db, params.commune);
    if (commune === undefined) throw new AppError('not_found', 'No open page');
    const facts = await deps.db.inCommune({ commune: commune.id }, (tx) => factsOf(tx, commune, query.lang ?? language, query.layer), { readOnly: true });
    allowFrames(res, facts.portal.frames);
    res.setHeader('Cache-Control', FRESH);
    res.vary('Accept-Language');
    res.type('html').send(pageOf(facts));
  }, { ownTransactions: true });
  mount(r, deps, openPagePicture, async ({ params }, { res }) => {
    const commune = await openCommune(deps.db, params.commune);
    if (commune === undefined) throw new AppError('not_found', 'No open page');
    const bytes = await deps.db.inCommune({ commune: commune.id }, async (tx) => {
      const layer = (await readPublicLayers(tx)).find((l) => l.name === params.name && l.kind === 'raster');
      return layer && smallPicture(tx, layer);
    }, { readOnly: true });
    if (bytes === undefined) throw new AppError('not_found', `No public picture ${params.name}`);
    res.setHeader('Cache-Control', FRESH);
    res.type('image/webp').send(bytes);
  }, { ownTransactions: true });
  mount(r, deps, openPageStyle, (_input, { res }) => {
    res.setHeader('Cache-Control', 'public, max-age=86400');
    res.type('css').send(STYLE);
    return Promise.resolve();
  }, { ownTransactions: true });
  return r;
}
