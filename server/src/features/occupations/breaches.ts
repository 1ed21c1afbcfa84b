import { CONFLICT_KINDS, type ConflictKind } from '@sommier/domain/occupations';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';

export interface Breach { kind: ConflictKind; assetId: string; from: string; num: string | null; den: string | null; occupations: string[] }

/** What would stand against the rights named, were they validated, on every unit they touch. Empty: they may. */
export async function breachesOf(tx: Tx, ids: readonly string[]): Promise<Breach[]> {
  const { rows } = await tx.raw(`select b.kind, b.asset_id as "assetId", b.from_on as "from", b.num, b.den, b.occupations
    from occupation_breaches(current_commune(), array(select distinct u.asset_id from occupation_unit u where u.commune_id = current_commune() and u.occupation_id = any(cast(:ids as bigint[]))), cast(:ids as bigint[])) b
    order by b.from_on, b.asset_id, b.kind`, { ids: `{${ids.join(',')}}` }) as { rows: Breach[] };
  return rows;
}

/** The refusal a reader can act on: which rule, which unit, from which day, and the other rights by reference. */
export async function breachError(tx: Tx, breach: Breach, own: string): Promise<AppError> {
  const { rows: others } = await tx.raw(`select id, reference from occupation where commune_id = current_commune() and id = any(cast(:ids as bigint[])) and id <> :own order by reference limit 20`,
    { ids: `{${breach.occupations.join(',')}}`, own }) as { rows: { id: string; reference: string }[] };
  const { rows: [unit] } = await tx.raw('select code from asset where commune_id = current_commune() and id = ?', [breach.assetId]) as { rows: { code: string }[] };
  return new AppError('rule_refused', `occupation ${breach.kind}`, {
    reason: `occupations.breach.${breach.kind}`, kind: breach.kind, asset: breach.assetId, unit: unit?.code ?? '', from: breach.from, load: breach.num === null ? '' : `${breach.num}/${breach.den ?? '1'}`,
    others: others.map((o) => o.reference).join(', '), occupations: others.map((o) => o.id),
  });
}

/** Runs a write; what the database refuses of the whole of a unit comes back as a refusal in words. Nothing may follow in the transaction. */
export async function heldWhole<T>(work: () => Promise<T>): Promise<T> {
  try { return await work(); } catch (error) {
    const { code, constraint, detail } = error as { code?: unknown; constraint?: unknown; detail?: unknown };
    const kind = typeof constraint === 'string' ? CONFLICT_KINDS.find((k) => constraint === `occupation_${k}`) : undefined;
    if (code !== '23P01' || kind === undefined) throw error;
    const said = typeof detail === 'string' ? JSON.parse(detail) as { asset?: string; from?: string; occupations?: string[] } : {};
    throw new AppError('rule_refused', `occupation ${kind}`, { reason: `occupations.breach.${kind}`, kind, asset: said.asset, unit: said.asset ?? '', from: said.from ?? '', load: '', others: (said.occupations ?? []).join(', '), occupations: said.occupations ?? [] }, error);
  }
}
