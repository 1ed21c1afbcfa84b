import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PartyRow, PartySheet } from '@sommier/domain/parties';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

describe.each(await engines())('parties on the %s database', (engine) => {
  let server: TestServer, agent: Call, viewer: Call;
  const at = '/api/communes/HERE/parties';
  beforeAll(async () => { server = await testServer({ engine }); agent = await server.as('agent'); viewer = await server.as('viewer'); });
  afterAll(async () => { await server.close(); });

  const make = async (body: object): Promise<PartySheet> => {
    const answer = await agent('POST', at, body);
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
    return answer.json();
  };
  const find = async (call: Call, q: string): Promise<PartyRow[]> => (await call('POST', `${at}/search`, { q })).json<{ rows: PartyRow[] }>().rows;

  test('a person is found by name without accents or diacritics and by an exact number; a number is masked until somebody reads it, and that reading is in the trail', async () => {
    const made = await make({ kind: 'natural', name: 'Amélie Trabelsi', nameAr: 'أميلي الطرابلسي', identifiers: [{ kind: 'national_id', value: '0123 4567' }, { kind: 'phone', value: '+216 20 000 111' }] });
    expect(made.identifiers.map((i) => i.value).sort()).toEqual(['••••11', '••••67']);
    for (const q of ['amelie', 'TRABELSI amé', 'الطرابلسى', 'اميلي', '01234567', '0123.4567']) expect((await find(agent, q)).map((p) => p.id)).toEqual([made.id]);
    expect(await find(agent, '0123456')).toEqual([]);
    const full = await agent('POST', `${at}/${made.id}/reveal`);
    expect(full.json<PartySheet>().identifiers.map((i) => i.value).sort()).toEqual(['+216 20 000 111', '0123 4567']);
    const audit = await (await server.as('admin'))('GET', '/api/communes/HERE/audit?action=party.identifiers_read');
    expect(audit.json()).toMatchObject({ total: 1 });
    expect(audit.text).not.toContain('4567');
  });

  test('who may not read personal data sees initials, finds no person and reveals nothing; bodies stay public', async () => {
    const body = await make({ kind: 'legal', name: 'Ateliers du Puits', legalForm: 'SARL', identifiers: [{ kind: 'tax_id', value: '1234567/A' }] });
    const { rows } = (await viewer('POST', `${at}/search`, {})).json<{ rows: PartyRow[] }>();
    expect(rows.map((p) => [p.name, p.masked])).toEqual([['A. T.', true], ['Ateliers du Puits', false]]);
    expect(await find(viewer, 'trabelsi')).toEqual([]);
    expect(await find(viewer, '01234567')).toEqual([]);
    expect((await find(viewer, 'puits')).map((p) => p.id)).toEqual([body.id]);
    expect((await viewer('POST', `${at}/${body.id}/reveal`)).status).toBe(403);
    expect((await viewer('POST', at, { kind: 'legal', name: 'X' })).status).toBe(403);
    const there = await server.as('agent', 'THERE');
    expect((await there('GET', `/api/communes/THERE/parties/${body.id}`)).status).toBe(404);
  });

  test('numbers are checked, added and taken away against the version read', async () => {
    expect((await agent('POST', at, { kind: 'legal', name: 'X', identifiers: [{ kind: 'email', value: 'not one' }] })).status).toBe(400);
    expect((await agent('POST', at, { kind: 'natural', name: 'X', legalForm: 'SARL' })).status).toBe(400);
    const made = await make({ kind: 'legal', name: 'Régie', identifiers: [{ kind: 'email', value: 'a@b.example' }] });
    expect((await agent('PATCH', `${at}/${made.id}`, { name: 'Régie des marchés' })).status).toBe(400);
    const changed = await agent('PATCH', `${at}/${made.id}`, { name: 'Régie des marchés', add: [{ kind: 'phone', value: '71 000 000' }], remove: [made.identifiers[0]?.id] }, { 'if-match': '"v1"' });
    expect(changed.json()).toMatchObject({ name: 'Régie des marchés', version: 2, identifiers: [{ kind: 'phone' }] });
    expect((await agent('PATCH', `${at}/${made.id}`, { name: 'Z' }, { 'if-match': '"v1"' })).status).toBe(412);
  });

  test('two parties become one: what named the one that went names the one that stays, its numbers move, its row says where it went', async () => {
    const kept = await make({ kind: 'legal', name: 'Société du Port', identifiers: [{ kind: 'phone', value: '71 111 111' }] });
    const gone = await make({ kind: 'legal', name: 'Sté du Port', nameAr: 'شركة الميناء', identifiers: [{ kind: 'phone', value: '71.111.111' }, { kind: 'tax_id', value: '998877' }] });
    const commune = server.communes.HERE.id;
    const links = async (): Promise<string[]> => server.deps.db.asOwner(async (tx) => ((await tx.raw('select party_id from merge_probe order by id')).rows as { party_id: string }[]).map((r) => r.party_id));
    await server.deps.db.asOwner(async (tx) => {
      await tx.raw('create table merge_probe (commune_id integer not null, id bigint generated always as identity primary key, place integer not null, party_id bigint not null, foreign key (commune_id, party_id) references party, unique (commune_id, place, party_id))');
      await tx.raw('grant select, update, delete on merge_probe to sommier_app');
      for (const [place, id] of [[1, gone.id], [2, gone.id], [2, kept.id]] as const) await tx.raw('insert into merge_probe (commune_id, place, party_id) values (?, ?, ?)', [commune, place, id]);
    });
    expect((await agent('GET', `${at}/${gone.id}`)).json()).toMatchObject({ uses: [{ table: 'merge_probe', count: 2 }] });
    expect((await agent('POST', `${at}/${kept.id}/merge`, { gone: kept.id }, { 'if-match': '"v1"' })).status).toBe(422);
    const merged = await agent('POST', `${at}/${kept.id}/merge`, { gone: gone.id }, { 'if-match': '"v1"' });
    expect(merged.json()).toMatchObject({ name: 'Société du Port', nameAr: 'شركة الميناء', uses: [{ table: 'merge_probe', count: 2 }] });
    expect(merged.json<PartySheet>().identifiers.map((i) => i.kind)).toEqual(['phone', 'tax_id']);
    expect(await links()).toEqual([kept.id, kept.id]);
    expect((await agent('GET', `${at}/${gone.id}`)).json()).toMatchObject({ mergedInto: kept.id, identifiers: [] });
    expect((await find(agent, 'port')).map((p) => p.id)).toEqual([kept.id]);
    expect((await agent('PATCH', `${at}/${gone.id}`, { name: 'Z' }, { 'if-match': '*' })).status).toBe(422);
    await server.deps.db.asOwner((tx) => tx.raw('drop table merge_probe'));
  });
});
