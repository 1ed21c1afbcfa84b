import type { ValuationRow } from '@sommier/domain/valuations';
import type { Tx } from '../../platform/db/index.ts';

interface Raw {
  id: string; method: ValuationRow['method']; purpose: ValuationRow['purpose']; basis: ValuationRow['basis']; valued_on: string; currency: string; value: string; low: string | null; high: string | null;
  inputs: Record<string, unknown>; lines: ValuationRow['lines']; notes: string[]; evidence: string | null; state: ValuationRow['state']; created_at: string; signed_at: string | null; reason: string | null; version: number;
  author_id: string; author: string; signer_id: string | null; signer: string | null; withdrawer_id: string | null; withdrawer: string | null;
}
const by = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });
const fromRow = (r: Raw): ValuationRow => ({
  id: r.id, method: r.method, purpose: r.purpose, basis: r.basis, valuedOn: r.valued_on, currency: r.currency, value: r.value, low: r.low, high: r.high, inputs: r.inputs, lines: r.lines, notes: r.notes, evidence: r.evidence,
  state: r.state, author: { id: r.author_id, name: r.author }, createdAt: r.created_at, signedBy: by(r.signer_id, r.signer), signedAt: r.signed_at, withdrawnBy: by(r.withdrawer_id, r.withdrawer), reason: r.reason, version: r.version,
});
const ROWS = `select v.id, v.method, v.purpose, v.basis, v.valued_on, v.currency, v.value_minor::text as value, v.low_minor::text as low, v.high_minor::text as high, v.inputs, v.lines, v.notes, v.evidence, v.state,
    to_json(v.created_at)#>>'{}' as created_at, to_json(v.signed_at)#>>'{}' as signed_at, v.reason, v.version,
    v.author_id, a.name as author, v.signed_by as signer_id, s.name as signer, v.withdrawn_by as withdrawer_id, w.name as withdrawer
  from valuation v join person a on a.id = v.author_id left join person s on s.id = v.signed_by left join person w on w.id = v.withdrawn_by
  where v.commune_id = current_commune()`;

/** The valuations of a property, latest day first, drafts and withdrawn ones with them. */
export async function valuationsOf(tx: Tx, asset: string): Promise<ValuationRow[]> {
  const { rows } = await tx.raw(`${ROWS} and v.asset_id = :asset order by v.valued_on desc, v.id desc`, { asset }) as { rows: Raw[] };
  return rows.map(fromRow);
}
export async function valuation(tx: Tx, id: string): Promise<ValuationRow | undefined> {
  const { rows: [row] } = await tx.raw(`${ROWS} and v.id = :id`, { id }) as { rows: Raw[] };
  return row === undefined ? undefined : fromRow(row);
}
/** Whether the property can be seen: one of another commune, or in the bin, is not there. */
export async function assetSeen(tx: Tx, asset: string): Promise<boolean> {
  const { rows } = await tx.raw('select 1 from asset where commune_id = current_commune() and id = :asset', { asset }) as { rows: unknown[] };
  return rows.length > 0;
}
/** The signed valuation in force of each property on a day: the latest valued on or before it. */
export async function valuesOn(tx: Tx, assets: readonly string[], day: string): Promise<Map<string, { value: string; currency: string; valuedOn: string }>> {
  const { rows } = await tx.raw(`select distinct on (v.asset_id) v.asset_id as asset, v.value_minor::text as value, v.currency, v.valued_on from valuation v
    where v.commune_id = current_commune() and v.state = 'signed' and v.valued_on <= cast(:day as date) and v.asset_id = any (cast(:assets as bigint[]))
    order by v.asset_id, v.valued_on desc, v.id desc`, { day, assets: `{${assets.join(',')}}` }) as { rows: { asset: string; value: string; currency: string; valued_on: string }[] };
  return new Map(rows.map((r) => [r.asset, { value: r.value, currency: r.currency, valuedOn: r.valued_on }]));
}
