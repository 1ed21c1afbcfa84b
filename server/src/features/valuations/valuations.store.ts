import type { z } from 'zod';
import type { NewValuation, Valued } from '@sommier/domain/valuations';
import type { Tx } from '../../platform/db/index.ts';

/** Writes what a method found, as a draft of its author; answers its id. */
export async function insertValuation(tx: Tx, asset: string, asked: z.output<typeof NewValuation>, found: Extract<Valued, { kind: 'valued' }>, author: string): Promise<string> {
  const { rows: [row] } = await tx.raw(`insert into valuation (commune_id, asset_id, method, purpose, basis, valued_on, inputs, currency, value_minor, lines, notes, low_minor, high_minor, evidence, author_id)
    values (current_commune(), :asset, :method, :purpose, :basis, cast(:day as date), cast(:inputs as jsonb), :currency, cast(:value as numeric), cast(:lines as jsonb), cast(:notes as text[]), cast(:low as numeric), cast(:high as numeric), :evidence, :author) returning id`, {
    asset, method: asked.inputs.method, purpose: asked.purpose, basis: asked.basis, day: asked.valuedOn, inputs: JSON.stringify(asked.inputs), currency: asked.inputs.currency, value: found.value, lines: JSON.stringify(found.lines),
    notes: `{${found.notes.join(',')}}`, low: found.range?.low ?? null, high: found.range?.high ?? null, evidence: asked.evidence, author,
  }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the valuation was not written');
  return row.id;
}
/** The state alone moves; a trigger refuses anything else. */
export async function sign(tx: Tx, id: string, person: string): Promise<void> {
  await tx.raw(`update valuation set state = 'signed', signed_by = :person, signed_at = clock_timestamp(), version = version + 1 where commune_id = current_commune() and id = :id`, { id, person });
}
export async function withdraw(tx: Tx, id: string, person: string, reason: string): Promise<void> {
  await tx.raw(`update valuation set state = 'withdrawn', withdrawn_by = :person, withdrawn_at = clock_timestamp(), reason = :reason, version = version + 1 where commune_id = current_commune() and id = :id`, { id, person, reason });
}
export async function lockValuation(tx: Tx, id: string): Promise<void> {
  await tx.raw('select 1 from valuation where commune_id = current_commune() and id = :id for update', { id });
}
/** A valuation with its second signature already: for what a demo or a transfer brings. */
export async function keepSigned(tx: Tx, asset: string, asked: z.output<typeof NewValuation>, found: Extract<Valued, { kind: 'valued' }>, author: string, signer: string): Promise<string> {
  const id = await insertValuation(tx, asset, asked, found, author);
  await sign(tx, id, signer);
  return id;
}
