import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { nginxProgram, startNginx, type Proxy } from '../support/nginx.ts';
import { tileAt } from '../support/tile-at.ts';
import { caller, PASSWORD, signIn, testServer, type Call, type TestServer } from '../support/server.ts';

const onNginx = nginxProgram() !== undefined && (await engines()).includes('server') ? describe : describe.skip;
const TILE = `/tiles/assets/${tileAt(9.9965, 36.605, 14)}.mvt?commune=`;

onNginx('nginx before the tiles, by its published example', () => {
  let server: TestServer, proxy: Proxy;
  const calls = {} as Record<'viewer' | 'there' | 'nobody', Call>;
  beforeAll(async () => {
    server = await testServer({ engine: 'server' });
    proxy = await startNginx([Number(new URL(server.base).port)]);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw(`insert into asset (commune_id, code, name, geom) select current_commune(), 'A' || n, 'Hall ' || n, st_setsrid(st_makepoint(9.995 + n * 0.0001, 36.605), 4326) from generate_series(1, 40) n`);
      await tx.raw(`insert into data_version (commune_id, layer) values (current_commune(), 'assets')`);
    });
    calls.viewer = caller(proxy.base, await signIn(proxy.base, server.emailOf('viewer'), PASSWORD));
    calls.there = caller(proxy.base, await signIn(proxy.base, server.emailOf('viewer', 'THERE'), PASSWORD));
    calls.nobody = caller(proxy.base, undefined);
  });
  afterAll(async () => { await proxy?.stop(); await server?.close(); });
  const cached = async (call: Call, path = `${TILE}HERE`, headers?: Record<string, string>) => {
    const answer = await call('GET', path, undefined, headers);
    return { status: answer.status, from: answer.headers.get('x-tile-cache'), bytes: answer.bytes, tag: answer.headers.get('etag'), kept: answer.headers.get('cache-control') };
  };

  test('a tile is made once and given again, the same bytes, under the same tag', async () => {
    const first = await cached(calls.viewer), again = await cached(calls.viewer), straight = await (await server.as('viewer'))('GET', `${TILE}HERE`);
    expect([first.status, first.from, again.from]).toEqual([200, 'MISS', 'HIT']);
    expect(first.bytes.length).toBeGreaterThan(200);
    expect(again.bytes.equals(first.bytes) && first.bytes.equals(straight.bytes)).toBe(true);
    expect([again.tag, again.kept]).toEqual([straight.headers.get('etag'), 'private, no-cache']);
    expect((await cached(calls.viewer, `${TILE}HERE`, { 'if-none-match': again.tag ?? '' })).status).toBe(304);
  });

  test('who may not see it gets the same answer as from us, though the tile is held', async () => {
    expect(await cached(calls.viewer)).toMatchObject({ status: 200, from: 'HIT' });
    const nobody = await calls.nobody('GET', `${TILE}HERE`), there = await calls.there('GET', `${TILE}HERE`);
    expect([nobody.status, nobody.json<{ code: string }>().code]).toEqual([401, 'unauthenticated']);
    expect([there.status, there.json<{ code: string }>().code]).toEqual([403, 'forbidden']);
    expect((await calls.viewer('GET', '/tiles/nothing/14/1/1.mvt?commune=HERE')).status).toBe(404);
    expect((await calls.viewer('GET', '/tiles/assets/99/1/1.mvt?commune=HERE')).status).toBe(404);
    // Her own commune's tile of the same place is another.
    expect((await cached(calls.there, `${TILE}THERE`)).bytes.length).toBe(0);
  });

  test('a change is seen at once: the version is in the name, the old tile is asked for no more', async () => {
    const before = await cached(calls.viewer);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw(`delete from asset where commune_id = current_commune() and code = 'A1'`);
      await tx.raw(`update data_version set version = version + 1 where commune_id = current_commune() and layer = 'assets'`);
    });
    const after = await cached(calls.viewer);
    expect([after.from, after.tag === before.tag, after.bytes.length < before.bytes.length]).toEqual(['MISS', false, true]);
    expect((await cached(calls.viewer)).from).toBe('HIT');
  });

  test('a reader whose right ends sees nothing more of what is held', async () => {
    await server.deps.db.asOwner((tx) => tx.raw('delete from membership where person_id = ? and commune_id = ?', [server.communes.HERE.people.viewer, server.communes.HERE.id]));
    expect((await cached(calls.viewer)).status).toBe(403);
  });
});
