import { texts } from '@sommier/domain/condition';
import type { AssetChange } from '@sommier/domain/assets';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { readAsset } from '../assets/index.ts';
import { lockStates } from '../history/index.ts';
import { endProposals, propose } from '../reviews/index.ts';

/** What the register says of a property's condition, or an inspection of it. */
interface Said { class: string | null; on: string | null }

/** What the register should say now; undefined where it says so already, or knows of a later day than any visit. */
async function wanted(tx: Tx, asset: string, now: Said, gone: string | null): Promise<Said | undefined> {
  const { rows: [last] } = await tx.raw(`select i.class, i.inspected_on as "on" from inspection i where i.commune_id = current_commune() and i.asset_id = :asset and i.withdrawn_by is null order by i.inspected_on desc, i.id desc limit 1`, { asset }) as { rows: { class: string; on: string }[] };
  // What the register says of the day withdrawn goes with it; the inspection before speaks again.
  const free = now.on === null || (gone !== null && now.on === gone);
  const to = free ? last ?? (now.on === null ? now : { class: null, on: null }) : last !== undefined && last.on >= (now.on ?? '') ? last : now;
  return to.class === now.class && to.on === now.on ? undefined : { class: to.class, on: to.on };
}

/**
 * The register's condition and its day follow the latest inspection that stands, as its domain follows the acts. A validated property is written by no
 * single person: there the inspector proposes, and answers the proposal; what earlier visits proposed and nobody decided ends. `gone`: the day of an
 * inspection just withdrawn.
 */
export async function followInspections(ctx: { tx: Tx; person: { id: string }; language: Language }, asset: string, gone: string | null = null): Promise<string | null> {
  const { tx, person, language } = ctx;
  const state = (await lockStates(tx, [asset])).get(asset);
  if (state === undefined) return null;
  const { rows: visits } = await tx.raw(`select i.class as condition_class, i.inspected_on as condition_on from inspection i where i.commune_id = current_commune() and i.asset_id = :asset`, { asset }) as { rows: Record<string, unknown>[] };
  await endProposals(tx, asset, [...visits, { condition_class: null, condition_on: null }], person.id);
  const to = await wanted(tx, asset, { class: state.values['condition_class'] as string | null, on: state.values['condition_on'] as string | null }, gone);
  if (to === undefined) return null;
  if (state.review === 'validated') {
    const sheet = await readAsset(tx, asset);
    const change: AssetChange = { conditionClass: to.class as NonNullable<AssetChange['conditionClass']> | null, conditionOn: to.on };
    return sheet === undefined ? null : propose(tx, sheet, state, person.id, { change, crs: 4326, accuracyM: null, comment: `${texts[language]['condition.proposed']} (${to.on ?? gone ?? ''})` }, language);
  }
  await tx.raw(`update asset set condition_class = :class, condition_on = cast(:on as date), version = version + 1, updated_at = clock_timestamp() where commune_id = current_commune() and id = :asset`, { asset, class: to.class, on: to.on });
  return null;
}
