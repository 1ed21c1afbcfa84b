import { bareReference, bareWords, twinScore, TWIN_REASONS, TWIN_THRESHOLD, type TwinReason } from '@sommier/domain/duplicates';
import type { Tx } from '../../platform/db/index.ts';

interface Row { id: string; code: string; title: string | null; inventory: string | null; name: string; address: string | null; level: string | null; parent: string | null }
interface Pair { low: string; high: string; reasons: Map<TwinReason, string | null>; share: number | null; distance: number | null }
/** A mark that so many carry tells nothing of two of them. */
const CROWD = 12;
const NEAR_M = 30;
const HALF = 0.5;

const keyOf = (a: string, b: string): string => (BigInt(a) < BigInt(b) ? `${a} ${b}` : `${b} ${a}`);

/** Every property of the commune by what it says of itself; read in slices. */
export async function readRows(tx: Tx, after: string, size: number): Promise<Row[]> {
  const { rows } = await tx.raw(`select a.id, a.code, a.title_number as title, a.inventory_number as inventory, a.name, a.address, a.level, a.parent_id as parent
    from asset a where a.commune_id = current_commune() and a.id > cast(:after as bigint) order by a.id limit :size`, { after, size }) as { rows: Row[] };
  return rows;
}
export async function readNear(tx: Tx, ids: readonly string[]): Promise<{ low: string; high: string; share: number | null; distance: number }[]> {
  const { rows } = await tx.raw('select n.low, n.high, n.share, n.distance from near_assets(cast(:ids as bigint[]), :metres) n', { ids: `{${ids.join(',')}}`, metres: NEAR_M }) as { rows: { low: string; high: string; share: number | null; distance: number }[] };
  return rows;
}

/** Finds pairs among rows that share a mark, then adds what their ground says; answers those that reach the threshold. */
export class Finder {
  private readonly pairs = new Map<string, Pair>();
  private readonly rows = new Map<string, Row>();
  add(rows: readonly Row[]): void { for (const row of rows) this.rows.set(row.id, row); }

  private note(a: Row, b: Row, reason: TwinReason, detail: string | null): void {
    // A part is not its whole's twin, and two units of one name in two buildings are two.
    if (a.parent === b.id || b.parent === a.id || (reason === 'name' && a.level !== b.level)) return;
    const key = keyOf(a.id, b.id);
    const [low = '', high = ''] = key.split(' ');
    const pair = this.pairs.get(key) ?? { low, high, reasons: new Map<TwinReason, string | null>(), share: null, distance: null };
    pair.reasons.set(reason, detail);
    this.pairs.set(key, pair);
  }

  private byMark(reason: TwinReason, mark: (row: Row) => string, shown: (row: Row) => string | null): void {
    const groups = new Map<string, Row[]>();
    for (const row of this.rows.values()) {
      const key = mark(row);
      if (key !== '') groups.set(key, [...groups.get(key) ?? [], row]);
    }
    for (const group of groups.values()) {
      if (group.length < 2 || group.length > CROWD) continue;
      group.forEach((a, i) => { for (const b of group.slice(i + 1)) this.note(a, b, reason, shown(a)); });
    }
  }

  /** Marks of the texts: code, title, inventory number, name with address. */
  marks(): void {
    this.byMark('code', (r) => bareReference(r.code), (r) => r.code);
    this.byMark('title', (r) => bareReference(r.title), (r) => r.title);
    this.byMark('inventory', (r) => bareReference(r.inventory), (r) => r.inventory);
    this.byMark('name_address', (r) => (r.address === null ? '' : `${r.level ?? ''}|${bareWords(r.name)}|${bareWords(r.address)}`), (r) => `${r.name}, ${r.address ?? ''}`);
  }

  ground(found: readonly { low: string; high: string; share: number | null; distance: number }[]): void {
    for (const f of found) {
      const [a, b] = [this.rows.get(f.low), this.rows.get(f.high)];
      if (a === undefined || b === undefined) continue;
      // Premises of one building lie on one another by nature.
      const stacked = a.level === 'unit' || a.level === 'room';
      if (!stacked && f.share !== null && f.share >= HALF) this.note(a, b, 'overlap', `${Math.round(f.share * 100)} %`);
      else if (!stacked || a.parent === b.parent) this.note(a, b, 'near', `${Math.round(f.distance)} m`);
      const pair = this.pairs.get(keyOf(f.low, f.high));
      if (pair === undefined) continue;
      pair.share = f.share;
      pair.distance = f.distance;
      if (bareWords(a.name) === bareWords(b.name) && bareWords(a.name) !== '') this.note(a, b, 'name', a.name);
    }
  }

  found(): { low: string; high: string; score: number; reasons: { reason: TwinReason; detail: string | null; weight: number }[] }[] {
    return [...this.pairs.values()].map((p) => {
      const reasons = [...p.reasons.keys()];
      const held = reasons.filter((r) => !(r === 'name' && reasons.includes('name_address')) && !(r === 'near' && reasons.includes('overlap')));
      return {
        low: p.low, high: p.high, score: twinScore({ reasons, overlapShare: p.share, distanceM: p.distance }),
        reasons: held.map((reason) => ({ reason, detail: p.reasons.get(reason) ?? null, weight: reason === 'overlap' ? Math.round(TWIN_REASONS.overlap * Math.min(1, p.share ?? 0)) : TWIN_REASONS[reason] })).sort((a, b) => b.weight - a.weight),
      };
    }).filter((p) => p.score >= TWIN_THRESHOLD);
  }
}
