import { taxFactsOf, type ActivityFact } from '../activity/index.ts';
import { TaxFact } from '../tax/facts.ts';

/** What a declaration may say beside the columns of a fact, for tariffs that ask for it. The zone is never among it: it comes from the place. */
const FIELDS = ['kind', 'departure', 'contractOn', 'class', 'guests', 'rooms', 'price', 'nightPrice', 'beds', 'nights', 'amount', 'parts', 'vehicleType', 'vehicles', 'per', 'units', 'fleet', 'first', 'trips', 'km', 'goods', 'deliveries', 'orderAmount', 'turnover',
  'lateMonths', 'population', 'platformKind', 'party', 'formalNoticeOn'] as const;

export type Readable = { kind: 'facts'; facts: TaxFact[] } | { kind: 'none'; why: string };

/**
 * The fact as the tax engine reads it, with what its author said beside (`detail.tax`). `detail.tax.source` may only say `office` or `control`.
 * Guests of two bookings are the same only where the declaration says so (`party`): the one who lets is not the one who sleeps.
 */
export function assessable(fact: ActivityFact, { population, confirmed }: { population: number | null; confirmed: boolean }): Readable {
  const read = taxFactsOf(fact, (zone) => zone.zone);
  const said = fact.detail['tax'];
  const more: Record<string, unknown> = typeof said === 'object' && said !== null ? Object.fromEntries(FIELDS.flatMap((k) => { const v = (said as Record<string, unknown>)[k]; return v === undefined ? [] : [[k, v]]; })) : {};
  const source = typeof said === 'object' && said !== null ? (said as Record<string, unknown>)['source'] : undefined;
  if (read.kind === 'none' && (more['kind'] === undefined && more['guests'] === undefined || read.why === 'held' || read.why === 'withheld')) return read;
  const zone = fact.zone === null ? {} : { zone: { code: fact.zone.zone, certainty: confirmed ? 'confirmed' as const : fact.zone.certainty } };
  const common = { ref: `fact:${fact.id}`, source: fact.source === 'observed' ? 'estimated' : fact.source, ...zone, ...(population === null ? {} : { population }) };
  const bases: object[] = read.kind === 'facts' && read.facts.length > 0 ? read.facts : [{ kind: fact.kind, day: fact.from, arrival: fact.from, departure: fact.to, ...(fact.lodgingClass === null ? {} : { class: fact.lodgingClass }), ...(fact.unitId === null ? {} : { unit: fact.unitId }), rooms: fact.rooms ?? 1 }];
  const facts: TaxFact[] = [];
  for (const base of bases) {
    const { party: _host, ...own } = base as Record<string, unknown>;
    // Another kind than the columns have: only what that kind knows is kept of them.
    const when = more['kind'] === 'stay' ? { arrival: fact.from, departure: fact.to } : { day: fact.from };
    const kept = more['kind'] === undefined || more['kind'] === own['kind'] ? own : { ...when, ...(own['class'] === undefined ? {} : { class: own['class'] }) };
    const parsed = TaxFact.safeParse({ ...kept, ...common, ...more, ...(source === 'office' || source === 'control' ? { source } : {}) });
    if (!parsed.success) return { kind: 'none', why: 'no_quantity' };
    facts.push(parsed.data);
  }
  return { kind: 'facts', facts };
}
