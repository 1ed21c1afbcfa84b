import { ASSET_FIELDS, standFault, type AssetChange, type AssetSheet, type ExtraValues, type Level, type Nature } from '@sommier/domain/assets';
import { extraFault } from '@sommier/domain/references';
import { AppError, type Language } from '@sommier/domain/shared';
import { message } from '@sommier/domain/messages';
import type { Tx } from '../../platform/db/index.ts';
import { readCodes, readExtraFields } from '../references/index.ts';
import { spentBy } from './codes.store.ts';
import { changeAsset } from './assets.store.ts';
import { readChildren, readPlace, standsAbove, todayOf } from './sheet.queries.ts';

interface Issue { path: string; message: string }
const say = (language: Language, key: string, params: Record<string, unknown> = {}): string => message(language, key, params) ?? key;

/** Codes must stand in the commune's lists; a retired one may stay where it is but is not given anew. */
async function codeIssues(tx: Tx, change: AssetChange, before: Partial<AssetSheet>, language: Language): Promise<Issue[]> {
  const given = ASSET_FIELDS.filter((f) => f.list !== undefined && typeof change[f.key as keyof AssetChange] === 'string' && change[f.key as keyof AssetChange] !== before[f.key as keyof AssetSheet]);
  if (given.length === 0) return [];
  const known = await readCodes(tx);
  return given.filter((f) => !known.some((k) => k.list === f.list && k.active && k.code === change[f.key as keyof AssetChange]))
    .map((f) => ({ path: `body.${f.key}`, message: say(language, 'assets.unknown_code', { code: change[f.key as keyof AssetChange] }) }));
}

/** The commune's own fields: known, of their type, stated where required (all of them for a new property, those sent for a change). */
async function extraIssues(tx: Tx, extra: ExtraValues | undefined, created: boolean, language: Language): Promise<Issue[]> {
  if (extra === undefined && !created) return [];
  const fields = await readExtraFields(tx);
  const issues: Issue[] = Object.keys(extra ?? {}).filter((key) => !fields.some((f) => f.key === key && f.active)).map((key) => ({ path: `body.extra.${key}`, message: say(language, 'assets.extra.unknown') }));
  for (const field of fields) {
    if (!created && !(field.key in (extra ?? {}))) continue;
    const fault = extraFault(field, extra?.[field.key]);
    if (fault !== null) issues.push({ path: `body.extra.${field.key}`, message: say(language, `assets.extra.${fault}`) });
  }
  return issues;
}

/** Throws `invalid` naming every field at fault: codes of lists and the commune's own fields. */
export async function checkValues(tx: Tx, change: AssetChange, before: Partial<AssetSheet>, created: boolean, language: Language): Promise<void> {
  const issues = [...await codeIssues(tx, change, before, language), ...await extraIssues(tx, change.extra, created, language)];
  if (issues.length > 0) throw new AppError('invalid', 'values that the commune’s lists and fields do not take', { issues });
}

/** Throws `conflict` when an inventory number belongs, or belonged, to another property. */
export async function checkInventory(tx: Tx, number: string | null | undefined, id: string | null): Promise<void> {
  if (number === null || number === undefined) return;
  const owner = await spentBy(tx, 'inventory', number);
  if (owner !== undefined && owner !== id) throw new AppError('conflict', 'inventory number spent', { reason: 'assets.inventory_spent', value: number });
}

/** A direct change of a property by a person, as the form makes it: every rule it is held to, then the writing. The row is locked by the caller. */
export async function correctAsset(tx: Tx, before: AssetSheet, change: AssetChange, person: string, language: Language): Promise<void> {
  refuseByHand(change, before);
  await checkValues(tx, change, before, false, language);
  await checkInventory(tx, change.inventoryNumber, before.id);
  if (change.parentId !== undefined || change.level !== undefined || change.nature !== undefined) {
    const { level = before.level, nature = before.nature, parentId = before.parentId } = change;
    await checkFamily(tx, { id: before.id, level, nature, parentId });
  }
  await changeAsset(tx, before.id, change, { person, today: await todayOf(tx), before: { ...before } });
}

interface Family { id: string | null; level: Level | null; nature: Nature | null; parentId: string | null }
/** Holds a property to the order of levels, above and below. Throws `rule_refused`, or `not_found` for a parent that is not there. */
export async function checkFamily(tx: Tx, { id, level, nature, parentId }: Family): Promise<{ parentCode: string | null }> {
  const parent = parentId === null ? undefined : await readPlace(tx, parentId);
  if (parentId !== null) {
    if (parent === undefined) throw new AppError('not_found', `No property ${parentId}`, { reason: 'assets.no_parent' });
    if (id !== null && await standsAbove(tx, id, parentId)) throw new AppError('rule_refused', 'a ring', { reason: 'assets.parent_ring', code: parent.code });
    const fault = standFault({ level, nature }, parent);
    if (fault !== null) throw new AppError('rule_refused', fault, { reason: `assets.${fault}`, code: parent.code });
  }
  if (id !== null) {
    const misfit = (await readChildren(tx, id)).find((child) => standFault(child, { level, nature }) !== null);
    if (misfit !== undefined) throw new AppError('rule_refused', 'a child would not fit', { reason: 'assets.child_misfits', code: misfit.code });
  }
  return { parentCode: parent?.code ?? null };
}

/** Status and domain are declared once, while nobody has said them; afterwards they follow from acts. Throws `rule_refused`. */
export function refuseByHand(change: Pick<AssetChange, 'status' | 'domainClass'>, before: Pick<AssetSheet, 'status' | 'domainClass'>): void {
  const status = change.status !== undefined && before.status !== null && change.status !== before.status;
  const domain = change.domainClass !== undefined && before.domainClass !== null && before.domainClass !== 'indetermine' && change.domainClass !== before.domainClass;
  if (status || domain) throw new AppError('rule_refused', 'status follows acts', { reason: 'assets.status_follows_acts', fields: [...(status ? ['status'] : []), ...(domain ? ['domainClass'] : [])] });
}
