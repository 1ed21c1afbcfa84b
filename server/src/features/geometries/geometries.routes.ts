import { Router } from 'express';
import type { AssetSheet } from '@sommier/domain/assets';
import * as contract from '@sommier/domain/geometries';
import { shiftAccuracy } from '@sommier/domain/imports';
import { AppError, parseBbox } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag } from '../../platform/http/index.ts';
import { holdToVersion, refuseValidated } from '../history/index.ts';
import { lockAsset, readAsset } from '../assets/index.ts';
import { check } from './check.ts';
import { knownSystems, readNear, transformAll } from './near.queries.ts';
import { readRules } from './rules.queries.ts';
import { measure, remeasure } from './shape.queries.ts';
import { saveRules, storeShape } from './geometries.store.ts';

/** A window wider than this holds more outlines than anybody snaps to. */
const WIDEST = 0.05;

const sheet = async (tx: Tx, id: string): Promise<AssetSheet> => {
  const asset = await readAsset(tx, id);
  if (asset === undefined) throw new AppError('not_found', `No property ${id}`);
  return asset;
};
const subjectOf = (a: AssetSheet) => ({ id: a.id, parent: a.parentId, level: a.level });

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.getGeometryRules, async (_input, ctx) => {
    const rules = await readRules(ctx.tx);
    notModified(ctx, versionTag(rules.version));
    return rules;
  });
  mount(r, deps, contract.changeGeometryRules, async ({ body }, ctx) => {
    const before = await readRules(ctx.tx, true);
    requireVersion(ctx, before.version, before);
    await saveRules(ctx.tx, body);
    ctx.record('commune:geometry_rules', { ...body });
    const after = await readRules(ctx.tx);
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  mount(r, deps, contract.checkGeometry, async ({ body }, { tx }) => {
    const m = await measure(tx, body.geometry, body.crs);
    const subject = body.asset === undefined ? { id: null, parent: body.parent ?? null, level: body.level ?? null } : subjectOf(await sheet(tx, body.asset));
    return check(tx, m, body.crs, subject, await readRules(tx));
  });
  mount(r, deps, contract.transformPoints, async ({ body: { from, to, points } }, { tx }) => {
    const unknown = await knownSystems(tx, [from, to]);
    if (unknown !== undefined) throw new AppError('rule_refused', 'unknown system', { reason: 'geometries.unknown_crs', crs: unknown });
    const moved = await transformAll(tx, from, to, points);
    const lost = moved.indexOf(null);
    if (lost >= 0) throw new AppError('rule_refused', 'out of reach', { reason: 'geometries.out_of_reach', crs: from, index: lost });
    const [a, b] = [shiftAccuracy(from), shiftAccuracy(to)];
    return { points: moved as [number, number][], accuracyM: a === null || b === null ? null : Math.max(a, b) };
  });
  mount(r, deps, contract.nearGeometries, async ({ query }, { tx }) => {
    const [w, s, e, n] = parseBbox(query.bbox);
    if (e - w > WIDEST || n - s > WIDEST) throw new AppError('invalid', 'the window is too large', { reason: 'geometries.box_too_large', issues: [{ path: 'query.bbox', message: 'bbox' }] });
    return readNear(tx, [w, s, e, n], query.except);
  });
  mount(r, deps, contract.getAssetGeometry, async ({ params }, { tx }) => {
    const asset = await sheet(tx, params.id);
    const { rows: [kept] } = await tx.raw(`select encode(st_asewkb(geom), 'hex') as shape from asset where commune_id = current_commune() and id = ?`, [params.id]) as { rows: { shape: string | null }[] };
    const { version, sourceSrid, accuracyM, locatedBy, landAreaM2, footprintM2, drawnAreaM2 } = asset;
    return {
      version, sourceSrid, accuracyM, locatedBy, landAreaM2, footprintM2, drawnAreaM2,
      check: kept?.shape ? await check(tx, await remeasure(tx, kept.shape), 4326, subjectOf(asset), await readRules(tx)) : null,
    };
  });
  mount(r, deps, contract.setAssetGeometry, async ({ params, body }, ctx) => {
    const version = await lockAsset(ctx.tx, params.id);
    if (version === undefined) throw new AppError('not_found', `No property ${params.id}`);
    const before = await sheet(ctx.tx, params.id);
    await holdToVersion(ctx, params.id, version, before);
    refuseValidated(before.review);
    const m = await measure(ctx.tx, body.geometry, body.crs);
    const found = await check(ctx.tx, m, body.crs, subjectOf(before), await readRules(ctx.tx));
    refuse(found, body.acknowledged);
    await storeShape(ctx.tx, params.id, { shape: m.shape, srid: body.crs, accuracyM: body.accuracyM ?? found.shiftAccuracyM });
    const after = await sheet(ctx.tx, params.id);
    ctx.record(`asset:${params.id}`, {
      code: after.code, version: after.version, areaM2: after.drawnAreaM2, beforeM2: before.drawnAreaM2, crs: body.crs, vertices: found.vertices,
      warnings: found.findings.filter((f) => f.severity === 'warn').map((f) => ({ code: f.code, areaM2: f.areaM2, ...(f.subject ? { with: `${f.subject.kind}:${f.subject.id}` } : {}) })),
    });
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  return r;
}

/** Stops a drawing that the rules refuse, or whose warnings nobody has read. */
export function refuse(found: contract.GeometryCheck, acknowledged: boolean): void {
  const { findings, repair } = found;
  if (found.refused) throw new AppError('rule_refused', 'the rules refuse this drawing', { reason: 'geometries.refused', findings, repair });
  if (found.warned && !acknowledged) throw new AppError('rule_refused', 'the warnings are unread', { reason: 'geometries.unread', findings, acknowledge: true });
}
