import { stringify } from 'csv-stringify';
import { Router, type Response } from 'express';
import { assetActs, checkAct, correctAct, exportActs, exportFoundActs, findActs, getAct, listActs, recordAct, stateOn, trace, type ActFilter, type ActRow } from '@sommier/domain/acts';
import { message } from '@sommier/domain/messages';
import { AppError, can, currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { enforce, shown } from '../guards/index.ts';
import { assetsOfAct, lockAct, readAct, readActs } from './acts.queries.ts';
import { fillFromAct, followAssets, insertAct, updateAct } from './acts.store.ts';
import { everyHour } from './due.ts';
import { weighAct } from './record.ts';
import { readSequences, today } from './sequences.queries.ts';

const found = async (tx: Tx, id: string, personal: boolean): Promise<ActRow> => {
  const act = await readAct(tx, id, personal);
  if (act === undefined) throw new AppError('not_found', `No act ${id}`);
  return act;
};

export function routes(deps: Deps): Router {
  const r = Router();
  everyHour(deps);
  mount(r, deps, listActs, async ({ query }, { tx, role }) => ({ ...await readActs(tx, query, can(role, 'personal.read')), page: query.page, size: query.size }));
  mount(r, deps, findActs, async ({ query, body }, { tx, role }) => ({ ...await readActs(tx, { ...body, ...query }, can(role, 'personal.read')), page: query.page, size: query.size }));
  mount(r, deps, exportActs, ({ query }, ctx) => table(ctx, query));
  mount(r, deps, exportFoundActs, ({ body }, ctx) => table(ctx, body));
  mount(r, deps, checkAct, async ({ body }, { tx, language, role }) => {
    const { findings, sequences, after } = await weighAct(tx, body);
    const day = await today(tx);
    const at = body.effectiveOn > day ? body.effectiveOn : day;
    return {
      findings: findings.map((f) => shown(f, language)), refused: findings.some((f) => f.outcome === 'refuse'), mayOverride: can(role, 'guard.override'),
      properties: sequences.map((s) => ({ assetId: s.id, code: s.code, before: stateOn(s.declared, s.steps, at), after: stateOn(s.declared, after.get(s.id) ?? [], at) })),
    };
  });
  mount(r, deps, recordAct, async ({ body }, ctx) => {
    const { tx } = ctx;
    const { findings, sequences } = await weighAct(tx, body);
    const held = enforce(ctx, findings, body.overrides);
    const id = await insertAct(tx, body, held.findings, ctx.person.id);
    const day = await today(tx);
    const changed = await followAssets(tx, sequences.map((s) => s.id), day);
    if (body.effectiveOn <= day) await fillFromAct(tx, id);
    const act = await found(tx, id, can(ctx.role, 'personal.read'));
    ctx.record(`act:${id}`, { kind: act.kind, reference: act.reference, effective_on: act.effectiveOn, cancels: act.cancels?.id ?? null, assets: sequences.map((s) => s.id).slice(0, 100), properties: sequences.length, changed: changed.length, ...held.detail }, held.personal);
    return { ...act, findings: held.findings };
  });
  mount(r, deps, getAct, async ({ params }, ctx) => {
    const act = await found(ctx.tx, params.id, can(ctx.role, 'personal.read'));
    notModified(ctx, versionTag(act.version));
    return act;
  });
  mount(r, deps, correctAct, async ({ params, body }, ctx) => {
    const row = await lockAct(ctx.tx, params.id);
    const before = await found(ctx.tx, params.id, can(ctx.role, 'personal.read'));
    requireVersion(ctx, row?.version ?? 0, before);
    await updateAct(ctx.tx, params.id, body);
    // A deliberation or a deed added later fills what the register lacks.
    if (before.cancelledBy === null && before.effectiveOn <= await today(ctx.tx)) await fillFromAct(ctx.tx, params.id);
    const act = await found(ctx.tx, params.id, can(ctx.role, 'personal.read'));
    ctx.record(`act:${params.id}`, { fields: Object.keys(body).sort(), version: act.version, assets: (await assetsOfAct(ctx.tx, params.id)).slice(0, 100) });
    ctx.res.setHeader('ETag', versionTag(act.version));
    return act;
  });
  mount(r, deps, assetActs, async ({ params }, { tx, role }) => {
    const [sequence] = await readSequences(tx, [params.id]);
    if (sequence === undefined) throw new AppError('not_found', `No property ${params.id}`);
    const { rows } = await readActs(tx, { asset: params.id, page: 1, size: 1000, sort: 'effectiveOn', dir: 'asc' }, can(role, 'personal.read'));
    const byId = new Map(rows.map((a) => [a.id, a]));
    const day = await today(tx);
    return {
      declared: sequence.declared, now: sequence.now,
      steps: trace(sequence.declared, sequence.steps).flatMap(({ step, before, after }) => { const act = byId.get(String(step.id)); return act === undefined ? [] : [{ act, before, after, coming: step.effectiveOn > day }]; }),
      cancelled: rows.filter((a) => a.cancelledBy !== null),
    };
  });
  return r;
}

/** The acts of a filter as a table, in the reader's words. */
async function table({ tx, role, language, commune }: CommuneContext, filter: Omit<ActFilter, 'page' | 'size'>): Promise<(res: Response) => void> {
  const { rows } = await readActs(tx, { ...filter, page: 1, size: 1_000_000 }, can(role, 'personal.read'));
  return (res) => {
    res.type('text/csv; charset=utf-8').attachment(`actes-${commune.code}.csv`);
    const say = (key: string): string => message(language, key) ?? key;
    const csv = stringify({ bom: true, escape_formulas: true });
    csv.pipe(res);
    csv.write(['reference', 'kind', 'subject', 'authority', 'signed', 'effective', 'publication', 'properties', 'price', 'cancelled', 'overridden'].map((c) => say(`acts.col.${c}`)));
    for (const a of rows) csv.write(line(a, say, currencyExponent(commune.currency)));
    csv.end();
  };
}

const price = (minor: string | null | undefined, exponent: number): string => (minor == null ? '' : exponent === 0 ? minor : `${minor.padStart(exponent + 1, '0').slice(0, -exponent)}.${minor.padStart(exponent + 1, '0').slice(-exponent)}`);
const line = (a: ActRow, say: (key: string) => string, exponent: number): string[] => [
  a.reference, say(`acts.kind.${a.kind}`), a.subject, a.authority ?? '', a.signedOn, a.effectiveOn, a.publication ?? '', a.properties.map((p) => p.code).join(' ') + (a.propertyCount > a.properties.length ? ` +${String(a.propertyCount - a.properties.length)}` : ''),
  price(a.deed?.priceGross ?? a.deed?.priceNet, exponent), a.cancelledBy?.reference ?? '', a.overridden.map((o) => `${o.guard}: ${o.reason}`).join(' · '),
];
