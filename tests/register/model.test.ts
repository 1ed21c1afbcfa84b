import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssetRow, AssetSheet } from '@sommier/domain/assets';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const labels = (fr: string) => ({ fr, ar: fr, en: fr });

describe.each(await engines())('the property of the register on the %s database', (engine) => {
  let server: TestServer, agent: Call, manager: Call, viewer: Call;
  beforeAll(async () => { server = await testServer({ engine }); [agent, manager, viewer] = await Promise.all([server.as('agent'), server.as('manager'), server.as('viewer')]); });
  afterAll(async () => { await server.close(); });

  const tagged = (a: AssetSheet): Record<string, string> => ({ 'if-match': `"v${a.version}"` });
  const make = async (body: object): Promise<AssetSheet> => {
    const answer = await agent('POST', `${at}/assets`, body);
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
    return answer.json();
  };
  const edit = (a: AssetSheet, body: object): Promise<Answer> => agent('PATCH', `${at}/assets/${a.id}`, body, tagged(a));
  const codes = async (filter: object, more: object = {}): Promise<string[]> => (await agent('POST', `${at}/assets/search`, { filter, ...more })).json<{ rows: AssetRow[] }>().rows.map((r) => r.code);
  const drop = (id: string): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw('delete from asset where commune_id = current_commune() and id = ?', [id]));

  test('codes follow the commune’s pattern, by level under a parent; twenty made at once have twenty codes', async () => {
    const settings = await manager('GET', `${at}/register-settings`);
    expect(settings.json()).toMatchObject({ codePattern: 'S{seq:4}', version: 0 });
    expect((await manager('PUT', `${at}/register-settings`, { codePattern: '{district}-{level}', childPattern: '{parent}-{level}{seq}', areaTolerancePercent: 2, areaToleranceM2: 1 }, { 'if-match': '"v0"' })).status).toBe(400);
    const changed = await manager('PUT', `${at}/register-settings`, { codePattern: '{district}-{level}{seq:4}', childPattern: '{parent}-{level}{seq}', areaTolerancePercent: 2, areaToleranceM2: 1 }, { 'if-match': '"v0"' });
    expect([changed.status, (await agent('PUT', `${at}/register-settings`, {})).status, (await manager('PUT', `${at}/register-settings`, changed.json<object>(), { 'if-match': '"v0"' })).status]).toEqual([200, 403, 400]);
    const site = await make({ name: 'Marché central', level: 'site', nature: 'market', district: 'Bab Souika' });
    const building = await make({ name: 'Halle', level: 'building', parentId: site.id });
    const unit = await make({ name: 'Étal 1', level: 'unit', parentId: building.id });
    expect([site.code, building.code, unit.code]).toEqual(['BABS-S0001', 'BABS-S0001-B1', 'BABS-S0001-B1-L1']);
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => agent('POST', `${at}/assets`, { name: `Terrain ${i}`, nature: 'land', level: 'site', district: 'Bab Souika' })));
    const made = many.map((a) => a.json<AssetSheet>().code).sort();
    expect(made).toEqual(Array.from({ length: 20 }, (_, i) => `BABS-S${String(i + 2).padStart(4, '0')}`));
  });

  test('domain-property §4 case 13: a code is never given again, not even after its property is gone; nor an inventory number', async () => {
    const gone = await make({ name: 'Éphémère', code: 'X-1', inventoryNumber: 'INV-1' });
    await drop(gone.id);
    for (const code of ['X-1', 'x-1']) expect((await agent('POST', `${at}/assets`, { name: 'Autre', code })).json()).toMatchObject({ status: 409, reason: 'assets.code_spent' });
    expect((await agent('POST', `${at}/assets`, { name: 'Autre', inventoryNumber: 'inv-1' })).json()).toMatchObject({ status: 409, reason: 'assets.inventory_spent' });
    const other = await make({ name: 'Autre', inventoryNumber: 'INV-2' });
    expect((await edit(other, { inventoryNumber: 'INV-1' })).status).toBe(409);
    const cleared = (await edit(other, { inventoryNumber: null })).json<AssetSheet>();
    expect((await edit(cleared, { inventoryNumber: 'INV-2' })).json()).toMatchObject({ inventoryNumber: 'INV-2' });
    expect((await agent('POST', `${at}/assets`, { name: 'Long', inventoryNumber: 'x'.repeat(26) })).status).toBe(400);
    // Even past the application: the database itself refuses.
    await expect(server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'X-1', 'again')`))).rejects.toThrow(/given to another/);
  });

  test('levels stand in order; a ring and a misfit are refused with the reason', async () => {
    const site = await make({ name: 'Site', level: 'site' }), building = await make({ name: 'B', level: 'building', parentId: site.id }), room = await make({ name: 'P', level: 'room', parentId: building.id });
    const reason = async (answer: Promise<Answer>): Promise<unknown> => (await answer).json<{ reason?: string }>().reason;
    expect(await reason(agent('POST', `${at}/assets`, { name: 'B2', level: 'building', parentId: room.id }))).toBe('assets.level_not_below');
    expect(await reason(edit(site, { parentId: building.id }))).toBe('assets.parent_ring');
    expect(await reason(edit(building, { level: 'room' }))).toBe('assets.level_not_below'.replace('level_not_below', 'child_misfits'));
    expect(await reason(agent('POST', `${at}/assets`, { name: 'S2', level: 'site', parentId: site.id }))).toBe('assets.site_has_no_parent');
  });

  test('domain-property §4 case 7: 146 m² in the contract, 126 in the register and the drawing stay side by side, flagged and found', async () => {
    const plot = await make({ name: 'Local 3, rue du Puits', code: 'CASE-7', level: 'unit', usefulAreaM2: 126, contractAreaM2: 146, titleAreaM2: 126.5 });
    expect(plot).toMatchObject({ registerAreaM2: 126, contractAreaM2: 146, titleAreaM2: 126.5, areasDiffer: true });
    await make({ name: 'Local 4', code: 'CASE-7b', level: 'unit', usefulAreaM2: 126, contractAreaM2: 128 });
    expect(await codes({ areas: 'differ' })).toEqual(['CASE-7']);
    expect((await agent('POST', `${at}/assets/search/facets`, {})).json()).toMatchObject({ areasDiffer: 1 });
    const rules = (await manager('GET', `${at}/register-settings`)).json<{ version: number }>();
    const set = async (percent: number, version: number) => manager('PUT', `${at}/register-settings`, { codePattern: '{district}-{level}{seq:4}', childPattern: '{parent}-{level}{seq}', areaTolerancePercent: percent, areaToleranceM2: 1 }, { 'if-match': `"v${version}"` });
    expect((await set(1, rules.version)).status).toBe(200);
    expect(await codes({ areas: 'differ' })).toEqual(['CASE-7', 'CASE-7b']);
    expect((await set(2, rules.version + 1)).status).toBe(200);
  });

  test('domain-property §4 case 7: what the contract in force says itself stands beside the register, flagged while it is in force', async () => {
    const stall = await make({ name: 'Étal du Puits', code: 'CASE-7c', level: 'unit', domainClass: 'prive_patrimonial', usefulAreaM2: 126 });
    const tenant = (await agent('POST', `${at}/parties`, { kind: 'natural', name: 'Preneur Fictif' })).json<{ id: string }>().id;
    const asked = await agent('POST', `${at}/occupations`, { type: 'bail_commercial', reference: 'BAIL-7', activity: 'épicerie', activityKind: 'commercial', startsOn: '2024-01-01', endsOn: '2027-01-01', units: [{ assetId: stall.id, areaM2: 146 }], parties: [{ partyId: tenant, role: 'tenant' }],
      acts: [{ role: 'publicity', reference: 'Avis 12/2023', datedOn: '2023-10-01' }], terms: [{ from: '2024-01-01', amountMinor: '120500', period: 'month', dueDay: 5 }] });
    expect([asked.status, asked.status === 201 ? '' : asked.text]).toEqual([201, '']);
    const held = asked.json<{ id: string; version: number }>();
    const said = async (): Promise<AssetSheet> => (await agent('GET', `${at}/assets/${stall.id}`)).json<AssetSheet>();
    const move = async (version: number, body: object): Promise<Answer> => agent('POST', `${at}/occupations/${held.id}/status`, body, { 'if-match': `"v${String(version)}"` });
    expect(await said()).toMatchObject({ heldAreaM2: null, contracts: [], areasDiffer: false });
    const inForce = await move(held.version, { to: 'active' });
    expect([inForce.status, inForce.status === 200 ? '' : inForce.text]).toEqual([200, '']);
    expect(await said()).toMatchObject({ registerAreaM2: 126, contractAreaM2: null, heldAreaM2: 146, contracts: [{ occupationId: held.id, reference: 'BAIL-7', areaM2: 146 }], areasDiffer: true });
    expect([await codes({ areas: 'differ' }), await codes({ areas: 'agree', q: 'CASE-7c' })]).toEqual([['CASE-7', 'CASE-7c'], []]);
    expect((await move(inForce.json<{ version: number }>().version, { to: 'ended', on: '2025-06-30' })).status).toBe(200);
    expect(await said()).toMatchObject({ heldAreaM2: null, contracts: [], areasDiffer: false });
  });

  test('each important value knows where it comes from and who verified it; a new value is not verified', async () => {
    const a = await make({ name: 'Terrain', landAreaM2: 500, yearBuilt: 1950, provenance: { landAreaM2: 'measured' } });
    expect(a.provenance).toMatchObject({ landAreaM2: { kind: 'measured', by: server.communes.HERE.people.agent }, yearBuilt: { kind: 'declared' } });
    const verified = await manager('POST', `${at}/assets/${a.id}/verify`, { fields: ['landAreaM2'] }, tagged(a));
    const sheet = verified.json<AssetSheet>();
    expect(sheet.provenance['landAreaM2']).toMatchObject({ kind: 'measured', verifiedBy: server.communes.HERE.people.manager });
    expect(sheet.people[server.communes.HERE.people.manager]).toBe('manager HERE');
    expect((await manager('POST', `${at}/assets/${a.id}/verify`, { fields: ['usefulAreaM2'] }, tagged(sheet))).json()).toMatchObject({ status: 422, reason: 'assets.nothing_to_verify' });
    expect(await codes({ verified: 'yes' })).toEqual([a.code]);
    const same = (await edit(sheet, { landAreaM2: 500, name: 'Terrain nu' })).json<AssetSheet>();
    expect(same.provenance['landAreaM2']?.verifiedOn).toBeDefined();
    const moved = (await edit(same, { landAreaM2: 510 })).json<AssetSheet>();
    expect(moved.provenance['landAreaM2']).toEqual({ kind: 'declared', on: expect.any(String), by: server.communes.HERE.people.agent });
    expect((await (await server.as('admin'))('GET', `${at}/audit?action=asset.verified`)).json()).toMatchObject({ total: 1 });
  });

  test('status and domain are declared once, then follow acts', async () => {
    const a = await make({ name: 'Place' });
    const said = (await edit(a, { status: 'active', domainClass: 'indetermine' })).json<AssetSheet>();
    const known = (await edit(said, { domainClass: 'public_artificiel' })).json<AssetSheet>();
    expect((await edit(known, { domainClass: 'prive_patrimonial' })).json()).toMatchObject({ status: 422, reason: 'assets.status_follows_acts', fields: ['domainClass'] });
    expect((await edit(known, { status: 'disposed' })).json()).toMatchObject({ reason: 'assets.status_follows_acts', fields: ['status'] });
    expect((await edit(known, { status: 'active', name: 'Place verte' })).status).toBe(200);
  });

  test('the commune’s lists start with its country’s, are edited, and keep a code in use', async () => {
    const { items } = (await viewer('GET', `${at}/references`)).json<{ items: { list: string; code: string; labels: Record<string, string> }[] }>();
    expect(items.filter((i) => i.list === 'conservation')).toHaveLength(24);
    expect(items.find((i) => i.list === 'origin' && i.code === 'expropriation')?.labels).toEqual({ fr: 'Expropriation', ar: 'انتزاع للمصلحة العمومية', en: 'Expropriation' });
    expect((await agent('PUT', `${at}/references/origin/prescription`, { labels: labels('Prescription') })).status).toBe(403);
    expect((await manager('PUT', `${at}/references/origin/prescription`, { labels: labels('Prescription') })).json()).toMatchObject({ code: 'prescription', active: true, uses: 0 });
    const a = await make({ name: 'Acquis', origin: 'prescription', conservation: 'tunis' });
    expect((await agent('POST', `${at}/assets`, { name: 'Faux', origin: 'nothing' })).json()).toMatchObject({ status: 400, issues: [{ path: 'body.origin' }] });
    expect((await manager('DELETE', `${at}/references/origin/prescription`)).json()).toMatchObject({ status: 422, reason: 'references.in_use', uses: 1 });
    expect((await manager('PUT', `${at}/references/origin/prescription`, { labels: labels('Prescription'), active: false })).status).toBe(200);
    expect((await edit(a, { origin: 'prescription', name: 'Acquis par prescription' })).status).toBe(200);
    expect((await agent('POST', `${at}/assets`, { name: 'Faux', origin: 'prescription' })).status).toBe(400);
    expect((await manager('DELETE', `${at}/references/conservation/sfax`)).status).toBe(204);
    expect(await codes({ origin: 'prescription', conservation: 'tunis' })).toEqual([a.code]);
  });

  test('the classes of domain and the states of title are worded by country and by the commune; their codes are the law’s', async () => {
    type Words = { words: { list: string; code: string; labels: Record<string, string> }[] };
    const words = async (): Promise<Words['words']> => (await viewer('GET', '/api/session')).json<{ communes: (Words & { code: string })[] }>().communes.find((c) => at.endsWith(`/${c.code}`))?.words ?? [];
    expect((await server.deps.db.asOwner((tx) => tx.raw(`select list, code, country, label_ar from reference_default where list in ('domain_class', 'title_state') and country in ('*', 'MA') and code in ('requisition', 'prive_patrimonial') order by 1, 3`))).rows).toEqual([
      { list: 'domain_class', code: 'prive_patrimonial', country: '*', label_ar: 'ملك خاص' }, { list: 'domain_class', code: 'prive_patrimonial', country: 'MA', label_ar: 'الملك الخاص الجماعي' },
      { list: 'title_state', code: 'requisition', country: '*', label_ar: 'مطلب تسجيل' }, { list: 'title_state', code: 'requisition', country: 'MA', label_ar: 'مطلب التحفيظ' }]);
    const before = await words();
    const labels = { fr: 'Domaine privé de la ville', ar: 'ملك المدينة الخاص', en: 'City property' };
    expect((await agent('PUT', `${at}/references/domain_class/prive_patrimonial`, { labels })).status).toBe(403);
    expect((await manager('PUT', `${at}/references/domain_class/prive_patrimonial`, { labels })).json()).toMatchObject({ code: 'prive_patrimonial', labels });
    expect(await words()).toEqual([...before.filter((w) => w.code !== 'prive_patrimonial'), { list: 'domain_class', code: 'prive_patrimonial', labels }].sort((a, b) => a.list.localeCompare(b.list)));
    for (const refused of [['PUT', 'domain_class/prive_royal', { labels }], ['PUT', 'title_state/requisition', { labels, active: false }], ['DELETE', 'title_state/requisition', undefined]] as const)
      expect((await manager(refused[0], `${at}/references/${refused[1]}`, refused[2])).json()).toMatchObject({ status: 422, reason: 'references.legal' });
  });

  test('fields of the commune’s own are defined, checked, searched, filtered and exported by their type', async () => {
    const define = (key: string, body: object): Promise<Answer> => manager('PUT', `${at}/extra-fields/${key}`, { labels: labels(key), ...body });
    expect((await define('gardien', { type: 'text' })).status).toBe(200);
    expect((await define('loges', { type: 'number', unit: 'm' })).status).toBe(200);
    expect((await define('acces', { type: 'list', options: [{ code: 'rue', labels: labels('Rue') }, { code: 'cour', labels: labels('Cour') }] })).status).toBe(200);
    expect((await define('broken', { type: 'list' })).status).toBe(400);
    expect((await agent('POST', `${at}/assets`, { name: 'Faux', extra: { loges: 'deux', nothing: 1, acces: 'toit' } })).json<{ issues: { path: string }[] }>().issues.map((i) => i.path).sort()).toEqual(['body.extra.acces', 'body.extra.loges', 'body.extra.nothing']);
    const a = await make({ name: 'Gardé', extra: { gardien: 'Résidence du Figuier', loges: 2.5, acces: 'cour' } });
    for (const extra of ['loges:2..3', 'acces:cour', 'gardien:figuier', 'acces:cour;loges:..9']) expect([extra, await codes({ extra })]).toEqual([extra, [a.code]]);
    for (const extra of ['loges:3..', 'acces:rue']) expect([extra, await codes({ extra })]).toEqual([extra, []]);
    expect(await codes({ q: 'residence figuier' })).toEqual([a.code]);
    expect((await define('acces', { type: 'text' })).json()).toMatchObject({ status: 422, reason: 'references.type_in_use', uses: 1 });
    expect((await manager('DELETE', `${at}/extra-fields/loges`)).status).toBe(422);
    expect((await edit(a, { extra: { loges: null } })).json<AssetSheet>().extra).toEqual({ gardien: 'Résidence du Figuier', acces: 'cour' });
    expect((await define('gardien', { type: 'text', required: true })).status).toBe(200);
    expect((await agent('POST', `${at}/assets`, { name: 'Sans gardien' })).json()).toMatchObject({ status: 400, issues: [{ path: 'body.extra.gardien' }] });
    expect((await define('gardien', { type: 'text', required: false })).status).toBe(200);
  });

  test('look-alikes are shown before a second is made; missing fields of the sommier are found', async () => {
    const a = await make({ name: 'Bibliothèque municipale du Jasmin', titleNumber: 'TF 60 123', titleState: 'titre_foncier', address: '12, rue des Potiers' });
    const similar = async (body: object): Promise<unknown> => (await agent('POST', `${at}/assets/similar`, body)).json<{ rows: { code: string; because: string[] }[] }>().rows.map((r) => [r.code, r.because]);
    expect(await similar({ titleNumber: 'tf60123' })).toEqual([[a.code, ['title']]]);
    expect(await similar({ name: 'Bibliotheque municipale Jasmin' })).toEqual([[a.code, ['name']]]);
    expect(await similar({ name: 'Abattoir' })).toEqual([]);
    expect(await codes({ q: 'jasmin', missing: 'appropriatedOn,origin' })).toEqual([a.code]);
    expect(await codes({ q: 'jasmin', missing: 'titleNumber' })).toEqual([]);
  });

  test('domain-property §4 case 15: ground in two districts, crossing itself, without area or huge is searched by a shape without error', async () => {
    const a = await make({ name: 'À cheval' });
    const put = (wkt: string): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw('update asset set geom = st_geomfromtext(?, 4326) where commune_id = current_commune() and id = ?', [wkt, a.id]));
    const square = (x: number) => ({ type: 'Polygon', coordinates: [[[x, 36], [x + 0.1, 36], [x + 0.1, 36.1], [x, 36.1], [x, 36]]] });
    const found = async (shape: object): Promise<string[]> => codes({ q: 'cheval' }, { shape });
    await put('POLYGON((10.05 36.02, 10.15 36.02, 10.15 36.05, 10.05 36.05, 10.05 36.02))');
    expect([await found(square(10)), await found(square(10.1)), await found(square(11))]).toEqual([[a.code], [a.code], []]);
    await put('POLYGON((10 36, 10.1 36.1, 10.1 36, 10 36.1, 10 36))');
    expect(await found(square(10))).toEqual([a.code]);
    await put('POINT(10.05 36.05)');
    expect(await found(square(10))).toEqual([a.code]);
    await put(`MULTIPOLYGON(${Array.from({ length: 2000 }, (_, i) => { const x = 10 + (i % 50) * 0.002, y = 36 + Math.floor(i / 50) * 0.002; return `((${x} ${y}, ${x + 0.001} ${y}, ${x + 0.001} ${y + 0.001}, ${x} ${y + 0.001}, ${x} ${y}))`; }).join(',')})`);
    expect(await found(square(10))).toEqual([a.code]);
    // The reader's own shape may cross itself.
    expect(await found({ type: 'Polygon', coordinates: [[[10, 36], [10.1, 36.1], [10.1, 36], [10, 36.1], [10, 36]]] })).toEqual([a.code]);
    const sheet = (await agent('GET', `${at}/assets/${a.id}`)).json<AssetSheet>();
    expect([sheet.parcels, sheet.located]).toEqual([[], true]);
  });

  test('domain-property §4 case 14: nobody signed out sees anything of the register', async () => {
    const nobody = await server.as(null);
    for (const path of ['assets', 'assets/facets', 'references', 'extra-fields', 'register-settings']) expect([path, (await nobody('GET', `${at}/${path}`)).status]).toEqual([path, 401]);
    expect((await nobody('POST', `${at}/assets/search`, {})).status).toBe(401);
  });
});
