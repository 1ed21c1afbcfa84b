import { Router } from 'express';
import * as contract from '@sommier/domain/campaigns';
import { AppError, type Reply } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, requireVersion, versionTag, type CommuneContext } from '../../platform/http/index.ts';
import { campaignRow, firstSet, perimeterIds, readCampaign, readCampaigns, readSurveyors, zonesOf, type CampaignState } from './campaigns.queries.ts';
import { checkTeam, insertCampaign, moveTo, shareOut, updateCampaign } from './campaigns.store.ts';
import { questionsOf } from './field.queries.ts';
import { fieldRoutes } from './field.routes.ts';

const whole = async (ctx: CommuneContext, id: string): Promise<contract.Campaign> => {
  const campaign = await readCampaign(ctx.tx, id);
  if (campaign === undefined) throw new AppError('not_found', `No campaign ${id}`);
  ctx.res.setHeader('ETag', versionTag(campaign.version));
  return campaign;
};
const locked = async (tx: Tx, id: string): Promise<CampaignState> => {
  const row = await campaignRow(tx, id, true);
  if (row === undefined) throw new AppError('not_found', `No campaign ${id}`);
  return row;
};
/** Throws `rule_refused` for a field that cannot be asked on the ground. */
const checkFields = async (tx: Tx, fields: readonly string[]): Promise<void> => {
  const known = await questionsOf(tx, fields);
  const odd = fields.find((f) => !known.some((q) => q.key === f));
  if (odd !== undefined) throw new AppError('rule_refused', 'cannot be asked', { reason: 'campaigns.unknown_field', field: odd });
};

async function preview(tx: Tx, perimeter: contract.Perimeter, set: string | null): Promise<Reply<typeof contract.previewCampaign>> {
  const ids = await perimeterIds(tx, perimeter, contract.MAX_SHEETS + 1);
  const zones = await zonesOf(tx, set ?? await firstSet(tx), ids);
  const counts = new Map<string | null, number>();
  for (const id of ids) counts.set(zones.get(id) ?? null, (counts.get(zones.get(id) ?? null) ?? 0) + 1);
  const { rows } = await tx.raw('select id, label from zone where commune_id = current_commune() and id = any(cast(? as bigint[])) order by label', [`{${[...new Set(zones.values())].join(',')}}`]) as { rows: { id: string; label: string }[] };
  const none = counts.get(null);
  return { total: ids.length, zones: [...rows.map((z) => ({ zone: z.id, label: z.label, count: counts.get(z.id) ?? 0 })), ...(none === undefined ? [] : [{ zone: null, label: null, count: none }])] };
}

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listCampaigns, async (_input, { tx }) => ({ rows: await readCampaigns(tx) }));
  mount(r, deps, contract.listSurveyors, async (_input, { tx }) => ({ rows: await readSurveyors(tx) }));
  mount(r, deps, contract.previewCampaign, async ({ body }, { tx }) => preview(tx, body.perimeter, body.set));
  mount(r, deps, contract.createCampaign, async ({ body }, ctx) => {
    await checkFields(ctx.tx, body.fields);
    await checkTeam(ctx.tx, body.team);
    const ids = await perimeterIds(ctx.tx, body.perimeter, contract.MAX_SHEETS + 1);
    if (ids.length === 0) throw new AppError('rule_refused', 'empty', { reason: 'campaigns.empty' });
    if (ids.length > contract.MAX_SHEETS) throw new AppError('rule_refused', 'too many', { reason: 'campaigns.too_many', max: contract.MAX_SHEETS });
    const id = await insertCampaign(ctx.tx, body, body.set ?? await firstSet(ctx.tx), ids, ctx.person.id);
    ctx.record(`campaign:${id}`, { sheets: ids.length, fields: body.fields, team: body.team.map((m) => m.person) });
    return whole(ctx, id);
  });
  fieldRoutes(r, deps);
  mount(r, deps, contract.getCampaign, async ({ params }, ctx) => whole(ctx, params.id));
  mount(r, deps, contract.changeCampaign, async ({ params, body }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    requireVersion(ctx, row.version, await readCampaign(ctx.tx, params.id));
    if (row.state === 'closed') throw new AppError('conflict', 'closed', { reason: 'campaigns.not_draft', state: row.state });
    if (body.fields) await checkFields(ctx.tx, body.fields);
    if (body.team) await checkTeam(ctx.tx, body.team);
    const { name, instructions, fields, team } = body;
    await updateCampaign(ctx.tx, params.id, { ...(name === undefined ? {} : { name }), ...(instructions === undefined ? {} : { instructions }), ...(fields === undefined ? {} : { fields }), ...(team === undefined ? {} : { team }) });
    if (team) await shareOut(ctx.tx, params.id, team);
    ctx.record(`campaign:${params.id}`, { fields: Object.keys(body).sort() });
    return whole(ctx, params.id);
  });
  mount(r, deps, contract.moveCampaign, async ({ params, body: { to } }, ctx) => {
    const row = await locked(ctx.tx, params.id);
    if (row.state === to || (to === 'closed' && row.state === 'draft')) throw new AppError('conflict', 'not now', { reason: 'campaigns.not_draft', state: row.state });
    if (to === 'open' && row.team.length === 0) throw new AppError('conflict', 'no team', { reason: 'campaigns.no_team' });
    await moveTo(ctx.tx, params.id, to);
    ctx.record(`campaign:${params.id}`, { from: row.state, to });
    return whole(ctx, params.id);
  });
  return r;
}
