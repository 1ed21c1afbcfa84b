import { effective, type KeptExample, type RuleVersion, type TaxSummary } from '@sommier/domain/rules';
import type { TaxRule } from '@sommier/domain/tax';
import type { Tx } from '../../platform/db/index.ts';

interface Raw {
  id: string; rule_key: string; tax: string; version: number | null; state: 'draft' | 'published'; rule: TaxRule; closes_on: string | null; pack: string | null; author_id: string | null; author_name: string; created_at: string;
  verified_by: string | null; verified_name: string | null; verified_on: string | null; verified_note: string | null; published_by: string | null; published_name: string | null; published_at: string | null; revision: number;
}
const fromRow = (r: Raw): RuleVersion => ({
  id: r.id, key: r.rule_key, tax: r.tax, version: r.version, state: r.state, rule: r.rule, closesOn: r.closes_on, pack: r.pack, author: { id: r.author_id, name: r.author_name }, createdAt: r.created_at,
  verifiedBy: r.verified_name === null ? null : { id: r.verified_by, name: r.verified_name }, verifiedOn: r.verified_on, verifiedNote: r.verified_note,
  publishedBy: r.published_name === null ? null : { id: r.published_by, name: r.published_name }, publishedAt: r.published_at, revision: r.revision,
});
const ROWS = `select r.id, r.rule_key, r.tax, r.version, r.state, r.rule, r.closes_on, r.pack, r.author_id, r.author_name, to_json(r.created_at)#>>'{}' as created_at, r.verified_by, r.verified_name, r.verified_on, r.verified_note,
    r.published_by, r.published_name, to_json(r.published_at)#>>'{}' as published_at, r.revision
  from tax_rule r where r.commune_id = current_commune()`;

/** Versions by tax, key and first day; drafts after what is published. */
export async function readRules(tx: Tx, { tax, state, ids }: { tax?: string | undefined; state?: 'draft' | 'published' | undefined; ids?: readonly string[] } = {}): Promise<RuleVersion[]> {
  const { rows } = await tx.raw(`${ROWS} and (cast(:tax as text) is null or r.tax = :tax) and (cast(:state as text) is null or r.state = :state) and (cast(:ids as bigint[]) is null or r.id = any(cast(:ids as bigint[])))
    order by r.tax, r.rule_key, r.state desc, r.valid_from, r.id`, { tax: tax ?? null, state: state ?? null, ids: ids === undefined ? null : `{${ids.join(',')}}` }) as { rows: Raw[] };
  return rows.map(fromRow);
}
export const readRule = async (tx: Tx, id: string): Promise<RuleVersion | undefined> => (await readRules(tx, { ids: [id] }))[0];

/** What holds for a tax: every published version, ended where it was ended. What a run is computed from, and frozen with it. */
export const publishedRules = async (tx: Tx, tax: string): Promise<TaxRule[]> => (await readRules(tx, { tax, state: 'published' })).map(effective);

export async function readExamples(tx: Tx, tax?: string): Promise<KeptExample[]> {
  const { rows } = await tx.raw(`select e.id, e.tax, e.example, e.pack from tax_example e where e.commune_id = current_commune() and (cast(:tax as text) is null or e.tax = :tax) order by e.tax, e.id`, { tax: tax ?? null }) as { rows: KeptExample[] };
  return rows;
}

export async function readTaxes(tx: Tx, day: string): Promise<TaxSummary[]> {
  const { rows } = await tx.raw(`select r.tax, coalesce((array_agg(r.rule->'label' order by r.id) filter (where r.rule->'label' is not null))[1], '{}') as label, min(r.rule->>'currency') as currency,
      count(*) filter (where r.state = 'published' and r.valid_from <= cast(:day as date) and (least(r.valid_to, r.closes_on) > cast(:day as date) or least(r.valid_to, r.closes_on) is null))::integer as "inForce",
      count(*) filter (where r.state = 'published')::integer as published, count(*) filter (where r.state = 'draft')::integer as drafts,
      (select count(*) from tax_example e where e.commune_id = current_commune() and e.tax = r.tax)::integer as examples
    from tax_rule r where r.commune_id = current_commune() group by r.tax order by r.tax`, { day }) as { rows: TaxSummary[] };
  return rows;
}
