import type { Example, TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';

export interface Author { id: string | null; name: string }

/** A draft; what a template says of its verification elsewhere says nothing here. Answers its id. */
export async function insertDraft(tx: Tx, given: TaxRule, author: Author, pack: string | null = null): Promise<string> {
  const rule = bare(given);
  const { rows: [row] } = await tx.raw(`insert into tax_rule (commune_id, rule_key, tax, rule, valid_from, valid_to, pack, author_id, author_name) values (current_commune(), :key, :tax, cast(:rule as jsonb), cast(:from as date), cast(:to as date), :pack, :author, :name) returning id`,
    { key: rule.key, tax: rule.tax, rule: JSON.stringify(rule), from: rule.from, to: rule.to, pack, author: author.id, name: author.name }) as { rows: { id: string }[] };
  if (row === undefined) throw new Error('the draft was not written');
  return row.id;
}
function bare(given: TaxRule): TaxRule {
  const { version: _version, ...rule } = given;
  const { verifiedBy: _by, verifiedOn: _on, ...legal } = rule.legal;
  return { ...rule, legal };
}
/** A change undoes the verification: it was of another text. */
export async function updateDraft(tx: Tx, id: string, given: TaxRule): Promise<void> {
  const rule = bare(given);
  await tx.raw(`update tax_rule set rule_key = :key, tax = :tax, rule = cast(:rule as jsonb), valid_from = cast(:from as date), valid_to = cast(:to as date), verified_by = null, verified_name = null, verified_on = null, verified_note = null, revision = revision + 1
    where commune_id = current_commune() and id = :id`, { id, key: rule.key, tax: rule.tax, rule: JSON.stringify(rule), from: rule.from, to: rule.to });
}
export async function deleteDraft(tx: Tx, id: string): Promise<void> { await tx.raw('delete from tax_rule where commune_id = current_commune() and id = ?', [id]); }
export async function lockRules(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.raw('select 1 from tax_rule where commune_id = current_commune() and id = any(cast(? as bigint[])) order by id for update', [`{${ids.join(',')}}`]);
}
export async function markVerified(tx: Tx, id: string, by: Author, on: string, note: string): Promise<void> {
  await tx.raw(`update tax_rule set verified_by = :by, verified_name = :name, verified_on = cast(:on as date), verified_note = :note, revision = revision + 1 where commune_id = current_commune() and id = :id`, { id, by: by.id, name: by.name, on, note });
}
/** Publishes under the key's next number; the text kept from now on says who verified it and when. */
export async function markPublished(tx: Tx, id: string, rule: TaxRule, by: Author): Promise<void> {
  await tx.raw(`update tax_rule set state = 'published', rule = cast(:rule as jsonb), version = 1 + coalesce((select max(o.version) from tax_rule o where o.commune_id = current_commune() and o.rule_key = :key), 0),
      published_by = :by, published_name = :name, published_at = clock_timestamp(), revision = revision + 1 where commune_id = current_commune() and id = :id`, { id, key: rule.key, rule: JSON.stringify(rule), by: by.id, name: by.name });
}
export async function closeVersion(tx: Tx, id: string, on: string): Promise<void> {
  await tx.raw('update tax_rule set closes_on = cast(:on as date), revision = revision + 1 where commune_id = current_commune() and id = :id', { id, on });
}
/** Keeps an example once for its tax; answers its id, null when one of that name is there. */
export async function insertExample(tx: Tx, tax: string, example: Example, person: string | null, pack: string | null = null): Promise<string | null> {
  const { rows: [row] } = await tx.raw(`insert into tax_example (commune_id, tax, example_key, example, pack, created_by) values (current_commune(), :tax, :key, cast(:example as jsonb), :pack, :person) on conflict do nothing returning id`, { tax, key: example.id, example: JSON.stringify(example), pack, person }) as { rows: { id: string }[] };
  return row?.id ?? null;
}
export async function deleteExample(tx: Tx, id: string): Promise<string | undefined> {
  const { rows: [row] } = await tx.raw('delete from tax_example where commune_id = current_commune() and id = ? returning tax', [id]) as { rows: { tax: string }[] };
  return row?.tax;
}
