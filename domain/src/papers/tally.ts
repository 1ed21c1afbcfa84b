import { ASSET_FIELDS, missingFields, type AssetFieldKey } from '../assets/fields.ts';
import { domainGroup, type DomainClass, type Nature, type TitleState } from '../assets/words.ts';
import type { Day } from '../shared/day.ts';
import { accountOf, ACCOUNTS, depreciationOf, NOT_DEPRECIATED, type Account } from './accounts.ts';
import type { STATEMENT_CHECKS, STATEMENT_LEFT, StatementKind, StatementSummary, StatementTotals } from './statement.ts';

/** What a statement asks of one property, by the names of `ASSET_FIELDS`. Areas in square metres, the value in minor units as text. */
export interface RegisterRow {
  id: string; code: string; parentId: string | null; name: string; inventoryNumber: string | null; nature: Nature | null; status: string | null; address: string | null; district: string | null;
  registerAreaM2: number | null; builtAreaM2: number | null; footprintM2: number | null; yearBuilt: number | null; floors: number | null; domainClass: DomainClass | null; titleState: TitleState | null;
  titleNumber: string | null; requisitionNumber: string | null; conservation: string | null; origin: string | null; appropriatedOn: Day | null; deedReference: string | null; useCode: string | null;
  assignedService: string | null; conditionClass: string | null; acquiredOn: Day | null; grossValueMinor: string | null; located: boolean;
}
/** Years of depreciation by account, as the council set them. */
export type Durations = Readonly<Partial<Record<Account, number>>>;

const MANDATORY = ASSET_FIELDS.filter((f) => f.mandatory).map((f) => f.key);
/** Asked for besides what is mandatory; of a construction where `built`. */
const FURTHER: readonly { key: AssetFieldKey | 'located'; built?: true }[] = [
  { key: 'yearBuilt', built: true }, { key: 'builtAreaM2', built: true }, { key: 'footprintM2', built: true }, { key: 'floors', built: true },
  { key: 'conservation' }, { key: 'assignedService' }, { key: 'conditionClass' }, { key: 'acquiredOn' }, { key: 'grossValueMinor' }, { key: 'located' }];
const isBuilt = (nature: Nature | null): boolean => nature !== 'land' && nature !== 'road' && nature !== 'cemetery';
/** Sold, demolished or struck off: it was entered, it is no longer held. */
export const isOut = (status: string | null): boolean => status === 'disposed' || status === 'demolished' || status === 'deactivated';

/** The parts of a statement in their order: the two registers and what is in neither; the accounts; the districts by name. */
export const SOMMIER_PARTS = ['public', 'private', 'other', 'undetermined'] as const;
export function partOf(kind: StatementKind, row: Pick<RegisterRow, 'domainClass' | 'nature' | 'useCode' | 'district'>): string {
  if (kind === 'sommier') return domainGroup(row.domainClass);
  return kind === 'etat_actif' ? accountOf(row) : row.district ?? '';
}
const order: Readonly<Record<StatementKind, (a: string, b: string) => number>> = {
  sommier: (a, b) => SOMMIER_PARTS.indexOf(a as never) - SOMMIER_PARTS.indexOf(b as never),
  etat_actif: (a, b) => ACCOUNTS.indexOf(a as never) - ACCOUNTS.indexOf(b as never),
  inventory: (a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : a > b ? 1 : 0),
};

const MEASURES = ['registerAreaM2', 'builtAreaM2', 'footprintM2'] as const;
type Measure = (typeof MEASURES)[number];
interface Held { id: string; code: string; parent: string | null; part: string; areas: Record<Measure, number | null>; gross: bigint | null; previous: bigint; year: bigint; net: bigint }
/** One line of the statement: which measures count in the totals (a part is not counted again beside the whole that states the same), and its amounts. */
export interface Entry { id: string; part: string; counted: Record<Measure, boolean>; gross: bigint | null; previous: bigint; year: bigint; net: bigint }
export interface Tally { summary: Omit<StatementSummary, 'version' | 'currency' | 'day' | 'kind'>; entries: Entry[] }

/** Areas are summed as ten-thousandths, so that the sum does not depend on the order. */
const exact = (m2: number): bigint => BigInt(Math.round(m2 * 10_000));
const metres = (tenThousandths: bigint): number => Number(tenThousandths) / 10_000;

/** Folds a register into what a statement of it says: parts, totals, what is missing. Rows come in any order; `finish` puts the lines in theirs. */
export class Tallying {
  readonly #held: Held[] = [];
  readonly #missing = new Map<string, { of: number; n: number }>();
  readonly #left = new Map<(typeof STATEMENT_LEFT)[number], number>();
  readonly #checks = new Map<(typeof STATEMENT_CHECKS)[number], number>();
  #register = 0;

  constructor(readonly kind: StatementKind, readonly day: Day, readonly durations: Durations = {}) {}

  add(row: RegisterRow): void {
    this.#register += 1;
    const left = isOut(row.status) ? 'out' : this.kind === 'etat_actif' && domainGroup(row.domainClass) === 'other' ? 'others' : null;
    if (left !== null) { this.#left.set(left, (this.#left.get(left) ?? 0) + 1); return; }
    const account = accountOf(row), gross = row.grossValueMinor === null ? null : BigInt(row.grossValueMinor);
    const years = NOT_DEPRECIATED.includes(account) ? null : this.durations[account] ?? null;
    this.#held.push({
      id: row.id, code: row.code, parent: row.parentId, part: partOf(this.kind, row), gross, ...depreciationOf(gross ?? 0n, row.acquiredOn ?? row.appropriatedOn, years, this.day),
      areas: { registerAreaM2: row.registerAreaM2, builtAreaM2: row.builtAreaM2, footprintM2: row.footprintM2 },
    });
    const missing = new Set<string>(missingFields(row as never));
    for (const key of MANDATORY) if (key !== 'titleNumber' || row.titleState === 'titre_foncier' || row.titleState === 'requisition') this.#ask(key, missing.has(key));
    for (const { key, built } of FURTHER) if (built !== true || isBuilt(row.nature)) this.#ask(key, key === 'located' ? !row.located : (row as unknown as Record<string, unknown>)[key] === null);
    if (row.address === null || !/^\s*[\d\u0660-\u0669]/.test(row.address)) this.#check('address_without_number');
    if (isBuilt(row.nature) && (row.builtAreaM2 === null || row.builtAreaM2 <= 1)) this.#check('built_area_of_one');
  }
  #ask(key: string, missing: boolean): void {
    const at = this.#missing.get(key) ?? { of: 0, n: 0 };
    this.#missing.set(key, { of: at.of + 1, n: at.n + (missing ? 1 : 0) });
  }
  #check(key: (typeof STATEMENT_CHECKS)[number]): void { this.#checks.set(key, (this.#checks.get(key) ?? 0) + 1); }

  finish(): Tally {
    const byId = new Map(this.#held.map((h) => [h.id, h]));
    /** True where something that holds this one states the same measure. */
    const within = (h: Held, measure: Measure): boolean => {
      const seen = new Set<string>([h.id]);
      for (let up = h.parent; up !== null && !seen.has(up);) {
        seen.add(up);
        const parent = byId.get(up);
        if (parent === undefined) return false;
        if (parent.areas[measure] !== null) return true;
        up = parent.parent;
      }
      return false;
    };
    this.#held.sort((a, b) => order[this.kind](a.part, b.part) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
    const parts = new Map<string, Sum>(), total = new Sum();
    const entries = this.#held.map((h): Entry => {
      const counted = Object.fromEntries(MEASURES.map((m) => [m, h.areas[m] !== null && !within(h, m)])) as Entry['counted'];
      if (MEASURES.some((m) => h.areas[m] !== null && !counted[m])) this.#check('part_of_another');
      const part = parts.get(h.part) ?? new Sum();
      parts.set(h.part, part);
      for (const sum of [part, total]) sum.add(h, counted);
      return { id: h.id, part: h.part, counted, gross: h.gross, previous: h.previous, year: h.year, net: h.net };
    });
    const asked = (mandatory: boolean): { field: string; of: number; n: number; mandatory: boolean }[] =>
      [...this.#missing].filter(([key]) => (MANDATORY as string[]).includes(key) === mandatory).map(([field, c]) => ({ field, ...c, mandatory }));
    const missing = [...asked(true), ...asked(false)];
    const must = missing.filter((m) => m.mandatory);
    return {
      entries,
      summary: {
        register: this.#register, listed: entries.length, left: [...this.#left].map(([reason, n]) => ({ reason, n })),
        parts: [...parts].map(([key, sum]) => ({ key, ...sum.totals() })), total: total.totals(), missing,
        required: must.reduce((n, m) => n + m.of, 0), filled: must.reduce((n, m) => n + m.of - m.n, 0), checks: [...this.#checks].map(([key, n]) => ({ key, n })),
      },
    };
  }
}

class Sum {
  #n = 0; #valued = 0; #gross = 0n; #previous = 0n; #year = 0n; #net = 0n;
  readonly #areas: Record<Measure, bigint> = { registerAreaM2: 0n, builtAreaM2: 0n, footprintM2: 0n };
  add(h: Held, counted: Entry['counted']): void {
    this.#n += 1;
    if (h.gross !== null) this.#valued += 1;
    this.#gross += h.gross ?? 0n; this.#previous += h.previous; this.#year += h.year; this.#net += h.net;
    for (const m of MEASURES) if (counted[m]) this.#areas[m] += exact(h.areas[m] ?? 0);
  }
  totals(): StatementTotals {
    return {
      n: this.#n, valued: this.#valued, registerAreaM2: metres(this.#areas.registerAreaM2), builtAreaM2: metres(this.#areas.builtAreaM2), footprintM2: metres(this.#areas.footprintM2),
      grossMinor: String(this.#gross), previousMinor: String(this.#previous), yearMinor: String(this.#year), netMinor: String(this.#net),
    };
  }
}
