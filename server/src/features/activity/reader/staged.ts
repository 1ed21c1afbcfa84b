import { createHash } from 'node:crypto';
import { identifierKey, type IdentifierKind } from '@sommier/domain/parties';
import { plainValue } from '../../../platform/source/index.ts';
import type { ReaderOutput } from '../../imports/index.ts';

/** A person or body as a file names it. The first number is the one it is found again by. */
export interface StagedParty { kind: 'natural' | 'legal'; name: string; numbers: { kind: IdentifierKind; value: string }[] }
/** A place of lodging as a file names it, by the columns of `activity_unit`. */
export interface StagedUnit {
  unit_key: string; name?: string | null; platform?: string | null; external_id?: string | null; url?: string | null; address?: string | null; post_code?: string | null; city?: string | null;
  registration?: string | null; land_registration?: string | null; lodging_class?: string | null; unit_kind?: string | null; capacity?: number | null; rooms?: number | null;
  lon?: number | null; lat?: number | null; uncertainty_m?: number | null; place_from?: 'declared' | 'reported' | null;
}
/** A fact by the columns of `activity_fact`; what is absent is not known. */
export type StagedFact = { kind: string; source: string; period_from: string; period_to: string } & Record<string, unknown>;
export interface StagedRow { row: number; key: string; document?: string | null; act?: 'write' | 'correct' | 'delete'; corrects?: string | null; fact: StagedFact; unit?: StagedUnit | null; host?: StagedParty | null; operator?: StagedParty | null }

/** The stage of every format of facts, after `row`. */
export const FACT_STAGE = [['fact_key', 'text not null'], ['document', 'text'], ['act', 'text not null'], ['corrects', 'text'], ['digest', 'text not null'], ['fact', 'jsonb not null'], ['unit', 'jsonb'], ['host', 'jsonb'], ['operator', 'jsonb']] as const;

const cell = (text: string | null | undefined): string => (text === null || text === undefined ? '' : `"${text.replaceAll('"', '""')}"`);
const json = (value: object | null | undefined): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null && v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)])) : value);
/** Equal for equal contents, whatever the order of their names. */
export const digestOf = (...values: unknown[]): string => createHash('sha256').update(JSON.stringify(values.map(sorted))).digest('base64url').slice(0, 27);

/** The number a party is looked for by: its folded form, null where it has none. */
const numberOf = (p: StagedParty): string | null => { const first = p.numbers[0]; return first === undefined ? null : identifierKey(first.value); };

/** A line of the stage. */
export function stageLine(r: StagedRow): string {
  const party = (p: StagedParty | null | undefined): string | null => json(p === null || p === undefined ? null : { ...p, number: numberOf(p) });
  return [String(r.row), cell(r.key), cell(r.document), r.act ?? 'write', cell(r.corrects), digestOf(r.fact, r.unit ?? null, r.host ?? null, r.operator ?? null), cell(json(r.fact)), cell(json(r.unit)), cell(party(r.host)), cell(party(r.operator))].join(',') + '\n';
}

/** Writes the lines of a reading in pieces, and keeps count of its rows. */
export class FactLines {
  rows = 0;
  #held = '';
  readonly #output: ReaderOutput;
  constructor(output: ReaderOutput) { this.#output = output; }
  put(row: StagedRow): void { this.#held += stageLine(row); }
  refuse(row: number, column: string | null, value: unknown, code: string, params: Record<string, unknown> = {}): void {
    this.#output.refuse({ row, column, value: plainValue(value, 200), code, params });
  }
  /** To be called between records. */
  async flush(done = this.rows): Promise<void> {
    if (this.#held === '') return;
    const lines = this.#held;
    this.#held = '';
    await this.#output.write(lines);
    this.#output.progress(done, done);
  }
}

/** How a unit is known again: its registration first, the platform's own number, the land's, the address, or the author's name for it. */
export function unitKey(u: { registration?: string | null; platform?: string | null; external_id?: string | null; land_registration?: string | null; address?: string | null; post_code?: string | null; city?: string | null; name?: string | null; author?: string | null }): string | null {
  const fold = (...parts: (string | null | undefined)[]): string => identifierKey(parts.filter(Boolean).join(' ')).slice(0, 260);
  if (u.registration) return `reg:${fold(u.registration)}`;
  if (u.external_id) return `id:${u.platform ?? ''}:${u.external_id.slice(0, 200)}`;
  if (u.land_registration) return `land:${fold(u.land_registration, u.address)}`;
  if (u.name && u.author) return `ref:${fold(u.author)}:${fold(u.name)}`;
  if (u.address) return `addr:${fold(u.address, u.post_code, u.city)}`;
  return u.name ? `ref::${fold(u.name)}` : null;
}
