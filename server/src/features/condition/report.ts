import { fci, portfolioFci, type ConditionReport, type ConditionRow, type FciScale } from '@sommier/domain/condition';
import type { Tx } from '../../platform/db/index.ts';
import { conditionsOn, readScale, type ConditionOn } from './condition.queries.ts';

interface Named { id: string; code: string; name: string; nameAr: string | null; district: string | null }
type Full = ConditionOn & Named;
const facts = (r: ConditionOn): { deferred: bigint; replacement: bigint | null } => ({ deferred: BigInt(r.deferred), replacement: r.replacement === null ? null : BigInt(r.replacement) });

/** What a portfolio's condition comes to on a day: its index with its denominator, its bands, its districts, its properties. Properties that nobody inspected, costed or planned works for stand in the counts, not in the list. */
export async function reportOn(tx: Tx, day: string, currency: string): Promise<{ report: Omit<ConditionReport, 'rows' | 'total'>; rows: ConditionRow[] }> {
  const scale = await readScale(tx);
  const { rows: named } = await tx.raw(`select a.id::text as id, a.code, a.name, a.name_ar as "nameAr", a.district from asset a where a.commune_id = current_commune()`) as { rows: Named[] };
  const names = new Map(named.map((n) => [n.id, n]));
  const all: Full[] = (await conditionsOn(tx, { day, currency })).flatMap((c) => { const n = names.get(c.asset); return n === undefined ? [] : [{ ...c, ...n }]; });
  const concerned = all.filter((r) => r.works > 0 || r.replacement !== null || r.inspectedOn !== null);
  const rows = concerned.map((r): ConditionRow => ({ id: r.id, code: r.code, name: r.name, nameAr: r.nameAr, district: r.district, class: r.class as ConditionRow['class'], inspectedOn: r.inspectedOn, works: r.works, deferred: r.deferred, replacement: r.replacement, fci: fci(facts(r).deferred, facts(r).replacement, scale) }));
  const bandOf = (r: ConditionRow): ConditionReport['bands'][number]['band'] => (r.fci.kind === 'computed' ? r.fci.band : 'none');
  const districts = [...new Set(concerned.map((r) => r.district))].sort((a, b) => (a ?? '').localeCompare(b ?? ''))
    .map((district) => { const here = concerned.filter((r) => r.district === district); return { district, properties: here.length, ...sums(here, scale) }; });
  return {
    rows, report: { day, scale, ...sums(concerned, scale), properties: all.length, inspected: all.filter((r) => r.inspectedOn !== null).length, districts, bands: [...scale.map((b) => b.band), 'none' as const].map((band) => ({ band, count: rows.filter((r) => bandOf(r) === band).length })) },
  };
}
function sums(rows: readonly ConditionOn[], scale: FciScale): Pick<ConditionReport, 'index' | 'computable' | 'notComputable' | 'deferred' | 'replacement' | 'deferredOutside'> {
  const p = portfolioFci(rows.map(facts), scale);
  return { index: p.index, computable: p.computable, notComputable: p.notComputable, deferred: String(p.deferred), replacement: String(p.replacement), deferredOutside: String(p.deferredOutside) };
}
