import type { Visit, VisitKept } from '@sommier/domain/campaigns';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readAsset } from '../assets/index.ts';
import { changedSince } from '../history/index.ts';
import type { CampaignState } from './campaigns.queries.ts';
import { valuesOf } from './field.queries.ts';
import { sheetRow, visitRow, type SheetState } from './sheets.queries.ts';

type Rows<T> = { rows: T[] };

/** The sheet a visit belongs to: the property's own, or a new one for what was found. */
async function sheetFor(tx: Tx, campaign: CampaignState, client: string, v: Visit, person: string): Promise<SheetState> {
  const before = await visitRow(tx, client);
  if (before !== undefined) {
    const held = before.campaign === campaign.id ? await sheetRow(tx, campaign.id, before.sheet, true) : undefined;
    if (held === undefined || before.person !== person || (v.asset !== null && held.asset !== v.asset)) throw new AppError('conflict', 'another sheet', { reason: 'campaigns.other_visit' });
    return held;
  }
  if (v.asset !== null) {
    const { rows: [s] } = await tx.raw('select id from campaign_sheet where commune_id = current_commune() and campaign_id = :campaign and asset_id = :asset', { campaign: campaign.id, asset: v.asset }) as Rows<{ id: string }>;
    const held = s && await sheetRow(tx, campaign.id, s.id, true);
    if (!held) throw new AppError('rule_refused', 'not of this campaign', { reason: 'campaigns.not_in' });
    return held;
  }
  const { rows: [made] } = await tx.raw(`insert into campaign_sheet (commune_id, campaign_id, found, assignee_id, zone_id) select current_commune(), :campaign, true, :person,
      (select z.id from zone z where z.commune_id = current_commune() and z.set_id = cast(:set as bigint) and z.geom && p.g and st_intersects(z.geom, p.g) order by z.id limit 1)
    from (select st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8)), 4326) as g) p returning id`,
  { campaign: campaign.id, person, set: campaign.set, lon: v.position?.lon ?? null, lat: v.position?.lat ?? null }) as Rows<{ id: string }>;
  const held = await sheetRow(tx, campaign.id, made?.id ?? '0', true);
  if (held === undefined) throw new Error('no sheet was made');
  return held;
}

/** Keeps a visit under its device's number. An older or equal revision changes nothing; a settled sheet takes nothing more. */
export async function keepVisit(tx: Tx, campaign: CampaignState, client: string, v: Visit, person: string): Promise<VisitKept & { changed: boolean }> {
  // Two sendings of one visit at once wait for each other here, before either looks.
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended(cast(:client as text), 610))`, { client });
  const sheet = await sheetFor(tx, campaign, client, v, person);
  const before = await visitRow(tx, client);
  const fresh = before === undefined || before.revision < v.revision;
  if (fresh) {
    if (sheet.state === 'accepted' || sheet.state === 'refused' && before !== undefined && before.revision >= v.revision) throw new AppError('conflict', 'settled', { reason: 'campaigns.settled' });
    await tx.raw(`insert into campaign_visit (commune_id, client_id, campaign_id, sheet_id, person_id, revision, outcome, answers, found_name, base_version, occupant, note, geom, accuracy_m, visited_at, late)
      values (current_commune(), :client, :campaign, :sheet, :person, :revision, :outcome, cast(:answers as jsonb), :name, :base, :occupant, :note,
        case when cast(:lon as float8) is not null then st_setsrid(st_makepoint(cast(:lon as float8), cast(:lat as float8)), 4326) end, :accuracy, cast(:at as timestamptz), :late)
      on conflict (commune_id, client_id) do update set revision = excluded.revision, outcome = excluded.outcome, answers = excluded.answers, found_name = excluded.found_name, base_version = excluded.base_version, occupant = excluded.occupant,
        note = excluded.note, geom = excluded.geom, accuracy_m = excluded.accuracy_m, visited_at = excluded.visited_at, late = excluded.late, received_at = now()`, {
      client, campaign: campaign.id, sheet: sheet.id, person, revision: v.revision, outcome: v.outcome, answers: JSON.stringify(v.answers), name: v.foundName, base: v.baseVersion, occupant: v.occupant, note: v.note,
      lon: v.position?.lon ?? null, lat: v.position?.lat ?? null, accuracy: v.position?.accuracyM ?? null, at: v.at, late: campaign.state === 'closed',
    });
    await tx.raw(`update campaign_sheet set state = 'returned', reviewed_by = null, reviewed_at = null, version = version + 1 where commune_id = current_commune() and id = ?`, [sheet.id]);
  }
  const { rows: others } = await tx.raw(`select p.name as by, v.visited_at as at from campaign_visit v join person p on p.id = v.person_id where v.commune_id = current_commune() and v.sheet_id = :sheet and v.client_id <> :client order by v.visited_at`, { sheet: sheet.id, client }) as Rows<{ by: string; at: Date }>;
  const after = await sheetRow(tx, campaign.id, sheet.id);
  return { sheet: sheet.id, kept: fresh ? v.revision : before.revision, state: after?.state ?? sheet.state, clashes: await clashes(tx, sheet.asset, v), alsoVisited: others.map((o) => ({ by: o.by, at: o.at.toISOString() })), changed: fresh };
}

/** Fields answered on the ground that the office changed since the device left, and what it wrote there. */
async function clashes(tx: Tx, id: string | null, v: Visit): Promise<VisitKept['clashes']> {
  if (id === null || v.baseVersion === null) return [];
  const asset = await readAsset(tx, id);
  if (asset === undefined || asset.version <= v.baseVersion) return [];
  const changed = (await changedSince(tx, id, v.baseVersion)).flatMap((c) => c.fields);
  const now = valuesOf(asset, Object.keys(v.answers));
  return Object.entries(v.answers).flatMap(([field, said]) => (changed.includes(field.startsWith('extra.') ? 'extra' : field) && now[field] !== said ? [{ field, office: now[field] ?? null }] : []));
}

/** The document of a photo already received under this number, if any. */
export async function photoRow(tx: Tx, photo: string): Promise<{ document: string; sha256: string; visit: string } | undefined> {
  const { rows } = await tx.raw('select document_id as document, sha256, visit_id as visit from campaign_photo where commune_id = current_commune() and client_id = ?', [photo]) as Rows<{ document: string; sha256: string; visit: string }>;
  return rows[0];
}
export async function keepPhoto(tx: Tx, photo: string, visit: string, sha256: string, document: string): Promise<void> {
  await tx.raw('insert into campaign_photo (commune_id, client_id, visit_id, sha256, document_id) values (current_commune(), :photo, :visit, :sha256, :document)', { photo, visit, sha256, document });
}
export async function settleSheet(tx: Tx, id: string, s: { state: 'accepted' | 'refused'; person: string; note: string | null; applied: readonly string[]; asset: string | null; proposal: string | null }): Promise<void> {
  await tx.raw(`update campaign_sheet set state = :state, reviewed_by = :person, reviewed_at = now(), review_note = :note, applied = cast(:applied as text[]), asset_id = coalesce(asset_id, cast(:asset as bigint)), proposal_id = cast(:proposal as bigint), version = version + 1
    where commune_id = current_commune() and id = :id`, { id, state: s.state, person: s.person, note: s.note, applied: `{${s.applied.map((f) => `"${f}"`).join(',')}}`, asset: s.asset, proposal: s.proposal });
}
