import type { NewCampaign, Team } from '@sommier/domain/campaigns';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { surveyors, zonesOf } from './campaigns.queries.ts';

type Rows<T> = { rows: T[] };

/** Throws `rule_refused` when one of the team may not survey in this commune. */
export async function checkTeam(tx: Tx, team: Team): Promise<void> {
  const known = await surveyors(tx, team.map((m) => m.person));
  if (team.some((m) => !known.includes(m.person))) throw new AppError('rule_refused', 'not of the commune', { reason: 'campaigns.not_member' });
}

/** Makes a campaign and a sheet for each property; answers its id. */
export async function insertCampaign(tx: Tx, c: NewCampaign, set: string | null, ids: readonly string[], person: string): Promise<string> {
  const { rows: [made] } = await tx.raw(`insert into campaign (commune_id, name, instructions, set_id, perimeter, fields, team, created_by)
    values (current_commune(), :name, :instructions, :set, cast(:perimeter as jsonb), cast(:fields as text[]), cast(:team as jsonb), :person) returning id`,
  { name: c.name, instructions: c.instructions, set, perimeter: JSON.stringify(c.perimeter), fields: `{${c.fields.join(',')}}`, team: JSON.stringify(c.team), person }) as Rows<{ id: string }>;
  const id = made?.id ?? '';
  const zones = await zonesOf(tx, set, ids);
  await tx.raw(`insert into campaign_sheet (commune_id, campaign_id, asset_id, zone_id) select current_commune(), :id, a, nullif(z, 0)
    from unnest(cast(:assets as bigint[]), cast(:zones as bigint[])) with ordinality as t(a, z, i) order by i`, { id, assets: `{${ids.join(',')}}`, zones: `{${ids.map((a) => zones.get(a) ?? '0').join(',')}}` });
  await shareOut(tx, id, c.team);
  return id;
}

/** Gives the sheets nobody has visited to the people of their zone, in turn; zones nobody has go to those without a zone. */
export async function shareOut(tx: Tx, id: string, team: Team): Promise<void> {
  const { rows } = await tx.raw(`select s.id, s.zone_id as zone from campaign_sheet s where s.commune_id = current_commune() and s.campaign_id = ? and s.state = 'assigned' and not s.found order by s.zone_id nulls last, s.id`, [id]) as Rows<{ id: string; zone: string | null }>;
  const roving = team.filter((m) => m.zones.length === 0).map((m) => m.person);
  const turn = new Map<string, number>();
  const given = rows.map((r) => {
    const named = r.zone === null ? [] : team.filter((m) => m.zones.includes(r.zone ?? '')).map((m) => m.person);
    const who = named.length > 0 ? named : roving;
    const n = turn.get(r.zone ?? '') ?? 0;
    turn.set(r.zone ?? '', n + 1);
    return who.length === 0 ? '0' : who[n % who.length] ?? '0';
  });
  await tx.raw(`update campaign_sheet s set assignee_id = nullif(t.person, 0) from unnest(cast(:sheets as bigint[]), cast(:people as bigint[])) as t(sheet, person) where s.commune_id = current_commune() and s.id = t.sheet`,
    { sheets: `{${rows.map((r) => r.id).join(',')}}`, people: `{${given.join(',')}}` });
}

const COLUMNS = { name: 'name', instructions: 'instructions', fields: 'fields', team: 'team' } as const;
export async function updateCampaign(tx: Tx, id: string, change: Partial<{ name: string; instructions: string | null; fields: string[]; team: Team }>): Promise<void> {
  const names = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).filter((k) => change[k] !== undefined);
  const place = (k: keyof typeof COLUMNS): string => (k === 'team' ? 'cast(:team as jsonb)' : k === 'fields' ? 'cast(:fields as text[])' : `:${k}`);
  await tx.raw(`update campaign set ${names.map((n) => `${COLUMNS[n]} = ${place(n)}`).join(', ')}, version = version + 1 where commune_id = current_commune() and id = :id`, {
    id, ...(change.name === undefined ? {} : { name: change.name }), ...(change.instructions === undefined ? {} : { instructions: change.instructions }),
    ...(change.fields === undefined ? {} : { fields: `{${change.fields.join(',')}}` }), ...(change.team === undefined ? {} : { team: JSON.stringify(change.team) }),
  });
}
export async function moveTo(tx: Tx, id: string, to: 'open' | 'closed'): Promise<void> {
  await tx.raw(`update campaign set state = :to, ${to === 'open' ? 'opened_at = coalesce(opened_at, now()), closed_at = null' : 'closed_at = now()'}, version = version + 1 where commune_id = current_commune() and id = :id`, { id, to });
}
