import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { AssetSheet } from '@sommier/domain/assets';
import type { Campaign, FieldPack, Sheet } from '@sommier/domain/campaigns';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

/** A photo unlike every other. */
const photo = async (n: number): Promise<Buffer> => sharp({ create: { width: 64, height: 48, channels: 3, background: { r: n % 256, g: (n * 7) % 256, b: (n * 13) % 256 } } }).jpeg().toBuffer();

describe.each(await engines())('a campaign of inventory on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call;
  const at = '/api/communes/HERE';
  const assets: string[] = [];
  let zones: string[] = [], campaign: Campaign;
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id, person: server.communes.HERE.people.agent }, async (tx) => {
      const { rows: [set] } = await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'arrondissements', 'nom') returning id`) as { rows: { id: string }[] };
      const { rows } = await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), :set, label, st_multi(g), st_area(g::geography)
        from (values ('Ouest', st_makeenvelope(10.0, 36.7, 10.2, 36.9, 4326)), ('Est', st_makeenvelope(10.2, 36.7, 10.4, 36.9, 4326))) v(label, g) returning id`, { set: set!.id }) as { rows: { id: string }[] };
      zones = rows.map((r) => r.id);
      for (const [i, lon] of [10.1, 10.11, 10.3, 10.31].entries()) {
        const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, level, geom) values (current_commune(), :code, :name, 'building', st_setsrid(st_makepoint(cast(:lon as float8), 36.8), 4326)) returning id`, { code: `B${i}`, name: `Bâtiment ${i}`, lon }) as { rows: { id: string }[] };
        assets.push(a!.id);
      }
      await tx.raw(`insert into asset (commune_id, code, name, level) values (current_commune(), 'B9', 'Sans place', 'building')`);
    });
  });
  afterAll(async () => { await server.close(); });
  const people = (): TestServer['communes']['HERE']['people'] => server.communes.HERE.people;
  const visit = (asset: string | null, more: object = {}) => ({ asset, revision: 1, outcome: 'seen', answers: { conditionClass: 'bad', floors: 3 }, foundName: null, baseVersion: 1, occupant: null, note: null, position: { lon: 10.1, lat: 36.8, accuracyM: 5 }, at: '2026-11-22T08:00:00+01:00', ...more });
  const put = (client: string, body: object, who: Call = agent) => who('PUT', `${at}/campaigns/${campaign.id}/visits/${client}`, body);
  const sheets = async (): Promise<{ id: string; state: string; code: string | null; name: string; visits: number; photos: number }[]> => (await manager('GET', `${at}/campaigns/${campaign.id}/sheets?size=100`)).json<{ rows: { id: string; state: string; code: string | null; name: string; visits: number; photos: number }[] }>().rows;
  const open = async (id: string): Promise<{ sheet: Sheet; tag: string }> => { const a = await manager('GET', `${at}/campaigns/${campaign.id}/sheets/${id}`); return { sheet: a.json<Sheet>(), tag: a.headers.get('etag') ?? '' }; };
  const upload = async (client: string, id: string, bytes: Buffer, sha = createHash('sha256').update(bytes).digest('hex'), who: Call = agent) => {
    const form = new FormData();
    form.append('photo', id); form.append('sha256', sha); form.append('takenAt', '2026-11-22T08:00:00Z');
    form.append('file', new Blob([bytes as BlobPart], { type: 'image/jpeg' }), `${id}.jpg`);
    return who('POST', `${at}/campaigns/${campaign.id}/visits/${client}/photos`, form);
  };

  test('sheets come from a perimeter and go to the people of their zone', async () => {
    expect((await manager('POST', `${at}/campaigns/preview`, { perimeter: { zones } })).json()).toMatchObject({ total: 4, zones: [{ label: 'Est', count: 2 }, { label: 'Ouest', count: 2 }] });
    expect((await manager('POST', `${at}/campaigns/preview`, { perimeter: {} })).json()).toMatchObject({ total: 5 });
    const polygon = { type: 'Polygon', coordinates: [[[10.05, 36.75], [10.105, 36.75], [10.105, 36.85], [10.05, 36.85], [10.05, 36.75]]] };
    expect((await manager('POST', `${at}/campaigns/preview`, { perimeter: { polygon } })).json()).toMatchObject({ total: 1 });
    const body = { name: 'Inventaire 2026', perimeter: { zones }, fields: ['conditionClass', 'floors', 'useLabel', 'address'], team: [{ person: people().agent, zones: [zones[0]] }, { person: people().manager, zones: [] }] };
    expect((await agent('POST', `${at}/campaigns`, body)).status).toBe(403);
    expect((await manager('POST', `${at}/campaigns`, { ...body, fields: ['status'] })).json()).toMatchObject({ reason: 'campaigns.unknown_field' });
    expect((await manager('POST', `${at}/campaigns`, { ...body, team: [{ person: people().viewer, zones: [] }] })).json()).toMatchObject({ reason: 'campaigns.not_member' });
    expect((await manager('POST', `${at}/campaigns`, { ...body, perimeter: { filter: { q: 'nothing at all' } } })).json()).toMatchObject({ reason: 'campaigns.empty' });
    campaign = (await manager('POST', `${at}/campaigns`, body)).json();
    expect(campaign).toMatchObject({ state: 'draft', counts: { total: 4, assigned: 4 } });
    expect(campaign.team.map((m) => m.counts.total)).toEqual([2, 2]);
    expect((await agent('GET', `${at}/campaigns/field`)).json()).toMatchObject({ sheets: [] });
    expect((await put(randomUUID(), visit(assets[0]!))).status).toBe(409);
    campaign = (await manager('POST', `${at}/campaigns/${campaign.id}/state`, { to: 'open' })).json();
    const pack = (await agent('GET', `${at}/campaigns/field`)).json<FieldPack>();
    expect(pack.sheets.map((s) => s.asset.code)).toEqual(['B0', 'B1']);
    expect(pack.campaigns[0]!.questions.map((q) => [q.key, q.type])).toEqual([['conditionClass', 'word'], ['floors', 'count'], ['useLabel', 'text'], ['address', 'text']]);
    expect(pack.context.zones.map((z) => z.label)).toEqual(['Ouest']);
    expect(pack.sheets[0]!.asset.values).toEqual({ conditionClass: null, floors: null, useLabel: null, address: null });
  });

  test('a visit sent again is there once; a later revision corrects it; the office’s changes meanwhile are said', async () => {
    const client = randomUUID();
    const first = await put(client, visit(assets[0]!, { occupant: 'M. Tahar' }));
    expect(first.json()).toMatchObject({ kept: 1, state: 'returned', clashes: [], alsoVisited: [] });
    const [again, twice] = await Promise.all([put(client, visit(assets[0]!)), put(client, visit(assets[0]!))]);
    expect([again.json(), twice.json()]).toMatchObject([{ kept: 1 }, { kept: 1 }]);
    expect((await manager('PATCH', `${at}/assets/${assets[0]!}`, { floors: 5 }, { 'if-match': '"v1"' })).status).toBe(200);
    expect((await put(client, visit(assets[0]!, { revision: 2, answers: { conditionClass: 'good', floors: 4 } }))).json()).toMatchObject({ kept: 2, clashes: [{ field: 'floors', office: 5 }] });
    expect((await put(client, visit(assets[0]!, { revision: 1 }))).json()).toMatchObject({ kept: 2 });
    expect((await put(client, visit(assets[1]!))).json()).toMatchObject({ status: 409, reason: 'campaigns.other_visit' });
    expect((await put(client, visit(assets[0]!), manager)).json()).toMatchObject({ status: 409 });
    const other = randomUUID();
    expect((await put(other, visit(assets[0]!), manager)).json()).toMatchObject({ alsoVisited: [{ by: 'agent HERE' }] });
    expect((await sheets())[0]).toMatchObject({ code: 'B0', state: 'returned', visits: 2 });
    const { sheet } = await open((await sheets())[0]!.id);
    expect(sheet.visits.find((v) => v.client === client)).toMatchObject({ revision: 2, answers: { conditionClass: 'good', floors: 4 } });
    expect(sheet.asset!.values['floors']).toBe(5);
    expect((await put(randomUUID(), visit('999999'))).json()).toMatchObject({ status: 422, reason: 'campaigns.not_in' });
    expect((await (await server.as('viewer'))('PUT', `${at}/campaigns/${campaign.id}/visits/${client}`, visit(assets[0]!))).status).toBe(403);
  });

  test('§4 case 12: thirty photos sent, some two and three times, are thirty', async () => {
    const client = randomUUID();
    await put(client, visit(assets[1]!));
    const all = await Promise.all(Array.from({ length: 30 }, async (_, i) => ({ id: randomUUID(), bytes: await photo(i) })));
    expect((await upload(client, all[0]!.id, all[0]!.bytes, 'f'.repeat(64))).json()).toMatchObject({ status: 400, reason: 'campaigns.photo_damaged' });
    for (const p of all) expect((await upload(client, p.id, p.bytes)).json()).toMatchObject({ photo: p.id, duplicate: false });
    for (const p of all.slice(10)) expect((await upload(client, p.id, p.bytes)).json()).toMatchObject({ duplicate: true });
    // The same bytes under another number (a tab killed before it noted the answer): still one document.
    expect((await upload(client, randomUUID(), all[3]!.bytes)).json()).toMatchObject({ duplicate: true });
    expect((await upload(client, all[4]!.id, all[5]!.bytes)).status).toBe(409);
    expect((await upload(randomUUID(), randomUUID(), all[0]!.bytes)).status).toBe(404);
    expect((await manager('GET', `${at}/documents?subjectKind=asset&subjectId=${assets[1]!}`)).json()).toMatchObject({ total: 30 });
  });

  test('the office takes fields one by one; a settled sheet takes nothing more', async () => {
    const rows = await sheets();
    const b0 = await open(rows.find((r) => r.code === 'B0')!.id);
    const mine = b0.sheet.visits.find((v) => v.by === 'agent HERE')!;
    const review = (id: string, tag: string, body: object, who: Call = manager) => who('POST', `${at}/campaigns/${campaign.id}/sheets/${id}/review`, body, { 'if-match': tag });
    expect((await review(b0.sheet.id, '"v0"', { decision: 'accept', visit: mine.client, fields: ['conditionClass'] })).status).toBe(412);
    expect((await review(b0.sheet.id, b0.tag, { decision: 'accept', visit: mine.client, fields: ['address'] })).json()).toMatchObject({ reason: 'campaigns.not_answered' });
    const taken = await review(b0.sheet.id, b0.tag, { decision: 'accept', visit: mine.client, fields: ['conditionClass'], note: 'Bon travail' });
    expect(taken.json()).toMatchObject({ state: 'accepted', applied: ['conditionClass'], proposal: null });
    expect((await agent('GET', `${at}/assets/${assets[0]!}`)).json<AssetSheet>()).toMatchObject({ conditionClass: 'good', conditionOn: '2026-11-22', floors: 5 });
    expect((await put(mine.client, visit(assets[0]!, { revision: 3 }))).json()).toMatchObject({ status: 409, reason: 'campaigns.settled' });
    expect((await put(mine.client, visit(assets[0]!, { revision: 2 }))).json()).toMatchObject({ kept: 2, state: 'accepted' });

    const b1 = await open(rows.find((r) => r.code === 'B1')!.id);
    expect((await review(b1.sheet.id, b1.tag, { decision: 'refuse', visit: b1.sheet.visits[0]!.client, note: 'Mauvaise porte' })).json()).toMatchObject({ state: 'refused' });
    expect((await agent('GET', `${at}/campaigns/field`)).json<FieldPack>().sheets).toMatchObject([{ state: 'refused', reviewNote: 'Mauvaise porte', asset: { code: 'B1' } }]);
    expect((await put(b1.sheet.visits[0]!.client, visit(assets[1]!, { revision: 2 }))).json()).toMatchObject({ state: 'returned' });
  });

  test('a validated property gets a proposal; a found one becomes a property with its photos and its place', async () => {
    expect((await agent('POST', `${at}/reviews`, { assets: [assets[2]!] })).status).toBeLessThan(300);
    const tag = (await manager('GET', `${at}/assets/${assets[2]!}`)).headers.get('etag') ?? '';
    expect((await manager('POST', `${at}/assets/${assets[2]!}/validate`, {}, { 'if-match': tag })).status).toBeLessThan(300);
    await put(randomUUID(), visit(assets[2]!, { baseVersion: null }));
    const b2 = await open((await sheets()).find((r) => r.code === 'B2')!.id);
    const asked = await manager('POST', `${at}/campaigns/${campaign.id}/sheets/${b2.sheet.id}/review`, { decision: 'accept', visit: b2.sheet.visits[0]!.client, fields: ['conditionClass', 'floors'] }, { 'if-match': b2.tag });
    expect(asked.json<Sheet>().proposal).not.toBeNull();
    expect((await agent('GET', `${at}/assets/${assets[2]!}`)).json<AssetSheet>()).toMatchObject({ conditionClass: null, review: 'validated' });

    const client = randomUUID(), shot = { id: randomUUID(), bytes: await photo(99) };
    expect((await put(client, visit(null))).status).toBe(400);
    await put(client, visit(null, { foundName: 'Kiosque', answers: { floors: 1 }, baseVersion: null }));
    await upload(client, shot.id, shot.bytes);
    const row = (await sheets()).find((r) => r.name === 'Kiosque')!;
    expect(row).toMatchObject({ state: 'returned', code: null, photos: 1 });
    const found = await open(row.id);
    const made = await manager('POST', `${at}/campaigns/${campaign.id}/sheets/${row.id}/review`, { decision: 'accept', visit: client, fields: ['floors', 'position'] }, { 'if-match': found.tag });
    const asset = made.json<Sheet>().asset!;
    expect((await agent('GET', `${at}/assets/${asset.id}`)).json<AssetSheet>()).toMatchObject({ name: 'Kiosque', floors: 1, located: true, accuracyM: 5 });
    expect((await agent('GET', `${at}/documents?subjectKind=asset&subjectId=${asset.id}`)).json()).toMatchObject({ total: 1 });
  });

  test('progress is counted by zone, by person and by week; a closed campaign still takes what was on its way', async () => {
    const seen = (await manager('GET', `${at}/campaigns/${campaign.id}`)).json<Campaign>();
    expect(seen).toMatchObject({ counts: { total: 5, accepted: 3, found: 1 }, weeks: [{ week: '2026-11-16', visited: 4, accepted: 3 }] });
    expect(seen.zones.map((z) => [z.label, z.counts.total])).toEqual([['Est', 2], ['Ouest', 3]]);
    campaign = (await manager('POST', `${at}/campaigns/${campaign.id}/state`, { to: 'closed' })).json();
    expect((await agent('GET', `${at}/campaigns/field`)).json<FieldPack>().sheets).toEqual([]);
    await put(randomUUID(), visit(assets[3]!, { baseVersion: null }));
    const late = await open((await sheets()).find((r) => r.code === 'B3')!.id);
    expect(late.sheet.visits).toMatchObject([{ late: true }]);
    expect((await (await server.as('agent', 'THERE'))('GET', `/api/communes/THERE/campaigns/${campaign.id}`)).status).toBe(404);
    expect((await (await server.as('viewer'))('GET', `${at}/campaigns/${campaign.id}/sheets/${(await sheets()).find((r) => r.code === 'B0')!.id}`)).json<Sheet>().visits.every((v) => v.occupant === null)).toBe(true);
  });
});
