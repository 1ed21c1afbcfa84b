import type { Database, Tx } from '../../platform/db/index.ts';
import type { Files } from '../../platform/files.ts';

const DEMO_MAIL = '%@demo.example';

/** Whether the demo is there: `partial` is a commune whose accounts were never made, because its loading was cut. */
export async function demoState(db: Database): Promise<'none' | 'partial' | 'whole'> {
  const { rows: [row] } = await db.asOwner((tx) => tx.raw<{ rows: { members: boolean }[] }>(
    'select exists (select from membership m where m.commune_id = c.id) as members from commune c where c.demo limit 1'));
  return row === undefined ? 'none' : row.members ? 'whole' : 'partial';
}

/** Tables that carry a commune, each before the ones it refers to. */
async function communeTables(tx: Tx): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { name: string; refers: string[] }[] }>(`
    select c.relname as name, coalesce((select array_agg(distinct f.relname::text) from pg_constraint k join pg_class f on f.oid = k.confrelid
      where k.contype = 'f' and k.conrelid = c.oid and f.oid <> c.oid), '{}') as refers
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'commune_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`);
  const left = new Map(rows.map((r) => [r.name, r.refers]));
  const order: string[] = [];
  while (left.size > 0) {
    const referred = new Set([...left.values()].flat());
    const free = [...left.keys()].filter((name) => !referred.has(name));
    if (free.length === 0) throw new Error(`tables refer to one another in a ring: ${[...left.keys()].join(', ')}`);
    for (const name of free) { order.push(name); left.delete(name); }
  }
  return order;
}

/**
 * Takes the demo commune away with everything in it, and its accounts; a real commune is never touched. This is the one place where an audit trail
 * ends: what it told of never existed. Answers false when there was no demo.
 */
export async function removeDemo(db: Database, files?: Files): Promise<boolean> {
  const gone: number[] = [];
  const removed = await db.asOwner(async (tx) => {
    const { rows: communes } = await tx.raw<{ rows: { id: number }[] }>('select c.id from commune c where c.demo');
    if (communes.length === 0) return false;
    const tables = await communeTables(tx);
    // The triggers of the audit, of the ledger and of histories refuse what is done here.
    for (const table of tables) await tx.raw('alter table ?? disable trigger user', [table]);
    for (const { id } of communes) {
      for (const table of tables) await tx.raw('delete from ?? where commune_id = ?', [table, id]);
      await tx.raw('delete from commune where id = ?', [id]);
    }
    for (const table of tables) await tx.raw('alter table ?? enable trigger user', [table]);
    const alone = `p.email like ? and not exists (select from membership m where m.person_id = p.id)`;
    await tx.raw(`delete from session s using person p where p.id = s.person_id and ${alone}`, [DEMO_MAIL]);
    await tx.raw(`delete from person p where ${alone}`, [DEMO_MAIL]);
    gone.push(...communes.map((c) => c.id));
    return true;
  });
  // Its documents leave the store once nothing speaks of them.
  if (files !== undefined) for (const id of gone) for await (const key of files.documents.keys(`documents/${String(id)}`)) await files.documents.remove(key);
  return removed;
}
