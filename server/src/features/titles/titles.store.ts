import { deadlines, standing, together, type NewOpposition, type NewStep, type NewTitle, type TitleChange } from '@sommier/domain/titles';
import { today } from '../acts/index.ts';
import { communeCountry } from '../guards/index.ts';
import { bumpVersion } from '../tiles/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { readSteps, type StepRow } from './titles.queries.ts';

type Rows<T> = { rows: T[] };

export async function insertStep(tx: Tx, title: string, step: NewStep, person: string | null): Promise<string> {
  const { rows: [made] } = await tx.raw(`insert into title_step (commune_id, title_id, kind, done_on, planned, number, reference, note, created_by)
    values (current_commune(), :title, :kind, :on_day, :planned, :number, :reference, :note, :person) returning id`, { title, kind: step.kind, on_day: step.on, planned: step.planned, number: step.number, reference: step.reference, note: step.note, person }) as Rows<{ id: string }>;
  return made!.id;
}

/** Opens a file with the steps known of it. Without any it stands where the property's own register says it does not: nowhere yet. */
export async function insertTitle(tx: Tx, title: NewTitle, person: string | null): Promise<string> {
  const { rows: [made] } = await tx.raw(`insert into title_file (commune_id, asset_id, conservation, parcel_reference, note, created_by) values (current_commune(), :asset, :conservation, :parcel, :note, :person) returning id`,
    { asset: title.assetId, conservation: title.conservation, parcel: title.parcelReference, note: title.note, person }) as Rows<{ id: string }>;
  const id = made!.id;
  for (const step of title.steps) await insertStep(tx, id, step, person);
  await refreshTitle(tx, id);
  return id;
}

export async function updateTitle(tx: Tx, id: string, change: TitleChange): Promise<void> {
  const columns = { conservation: 'conservation', parcelReference: 'parcel_reference', note: 'note' } as const;
  const names = (Object.keys(change) as (keyof TitleChange)[]).filter((n) => change[n] !== undefined);
  await tx.raw(`update title_file set ${names.map((n) => `${columns[n]} = :${n}`).join(', ')} where commune_id = current_commune() and id = :id`, { ...Object.fromEntries(names.map((n) => [n, change[n] ?? null])), id });
  await refreshTitle(tx, id);
}

/** Takes a step out; false where there was none. */
export async function deleteStep(tx: Tx, title: string, step: string): Promise<StepRow | undefined> {
  const { rows: [gone] } = await tx.raw(`delete from title_step where commune_id = current_commune() and title_id = :title and id = :step returning id, kind, done_on as "on", planned, number, reference, note`, { title, step }) as Rows<StepRow>;
  return gone;
}

export async function insertOpposition(tx: Tx, title: string, o: NewOpposition, person: string | null): Promise<string> {
  const { rows: [made] } = await tx.raw(`insert into title_opposition (commune_id, title_id, party_id, opponent, filed_on, object, area_m2, reference, created_by)
    values (current_commune(), :title, :party, :opponent, :filed, :object, :area, :reference, :person) returning id`, { title, party: o.partyId, opponent: o.opponent, filed: o.filedOn, object: o.object, area: o.areaM2, reference: o.reference, person }) as Rows<{ id: string }>;
  return made!.id;
}
export async function updateOpposition(tx: Tx, title: string, id: string, to: { outcome: string; decidedOn: string | null; reference?: string | null | undefined }): Promise<boolean> {
  const { rowCount } = await tx.raw(`update title_opposition set outcome = :outcome, decided_on = cast(:decided as date), reference = case when :named then :reference else reference end
    where commune_id = current_commune() and title_id = :title and id = :id`, { title, id, outcome: to.outcome, decided: to.decidedOn, named: to.reference !== undefined, reference: to.reference ?? null }) as { rowCount: number };
  return rowCount > 0;
}

/** Writes what the steps come to on the file, and what the files of the property come to on the property. */
export async function refreshTitle(tx: Tx, id: string): Promise<void> {
  const steps = await readSteps(tx, id);
  const day = await today(tx);
  const s = standing(steps, day);
  // The time to oppose is others' and needs no act of the commune: it is shown, not owed.
  const due = deadlines(await communeCountry(tx), steps, day).filter((d) => !d.kept && d.kind !== 'oppositions_end').map((d) => d.due);
  const { rows: [file] } = await tx.raw(`update title_file t set stage = :stage, state = :state, number = :number, requisition_number = :requisition, requisition_on = cast(:requisition_on as date), copy_lost = :copy_lost, closed = :closed,
      since = cast(:since as date), due = cast(:due as date[]), pending = (select count(*) from title_opposition o where o.commune_id = t.commune_id and o.title_id = t.id and o.outcome = 'pending'), version = t.version + 1
    where t.commune_id = current_commune() and t.id = :id returning t.asset_id as asset`, {
    id, stage: s.stage, state: s.state, number: s.number, requisition: s.requisitionNumber, requisition_on: s.requisitionOn, copy_lost: s.copyLost, closed: s.closed, since: s.since, due: `{${due.join(',')}}`,
  }) as Rows<{ asset: string }>;
  if (file !== undefined) await followProperty(tx, file.asset, day);
}

async function followProperty(tx: Tx, asset: string, day: string): Promise<void> {
  const { rows } = await tx.raw('select id, conservation from title_file where commune_id = current_commune() and asset_id = :asset order by id', { asset }) as Rows<{ id: string; conservation: string | null }>;
  const files = [];
  for (const { id } of rows) files.push(standing(await readSteps(tx, id), day));
  // A rejected application says nothing where another file goes on.
  const alive = files.filter((f) => !f.closed || f.stage === 'titre_foncier');
  const said = together((alive.length > 0 ? alive : files).filter((f) => f.since !== null));
  if (said === null) return;
  const { rowCount } = await tx.raw(`update asset a set title_state = n.state, title_number = n.number, requisition_number = n.requisition, requisition_on = n.requisition_on, conservation = n.conservation, version = a.version + 1, updated_at = clock_timestamp()
    from (select o.id, s.state, coalesce(s.number, s.requisition, case when o.title_state = s.state then o.title_number end) as number, coalesce(s.requisition, o.requisition_number) as requisition,
        coalesce(s.requisition_on, o.requisition_on) as requisition_on, coalesce(s.conservation, o.conservation) as conservation
      from asset o, (select cast(:state as text) as state, cast(:number as text) as number, cast(:requisition as text) as requisition, cast(:requisition_on as date) as requisition_on, cast(:conservation as text) as conservation) s
      where o.commune_id = current_commune() and o.id = :asset) n
    where a.commune_id = current_commune() and a.id = n.id
      and (a.title_state, a.title_number, a.requisition_number, a.requisition_on, a.conservation) is distinct from (n.state, n.number, n.requisition, n.requisition_on, n.conservation)`, {
    asset, state: said.state, number: said.number, requisition: said.requisitionNumber, requisition_on: said.requisitionOn, conservation: rows.map((r) => r.conservation).find((c) => c !== null) ?? null,
  }) as { rowCount: number };
  if (rowCount > 0) await bumpVersion(tx, 'assets');
}
