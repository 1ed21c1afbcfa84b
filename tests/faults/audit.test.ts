import { expect, test } from '@jest/globals';
import { record, verifyChain } from '../../server/src/platform/audit/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { dice } from '../../bench/lib/city.ts';
import { engines, fixtureCommune, testDatabase } from '../support/db.ts';
import { reportPart } from './report.ts';
import { LONG, scale, SEED } from './scale.ts';

const ENTRIES = scale('AUDIT', 100_000, 2000), EACH = scale('AUDIT_EACH', 5, 1);
class TakenBack extends Error {}

/** One entry changed as the owner of the database could, triggers off. `at` is its number; nothing else of the chain is touched. */
const CHANGES: Record<string, (tx: Tx, commune: number, at: number) => Promise<unknown>> = {
  edited: (tx, c, at) => tx.raw(`update audit_entry set detail = '{"n":-1}' where commune_id = ? and seq = ?`, [c, at]),
  removed: (tx, c, at) => tx.raw('delete from audit_entry where commune_id = ? and seq = ?', [c, at]),
  moved: async (tx, c, at) => {
    // Its content goes one place on, the next one's comes here.
    await tx.raw(`update audit_entry a set subject = b.subject, detail = b.detail, hash = b.hash, prev_hash = b.prev_hash from audit_entry b
      where a.commune_id = :c and b.commune_id = :c and ((a.seq = :at and b.seq = :next) or (a.seq = :next and b.seq = :at))`, { c, at, next: at + 1 });
  },
  inserted: async (tx, c, at) => {
    // All that follow move up by one, numbers and head alike, as one who hides an insertion would.
    await tx.raw('update audit_entry set seq = -seq where commune_id = ? and seq > ?', [c, at]);
    await tx.raw('update audit_entry set seq = 1 - seq where commune_id = ? and seq < 0', [c]);
    await tx.raw(`insert into audit_entry (commune_id, seq, at, actor, action, subject, detail, prev_hash, hash)
      select commune_id, seq + 1, at, actor, action, 'thing:slipped-in', detail, hash, hash from audit_entry where commune_id = ? and seq = ?`, [c, at]);
    await tx.raw('update audit_head set seq = seq + 1 where commune_id = ?', [c]);
  },
};

test.each(await engines())(`on the %s database, one entry edited, removed, moved or inserted among ${String(ENTRIES)} is found every time`, async (engine) => {
  const db = await testDatabase({ engine }), roll = dice(SEED), missed: string[] = [];
  let longest = 0, tries = 0;
  try {
    const { id } = await fixtureCommune(db, 'TRAIL');
    for (let from = 0; from < ENTRIES; from += 10_000) {
      await db.inCommune({ commune: id }, (tx) => record(tx, { commune: id, via: 'system' }, Array.from({ length: Math.min(10_000, ENTRIES - from) }, (_, i) => ({ action: 'thing.made' as const, subject: `thing:${String(from + i)}`, detail: { n: from + i } }))));
    }
    expect(await db.inCommune({ commune: id }, (tx) => verifyChain(tx, id))).toMatchObject({ ok: true, entries: ENTRIES });
    for (const [name, change] of Object.entries(CHANGES)) for (let i = 0; i < EACH; i += 1) {
      const at = 2 + Math.floor(roll() * (ENTRIES - 3));
      await db.asOwner(async (tx) => {
        await tx.raw('alter table audit_entry disable trigger user');
        await change(tx, id, at);
        const begun = performance.now(), found = await verifyChain(tx, id);
        longest = Math.max(longest, performance.now() - begun);
        tries += 1;
        const place = Number(found.broken?.seq);
        if (found.ok || !(place >= at && place <= at + 1)) missed.push(`${name} at ${String(at)}: ${JSON.stringify(found)}`);
        // The chain is as it was for the next try.
        throw new TakenBack();
      }).catch((fault: unknown) => { if (!(fault instanceof TakenBack)) throw fault; });
    }
    expect(await db.inCommune({ commune: id }, (tx) => verifyChain(tx, id))).toMatchObject({ ok: true, entries: ENTRIES });
    reportPart(`8-audit-${engine}`, `One audit entry changed, ${engine} database`, [
      `${String(tries)} tries among ${ENTRIES.toLocaleString('en')} entries, by chance ${Object.keys(CHANGES).join(', ')}: ${String(tries - missed.length)} found at their place; a check took ${(longest / 1000).toFixed(1)} s at the longest (limit 30 s).`, ...missed]);
    expect(missed).toEqual([]);
    expect(longest).toBeLessThan(30_000);
  } finally { await db.drop(); }
}, LONG ? 1_800_000 : 120_000);
