import type { AssetFacets, AssetFilter } from '@sommier/domain/assets';
import { splitList, type Geometry } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { assetWhere, classes } from './asset-where.ts';
import type { Coded, Columns } from './columns.ts';

/** Filters that are choices among a column's codes. */
const CHOICES: readonly (readonly [keyof AssetFilter, Coded])[] = [['domain', 'domain_class'], ['title', 'title_state'], ['nature', 'nature'], ['status', 'status'], ['level', 'level'], ['review', 'review'],
  ['condition', 'condition_class'], ['sub', 'domain_subclass'], ['regime', 'legal_regime'], ['conservation', 'conservation'], ['origin', 'origin'], ['use', 'use_code']];
const COLUMNS = new Set<string>([...CHOICES.map(([key]) => key), 'district', 'located', 'areas']);
/** Conditions and orders kept at one version of the data. */
const KEPT = 40;

/** Row numbers of the ids answered; an id made since the columns were read has none. */
function rowsOf(c: Columns, ids: readonly string[]): Uint32Array {
  const out = new Uint32Array(ids.length);
  let n = 0;
  for (const id of ids) {
    let low = 0, high = c.ids.length - 1;
    for (const wanted = Number(id); low <= high;) {
      const at = (low + high) >> 1, row = c.byId[at] as number, there = c.ids[row] as number;
      if (there === wanted) { out[n] = row; n += 1; break; }
      if (there < wanted) low = at + 1; else high = at - 1;
    }
  }
  return out.subarray(0, n);
}

/** Rows a statement answers (`ids`, joined by commas), kept under its question where it is asked again, and asked once for all who ask together. `column` names what an order goes by. */
export function keptRows(tx: Tx, c: Columns, question: string | null, sql: string, bindings: Record<string, unknown>, column?: string): Promise<Uint32Array> {
  const found = question === null ? undefined : c.kept.get(question);
  if (found !== undefined) return found.rows;
  const rows = tx.raw(sql, bindings).then(({ rows: [row] }: { rows: { ids: string | null }[] }) => rowsOf(c, row?.ids?.split(',') ?? []));
  if (question !== null) {
    c.kept.set(question, { rows, column });
    rows.catch(() => { c.kept.delete(question); });
    for (const oldest of c.kept.keys()) { if (c.kept.size <= KEPT) break; c.kept.delete(oldest); }
  }
  return rows;
}

/** Marks (1) of the rows that meet a filter and touch a shape: codes by the columns, words, grounds and fields of the commune's own by the database's indexes. */
export async function marked(tx: Tx, c: Columns, f: AssetFilter, shape?: Geometry): Promise<{ marks: Uint8Array; total: number }> {
  const n = c.ids.length;
  let marks = new Uint8Array(n).fill(1);
  const rest = Object.fromEntries(Object.entries(f).filter(([key, value]) => !COLUMNS.has(key) && value !== undefined && value !== ''));
  if (shape !== undefined || Object.keys(rest).length > 0) {
    const w = assetWhere(rest as AssetFilter, shape);
    // Windows and shapes hardly come twice; words do, as pages are turned and codes ticked.
    const question = shape === undefined && rest['bbox'] === undefined ? `where ${JSON.stringify(Object.entries(rest).sort())}` : null;
    const rows = await keptRows(tx, c, question, `select string_agg(a.id::text, ',') as ids from asset a where ${w.sql}`, w.bindings);
    marks = new Uint8Array(n);
    for (const row of rows) marks[row] = 1;
  }
  const among = (name: Coded, words: readonly string[]): void => {
    const { words: known, of } = c.coded[name], wanted = new Uint8Array(known.length);
    for (const word of words) { const at = word === 'none' ? 0 : known.indexOf(word); if (at >= 0) wanted[at] = 1; }
    for (let i = 0; i < n; i += 1) if (wanted[of[i] as number] === 0) marks[i] = 0;
  };
  for (const [key, name] of CHOICES) {
    const words = splitList(f[key]);
    if (words.length > 0) among(name, key === 'domain' ? classes(words) : words);
  }
  if (f.district !== undefined) {
    const { words, of } = c.coded.district, at = f.district === '' ? -1 : words.indexOf(f.district);
    for (let i = 0; i < n; i += 1) if (of[i] !== at) marks[i] = 0;
  }
  const wantsDiffer = f.areas === 'differ' ? 1 : 0, west = c.boxes[0];
  if (f.areas !== undefined) for (let i = 0; i < n; i += 1) if (c.differ[i] !== wantsDiffer) marks[i] = 0;
  if (f.located !== undefined) for (let i = 0; i < n; i += 1) if (Number.isNaN(west[i]) === (f.located === 'yes')) marks[i] = 0;
  let total = 0;
  for (let i = 0; i < n; i += 1) total += marks[i] as number;
  return { marks, total };
}

type Count<T extends string | null> = { value: T; count: number };
/** The legend's counts over the marked rows. */
export function facetsOf(c: Columns, { marks, total }: { marks: Uint8Array; total: number }): AssetFacets {
  const n = c.ids.length;
  const counted = (name: Coded): Count<never>[] => {
    const { words, of } = c.coded[name], counts = new Uint32Array(words.length);
    for (let i = 0; i < n; i += 1) if (marks[i] === 1) counts[of[i] as number] = (counts[of[i] as number] as number) + 1;
    return [...counts].flatMap((count, at) => (count === 0 ? [] : [{ value: (at === 0 ? null : words[at] ?? null) as never, count }])).sort((a, b) => b.count - a.count);
  };
  const domain = c.coded.domain_class, title = c.coded.title_state, pairs = new Uint32Array(domain.words.length * title.words.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity], [w, s, e, north] = c.boxes;
  let located = 0, differ = 0;
  for (let i = 0; i < n; i += 1) {
    if (marks[i] !== 1) continue;
    const pair = (domain.of[i] as number) * title.words.length + (title.of[i] as number);
    pairs[pair] = (pairs[pair] as number) + 1;
    differ += c.differ[i] as number;
    if (Number.isNaN(w[i])) continue;
    located += 1;
    box[0] = Math.min(box[0] as number, w[i] as number); box[1] = Math.min(box[1] as number, s[i] as number);
    box[2] = Math.max(box[2] as number, e[i] as number); box[3] = Math.max(box[3] as number, north[i] as number);
  }
  const word = (words: string[], at: number): never => (at === 0 ? null : words[at] ?? null) as never;
  const legal = [...pairs].flatMap((count, at) => (count === 0 ? [] : [{ domainClass: word(domain.words, Math.floor(at / title.words.length)), titleState: word(title.words, at % title.words.length), count }]));
  return {
    total, located, unlocated: total - located, legal, nature: counted('nature'), status: counted('status'), level: counted('level'), district: counted('district').slice(0, 200), useCode: counted('use_code'),
    origin: counted('origin'), conservation: counted('conservation'), condition: counted('condition_class'), review: counted('review'), areasDiffer: differ, bounds: located > 0 ? box as [number, number, number, number] : null,
  };
}
