import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Router } from 'express';
import { addCandidate, awardCandidate, callFile, CALL_MOVES, createCall, getCall, IDLE_KINDS, listCalls, moveCall, rankIdle, rankIdleProperty, setValorisation, type CallSheet, type IdleKind } from '@sommier/domain/valorisation';
import { NewOccupation, type OccupationType, type PartyRole } from '@sommier/domain/occupations';
import { addMonths, AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { todayOf } from '../assets/index.ts';
import { sender } from '../exports/index.ts';
import { draftRight } from '../occupations/index.ts';
import { writeCall } from './call-pdf.ts';
import { candidateOf, lockLot, readCall, readCalls } from './calls.queries.ts';
import { decide, insertCall, insertCandidate, setState } from './calls.store.ts';
import { readDistricts, readIdle, readSetting, writeSetting } from './idle.queries.ts';

/** As whom a right of that type names its holder. */
const ROLE: Partial<Record<OccupationType, PartyRole>> = { concession: 'concessionaire', affermage: 'concessionaire', mise_a_disposition: 'beneficiary', aot: 'occupant', aot_droits_reels: 'occupant', permis_stationnement: 'occupant', permission_voirie: 'occupant' };
const refused = (reason: string): AppError => new AppError('rule_refused', reason, { reason: `valorisation.${reason}` });
async function sheet(ctx: CommuneContext, id: string): Promise<CallSheet> {
  const found = await readCall(ctx.tx, id, can(ctx.role, 'personal.read'));
  if (found === undefined) throw new AppError('not_found', `No call ${id}`);
  ctx.res.setHeader('ETag', versionTag(found.version));
  return found;
}

/** Idle property ranked with reasons; calls for projects with their candidates, awards and the drafts of the rights that follow. */
export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, rankIdleProperty, async ({ query }, { tx }) => {
    const setting = await readSetting(tx), all = rankIdle(await readIdle(tx, await todayOf(tx)), setting.weights, setting.places);
    const counts = Object.fromEntries(IDLE_KINDS.map((k) => [k, all.filter((x) => x.kinds.includes(k)).length])) as Record<IdleKind, number>;
    const kept = query.kind === undefined ? all : all.filter((x) => x.kinds.includes(query.kind as IdleKind));
    const rows = kept.slice((query.page - 1) * query.size, query.page * query.size).map(({ conditionClass: _c, titleState: _t, publicDomain: _p, charged: _h, ...row }) => row);
    return { total: kept.length, counts, setting, districts: await readDistricts(tx), rows };
  });
  mount(r, deps, setValorisation, async ({ body }, { tx, commune, record }) => { await writeSetting(tx, body); record(`commune:${String(commune.id)}`, { weights: body.weights, places: body.places }); return body; });
  mount(r, deps, listCalls, (_in, { tx }) => readCalls(tx));
  mount(r, deps, getCall, ({ params }, ctx) => sheet(ctx, params.id));
  mount(r, deps, createCall, async ({ body }, ctx) => {
    const id = await insertCall(ctx.tx, body, ctx.person.id);
    ctx.record(`call:${id}`, { title: body.title, audience: body.audience, assets: body.lots.map((l) => l.assetId) });
    return sheet(ctx, id);
  });
  mount(r, deps, moveCall, async ({ params, body }, ctx) => {
    await ctx.tx.raw('select c.id from project_call c where c.commune_id = current_commune() and c.id = :id for update', { id: params.id });
    const before = await sheet(ctx, params.id);
    requireVersion(ctx, before.version, before);
    if (!CALL_MOVES[before.state].includes(body.to)) throw refused('state');
    if (body.to === 'cancelled' && before.lots.some((l) => l.state === 'awarded')) throw refused('awarded');
    await setState(ctx.tx, params.id, body.to, await todayOf(ctx.tx));
    ctx.record(`call:${params.id}`, { from: before.state, to: body.to });
    return sheet(ctx, params.id);
  });
  mount(r, deps, addCandidate, async ({ params, body }, ctx) => {
    const held = await lockLot(ctx.tx, params.id);
    if (held === undefined) throw new AppError('not_found', `No lot ${params.id}`);
    if (held.state !== 'open' || held.lotState !== 'offered') throw refused('not_open');
    const id = await insertCandidate(ctx.tx, params.id, body, ctx.person.id);
    ctx.record(`call:${held.call}`, { lot: params.id, candidate: id, party: body.partyId });
    return sheet(ctx, held.call);
  });
  mount(r, deps, awardCandidate, async ({ params, body }, ctx) => {
    const candidate = await candidateOf(ctx.tx, params.id), held = candidate && await lockLot(ctx.tx, candidate.lot);
    if (candidate === undefined || held === undefined) throw new AppError('not_found', `No candidate ${params.id}`);
    // Everybody had until the closing to answer: an award before it would not have been open to all.
    if (held.state !== 'closed') throw refused('not_closed');
    if (held.lotState !== 'offered' || candidate.state !== 'received') throw refused('decided');
    const rent = candidate.offer ?? held.asking;
    const right = await draftRight(ctx, NewOccupation.parse({
      type: body.type, startsOn: body.startsOn, endsOn: held.years === null ? null : addMonths(body.startsOn, held.years * 12), units: [{ assetId: held.asset }], parties: [{ partyId: candidate.party, role: ROLE[body.type] ?? 'tenant' }],
      acts: [{ role: 'publicity', reference: held.title, datedOn: held.opened }, { role: 'award', reference: body.decision, datedOn: body.decidedOn }], project: candidate.project.slice(0, 500), terms: rent === null || rent === '0' ? [] : [{ from: body.startsOn, amountMinor: rent, period: 'year' }], overrides: body.overrides,
    }));
    await decide(ctx.tx, held.lot, params.id, right.id, body.decidedOn, body.decision);
    ctx.record(`call:${held.call}`, { lot: held.lot, candidate: params.id, occupation: right.id, decision: body.decision, ...right.detail }, right.personal);
    return sheet(ctx, held.call);
  });
  mount(r, deps, callFile, async ({ params, query }, { commune, person }) => {
    const scope = { commune: commune.id, person: person.id };
    const call = await deps.db.inCommune(scope, (tx) => readCall(tx, params.id, false));
    if (call === undefined) throw new AppError('not_found', `No call ${params.id}`);
    const folder = await deps.files.scratch('call'), path = join(folder, 'call.pdf');
    await writeCall(deps, scope, call, query.language, path);
    const { size } = await stat(path), send = sender(path, { file: 'call.pdf', name: `appel-${params.id}-${query.language}.pdf`, media: 'application/pdf', bytes: size, expires: '' });
    return async (res) => { try { await send(res); } finally { await deps.files.remove(folder); } };
  }, { ownTransactions: true });
  return r;
}
