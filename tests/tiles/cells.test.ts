import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keepCells, rebuildCells } from '../../server/src/features/tiles/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { LONG } from '../faults/scale.ts';
import { buildCity, dice, type City } from './city.ts';

interface Cell { at: string; n: number; px: number; py: number }

describe.each(await engines())('counts of the map kept with a change of few features on the %s database', (engine) => {
  let db: TestDatabase, city: City;
  beforeAll(async () => { db = await testDatabase({ engine }); city = await buildCity(db, 'CELLS'); });
  afterAll(async () => { await db.drop(); });

  const cells = async (tx: Tx, layer: string): Promise<Map<string, Cell>> => new Map((await tx.raw(`select z || '/' || x || '/' || y || '/' || cell as at, n, px::float8 as px, py::float8 as py
    from tile_cell where commune_id = current_commune() and layer = ?`, [layer]) as { rows: Cell[] }).rows.map((c) => [c.at, c]));

  /** Random moves, one hidden, one that stays, then the whole layer counted again: equal counts everywhere, centres but for their rounding. */
  async function agree(layer: 'assets' | 'listings', rounds: number, change: (tx: Tx, ids: readonly string[], x: number, y: number) => Promise<unknown>): Promise<void> {
    const roll = dice(layer.length);
    await db.inCommune({ commune: city.commune }, async (tx) => {
      const { rows } = await tx.raw(`select id from ${layer.slice(0, -1)} where commune_id = current_commune() order by id`) as { rows: { id: string }[] };
      const start = await cells(tx, layer);
      for (let i = 0; i < rounds; i += 1) {
        const ids = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => rows[Math.floor(roll() * rows.length)]?.id ?? '');
        await keepCells(tx, layer, ids, () => change(tx, ids, 10.1 + roll() * 0.2, 36.7 + roll() * 0.2));
      }
      const kept = await cells(tx, layer);
      expect(kept).not.toEqual(start);
      await tx.raw('delete from tile_cell where commune_id = current_commune() and layer = ?', [layer]);
      await rebuildCells(tx, layer);
      const counted = await cells(tx, layer);
      expect([...kept.keys()].sort()).toEqual([...counted.keys()].sort());
      for (const [at, c] of counted) {
        const k = kept.get(at);
        expect({ at, n: k?.n }).toEqual({ at, n: c.n });
        expect(Math.hypot((k?.px ?? NaN) - c.px, (k?.py ?? NaN) - c.py)).toBeLessThan(0.1);
      }
    });
  }

  test('properties drawn anew, without a place, or of another area', async () => {
    await agree('assets', LONG ? 200 : 25, async (tx, ids, x, y) => {
      const what = ids.length === 1 ? `geom = st_translate(geom, ${String(x - 10.18)}, ${String(y - 36.81)})` : ids.length === 2 ? 'geom = null' : 'land_area_m2 = coalesce(land_area_m2, 0) + 100';
      await tx.raw(`update asset set ${what} where commune_id = current_commune() and id = any(cast(? as bigint[]))`, [`{${ids.join(',')}}`]);
    });
  });

  test('listings placed elsewhere, gone, or of other nights', async () => {
    await agree('listings', LONG ? 200 : 25, async (tx, ids, x, y) => {
      const what = ids.length === 1 ? `geom = st_setsrid(st_makepoint(${String(x)}, ${String(y)}), 4326)` : ids.length === 2 ? 'seen_to = case when seen_to is null then 1 end' : 'estimated_nights = coalesce(estimated_nights, 0) + 7';
      await tx.raw(`update listing set ${what} where commune_id = current_commune() and id = any(cast(? as bigint[]))`, [`{${ids.join(',')}}`]);
    });
  });
});
