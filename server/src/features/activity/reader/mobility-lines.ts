import { toEwkb } from '../../../platform/source/index.ts';
import type { ReaderOutput } from '../../imports/index.ts';
import { digestOf } from './staged.ts';

/** The stage of both mobility formats, after `row`: what a line is, the key it is known by, its content, its shape. */
export const MOBILITY_STAGE = [['what', 'text not null'], ['key', 'text not null'], ['digest', 'text not null'], ['content', 'jsonb not null'], ['geom', 'geometry']] as const;
export type What = 'vehicle' | 'station' | 'zone' | 'trip' | 'fact' | 'policy' | 'provider';

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
export class MobilityLines {
  rows = 0;
  unlocated = 0;
  readonly ids = new Set<string>();
  #held = '';
  readonly #output: ReaderOutput;
  constructor(output: ReaderOutput) { this.#output = output; }
  /** `own` is the part of the content that the line's own feed tells, when other feeds add to it: what it is known again by. */
  put(row: number, what: What, key: string, content: object, ewkb: string | null = null, own: object = content): void {
    this.#held += `${row},${what},${cell(key)},${digestOf(own, ewkb)},${cell(JSON.stringify(content))},${ewkb ?? ''}\n`;
  }
  async flush(): Promise<void> {
    if (this.#held === '') return;
    const lines = this.#held;
    this.#held = '';
    await this.#output.write(lines);
    this.#output.progress(this.rows, this.rows);
  }
  /** A polygon for a layer; what cannot be read is refused by its row. */
  zone(row: number, key: string, geometry: unknown, attributes: Record<string, unknown>): boolean {
    const made = toEwkb(geometry, 4326, true);
    if (made.problem !== undefined || made.ewkb === null) { this.#output.refuse({ row, column: 'geometry', value: key.slice(0, 100), code: made.problem?.code ?? 'bad_geometry', params: made.problem?.params ?? {} }); return false; }
    this.put(row, 'zone', key, { attributes }, made.ewkb);
    return true;
  }
}

/** A longitude and latitude: null when there is none (nor at 0,0), undefined when it is not on the globe. */
export function placeOf(lon: unknown, lat: unknown): { lon: number; lat: number } | null | undefined {
  if ((lon === undefined || lon === null || lon === '') && (lat === undefined || lat === null || lat === '')) return null;
  const [x, y] = [Number(lon), Number(lat)];
  if (typeof lon === 'boolean' || typeof lat === 'boolean' || lon === null || lat === null || !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90)) return undefined;
  return x === 0 && y === 0 ? null : { lon: x, lat: y };
}
/** An instant written in seconds or milliseconds since 1970 or in ISO 8601, in milliseconds; null where it is none. */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number' || typeof value === 'string' && /^\d{9,14}$/.test(value)) { const n = Number(value); return n > 0 && n < 1e14 ? (n < 1e11 ? n * 1000 : n) : null; }
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const time = Date.parse(/T\d{2}:\d{2}[+-]\d{2}$/.test(value) ? `${value}:00` : value);
  return Number.isNaN(time) ? null : time;
}
/** Day and hour of an instant on the clocks of a time zone. */
export function clock(timezone: string): (time: number) => { day: string; hour: number } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' });
  return (time) => { const parts = Object.fromEntries(format.formatToParts(time).map((p) => [p.type, p.value])); return { day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`, hour: Number(parts['hour']) }; };
}
