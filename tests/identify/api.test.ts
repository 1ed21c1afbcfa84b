import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Dwelling, PairPage } from '@sommier/domain/dwellings';
import type { LeadFile, LeadPage, LeadSheet, ListingLinks } from '@sommier/domain/leads';
import type { OccupationSheet } from '@sommier/domain/occupations';
import type { CheckPage, ListOutcome } from '@sommier/domain/registrations';
import { execute } from '../../server/src/command/execute.ts';
import { identify } from '../../server/src/features/leads/index.ts';
import { refreshOccupancy } from '../../server/src/features/occupations/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { at, seed } from '../working/kit.ts';

const LAT = 36.8, LON = 10.1;
const M = 1 / 111_200;
interface Shown { id: string; title: string; host?: string; hostName?: string; platform?: string; x?: number; y?: number; price?: number; room?: string; license?: string; accommodates?: number; reviews?: number }
const square = (x: number, y: number, side: number): string => { const [w, s, e, n] = [LON + x * M / 0.8, LAT + y * M, LON + (x + side) * M / 0.8, LAT + (y + side) * M]; return `POLYGON((${w} ${s},${e} ${s},${e} ${n},${w} ${n},${w} ${s}))`; };

describe.each(await engines())('listings identified on the %s database', (engine) => {
  let server: TestServer, officer: Call, agent: Call, viewer: Call, ids: Record<string, string>;
  const here = <T>(sql: string, bindings: Record<string, string | number | null> = {}) => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(sql, bindings) as { rows: T[] }).rows);
  const run = () => identify(server.deps.db, { commune: server.communes.HERE.id }, { progress: () => undefined });
  const show = (l: Shown) => here(`insert into listing (commune_id, platform, external_id, seen_from, name, host_id, host_name, room_type, price_minor, license, accommodates, reviews_ltm, estimated_nights, geom, digest)
    values (current_commune(), :platform, :id, 2000000, :title, :host, :hostName, :room, :price, :license, :accommodates, :reviews, 100, st_setsrid(st_makepoint(:lon, :lat), 4326), :id) returning id`, {
    platform: l.platform ?? 'airbnb', id: l.id, title: l.title, host: l.host ?? `h-${l.id}`, hostName: l.hostName ?? null, room: l.room ?? 'Entire home/apt', price: l.price ?? 90_000, license: l.license ?? null, accommodates: l.accommodates ?? null, reviews: l.reviews ?? 10,
    lon: LON + (l.x ?? 0) * M / 0.8, lat: LAT + (l.y ?? 0) * M,
  });
  const idOf = async (external: string): Promise<string> => (await here<{ id: string }>('select id from listing where external_id = :external', { external }))[0]?.id ?? '';
  beforeAll(async () => {
    server = await testServer({ engine });
    [officer, agent, viewer] = [await server.as('officer'), await server.as('agent'), await server.as('viewer')];
    ids = await seed(server, [
      { code: 'S1', name: 'Fondouk des Tanneurs', level: 'site', wkt: square(40, 40, 22), more: { nature: 'building', use_label: 'Habitation', address: '12, rue du Puits', land_area_m2: 480 } },
      { code: 'S1-L1', name: 'Logement 1', level: 'unit', parent: 'S1', more: { nature: 'unit', use_label: 'Habitation', built_area_m2: 62 } }, { code: 'S2', name: 'Maison du gardien', level: 'site', wkt: square(-60, 30, 10), more: { nature: 'building', use_label: 'Habitation', address: '3, rue des Potiers' } },
      { code: 'R1', name: 'Rue du Puits', level: 'site', wkt: square(0, 0, 50), more: { nature: 'road' } }, { code: 'S3', name: 'Villa lointaine', level: 'site', wkt: square(4000, 4000, 12), more: { nature: 'building', use_label: 'Habitation' } },
    ]);
    await here(`insert into capture (commune_id, platform, captured_on, batch_id, listings) values (current_commune(), 'airbnb', '2026-09-01', 1, 1)`);
    const [party] = await here<{ id: string }>(`insert into party (commune_id, kind, name, search) values (current_commune(), 'natural', 'Béchir Khelifi', 'bechir khelifi') returning id`);
    const [lease] = await here<{ id: string }>(`insert into occupation (commune_id, reference, type, status, currency, starts_on, validated_at) values (current_commune(), 'BH-1', 'bail_habitation', 'active', 'TND', '2020-01-01', now()) returning id`);
    await here(`insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), :o, :a)`, { o: lease?.id ?? '', a: ids['S1-L1'] ?? '' });
    await here(`insert into occupation_party (commune_id, occupation_id, party_id, role) values (current_commune(), :o, :p, 'tenant')`, { o: lease?.id ?? '', p: party?.id ?? '' });
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => refreshOccupancy(tx, null));
    await show({ id: 'L1', title: 'Calme, 12 rue du Puits, S+1', host: 'b', hostName: 'بشير خليفي', license: 'AB-100001' });
    await show({ id: 'L2', title: 'Charmante Maison, 3 rue des Potiers', hostName: 'Zoé', license: 'AB-777' });
    await show({ id: 'L3', title: 'Grand appartement Zéphyr vue jardin', host: 'z', hostName: 'Zinedine', x: 1500, license: 'AB-100001', accommodates: 4 });
    await show({ id: 'L4', title: 'Zéphyr appartement vue sur le jardin', host: 'other', hostName: 'ZINEDINE', platform: 'booking', x: 1580, y: 20, price: 93_000 });
    await show({ id: 'L5', title: 'Chambre Zéphyr 2', host: 'z', hostName: 'Zinedine', x: 1490, y: -30, room: 'Private room', license: 'Exempt' });
    for (let i = 0; i < 40; i += 1) await show({ id: `F${String(i)}`, title: `Studio numéro ${String(i)} calme ${['bleu', 'vert', 'rose'][i % 3] ?? ''}`, hostName: ['Anna', 'Marco', 'Claire', 'Nour'][i % 4] ?? '', x: 200 + (i % 8) * 600, y: -3000 - Math.floor(i / 8) * 600, price: 40_000 + i * 3000 });
    await run();
  }, 240_000);
  afterAll(async () => { await server.close(); });
  const pairs = async (state = 'open') => (await officer('GET', `${at}/dwellings/pairs?state=${state}`)).json<PairPage>();
  const leads = async (state = 'open') => (await officer('GET', `${at}/leads?state=${state}`)).json<LeadPage>();

  test('pairs across platforms and rooms of one flat are proposed with their reasons; a viewer sees no host', async () => {
    const { rows } = await pairs();
    const pair = (a: string, b: string) => rows.find((p) => [p.low.externalId, p.high.externalId].sort().join() === [a, b].sort().join());
    expect(pair('L3', 'L4')).toMatchObject({ class: 'same', state: 'open' });
    expect(pair('L3', 'L5')).toMatchObject({ class: 'rooms' });
    expect(rows.some((p) => p.low.externalId.startsWith('F'))).toBe(false);
    expect(pair('L3', 'L4')?.reasons.reduce((n, r) => n + r.weight, 0)).toBeCloseTo(pair('L3', 'L4')?.weight ?? 0, 0);
    const seen = (await viewer('GET', `${at}/dwellings/pairs`)).text;
    expect(seen.includes('Zinedine')).toBe(false);
    expect(seen.toLowerCase().includes('zinedine')).toBe(false);
  });

  test('decisions make a dwelling, its nights wait for one of their own, contradictions are refused, the next search keeps all', async () => {
    const { rows } = await pairs();
    const id = (a: string, b: string): string => rows.find((p) => [p.low.externalId, p.high.externalId].sort().join() === [a, b].sort().join())?.id ?? '';
    expect((await officer('POST', `${at}/dwellings/decisions`, { ids: [id('L3', 'L4'), id('L3', 'L5')], verdict: 'same' })).json()).toMatchObject({ decided: 2 });
    const [dwelling] = (await officer('GET', `${at}/dwellings`)).json<{ rows: Dwelling[] }>().rows;
    expect(dwelling).toMatchObject({ nights: null, nightsRule: null });
    expect(dwelling?.listings.map((l) => l.externalId).sort()).toEqual(['L3', 'L4', 'L5']);
    expect((await officer('PUT', `${at}/dwellings/${dwelling?.id ?? ''}/nights`, { rule: 'most', version: 99 })).status).toBe(412);
    expect((await officer('PUT', `${at}/dwellings/${dwelling?.id ?? ''}/nights`, { rule: 'sum', version: dwelling?.version })).json()).toMatchObject({ nights: 300, nightsRule: 'sum' });
    const third = id('L4', 'L5');
    if (third !== '') expect((await officer('POST', `${at}/dwellings/decisions`, { ids: [third], verdict: 'different' })).json()).toMatchObject({ code: 'rule_refused', reason: 'dwellings.contradiction' });
    expect((await officer('POST', `${at}/dwellings/decisions`, { ids: [id('L3', 'L5')], verdict: 'different' })).status).toBe(200);
    expect((await officer('GET', `${at}/dwellings`)).json<{ rows: Dwelling[] }>().rows).toMatchObject([{ id: dwelling?.id, nights: null, nightsRule: null }]);
    await run();
    expect(await pairs('decided')).toMatchObject({ decided: 2 });
    expect((await pairs()).rows.some((p) => p.low.externalId === 'L3' && p.high.externalId === 'L5')).toBe(false);
  });

  test('domain-property §4 case 16: a listing on let premises is a lead with its reasons, names across scripts; who may not read persons sees none', async () => {
    const { rows } = await leads();
    expect(rows[0]).toMatchObject({ kind: 'sublet', asset: { code: 'S1-L1', siteName: 'Fondouk des Tanneurs' }, listing: { externalId: 'L1' }, occupation: { reference: 'BH-1' } });
    expect(rows[0]?.reasons.find((r) => r.reason === 'name')).toMatchObject({ register: 'Béchir Khelifi', listing: 'بشير خليفي' });
    expect(rows.find((l) => l.listing.externalId === 'L2')).toMatchObject({ kind: 'without_title', asset: { code: 'S2' } });
    expect(rows.some((l) => l.asset.code === 'R1' || l.asset.code === 'S3')).toBe(false);
    const seen = (await viewer('GET', `${at}/leads`)).text;
    expect([seen.includes('Khelifi'), seen.includes('خليفي')]).toEqual([false, false]);
  });

  test('one decision opens two files and writes what the agent looks at; it can be taken back until somebody acts', async () => {
    const [sublet, untitled] = ['L1', 'L2'].map((x) => async () => (await leads()).rows.find((l) => l.listing.externalId === x)?.id ?? '') as [() => Promise<string>, () => Promise<string>];
    const a = await sublet(), b = await untitled();
    expect((await officer('POST', `${at}/leads/${b}/decision`, { decision: 'reject' })).status).toBe(400);
    const done = (await officer('POST', `${at}/leads/${a}/decision`, { decision: 'confirm' })).json<LeadSheet>();
    expect(done.files.map((f) => f.side).sort()).toEqual(['property', 'tax']);
    const right = async () => (await agent('GET', `${at}/occupations/${done.occupation?.id ?? ''}`)).json<OccupationSheet>();
    expect((await right()).subletEvidence).toContain('airbnb L1');
    expect((await agent('GET', `${at}/findings?code=sublet`)).json<{ total: number }>().total).toBe(1);
    expect((await officer('POST', `${at}/leads/${a}/decision`, { decision: 'reject', note: 'x' })).json()).toMatchObject({ reason: 'leads.decided' });
    expect((await officer('POST', `${at}/leads/${a}/decision`, { decision: 'open' })).json()).toMatchObject({ state: 'open', files: [] });
    expect(await right()).toMatchObject({ subletFoundOn: null, subletEvidence: null });
    await officer('POST', `${at}/leads/${a}/decision`, { decision: 'confirm' });
    const sheet = (await officer('POST', `${at}/leads/${b}/decision`, { decision: 'confirm' })).json<LeadSheet>();
    const draft = sheet.files.find((f) => f.side === 'property')?.occupationId ?? '';
    expect((await agent('GET', `${at}/occupations/${draft}`)).json()).toMatchObject({ type: 'sans_titre', validated: false, units: [{ code: 'S2' }] });
    const files = (await agent('GET', `${at}/lead-files?side=property`)).json<{ rows: LeadFile[] }>().rows;
    const mine = files.find((f) => f.lead.id === b);
    const tax = sheet.files.find((f) => f.side === 'tax')?.id ?? '';
    expect((await agent('POST', `${at}/lead-files/${tax}/close`, { outcome: 'founded' })).status).toBe(403);
    expect((await agent('POST', `${at}/lead-files/${mine?.id ?? ''}/close`, { outcome: 'founded', note: 'vu sur place' })).json()).toMatchObject({ state: 'closed', outcome: 'founded' });
    expect((await officer('POST', `${at}/leads/${b}/decision`, { decision: 'open' })).json()).toMatchObject({ reason: 'leads.acted' });
  });

  test('a rejected lead stays rejected on the next capture', async () => {
    await show({ id: 'L6', title: 'Chez moi, 12 rue du Puits', hostName: 'Anna', x: 20 });
    await run();
    const one = (await leads()).rows.find((l) => l.listing.externalId === 'L6');
    expect((await officer('POST', `${at}/leads/${one?.id ?? ''}/decision`, { decision: 'reject', note: 'en face' })).status).toBe(200);
    await here(`update listing set price_minor = 1, seen_from = 2000100 where external_id = 'L6'`);
    await run();
    expect((await leads()).rows.some((l) => l.listing.externalId === 'L6')).toBe(false);
    expect(await leads('rejected')).toMatchObject({ rejected: 1, rows: [{ note: 'en face', decidedBy: { name: 'officer HERE' } }] });
  });

  test('numbers: absent, exempt, malformed, unknown, expired, other address, over capacity; several addresses are a lead', async () => {
    const { version } = (await officer('GET', `${at}/registrations/rules`)).json<{ version: number }>();
    expect((await officer('PUT', `${at}/registrations/rules`, { version, rules: { masks: ['@@-######'], nightCap: 120 } })).json()).toMatchObject({ version: 1 });
    const text = `number;holder;address;capacity;valid_to;lon;lat\nAB-100001;Mme X;12 rue du Puits;2;;${String(LON)};${String(LAT)}\nAB 100002;;;4;31/12/2020;;\nAB-1;;;zéro;;;\nAB100001;;;;;;`;
    expect((await officer('POST', `${at}/registrations`, { text, source: 'registre', dryRun: true })).json<ListOutcome>()).toMatchObject({ rows: 4, inserted: 2, refused: 2, refusals: [{ row: 4, column: 'capacity', code: 'unreadable' }, { row: 5, code: 'twice' }] });
    expect((await officer('GET', `${at}/registrations`)).json()).toMatchObject({ total: 0 });
    await officer('POST', `${at}/registrations`, { text, source: 'registre' });
    await show({ id: 'N1', title: 'Studio à part', x: 3000, license: 'AB-100002' });
    await show({ id: 'N2', title: 'Studio autre', x: 3300, license: 'AB-999999' });
    await run();
    const check = (await officer('GET', `${at}/registrations/checks?size=100`)).json<CheckPage>();
    const of = (x: string) => check.rows.find((r) => r.listing.externalId === x);
    expect([of('L1'), of('L2'), of('L4'), of('L5'), of('N1'), of('N2')].map((c) => c?.verdict)).toEqual(['valid', 'malformed', 'absent', 'exempt', 'expired', 'unknown']);
    expect(of('L3')).toMatchObject({ verdict: 'other_address', also: ['over_capacity'], addresses: 2 });
    expect(of('L1')).toMatchObject({ addresses: 2, verdict: 'valid' });
    expect((await viewer('GET', `${at}/registrations`)).text.includes('Mme X')).toBe(false);
  });

  test('declared nights count against a cap, estimated ones only warn', async () => {
    const [unit] = await here<{ id: string }>(`insert into activity_unit (commune_id, unit_key, registration) values (current_commune(), 'test unit', 'AB-100001') returning id`);
    for (const [key, source, nights] of [['a', 'declared', 118], ['b', 'declared', 10], ['c', 'reported', 140]] as const) await here(`insert into activity_fact (commune_id, kind, source, origin, fact_key, period_from, period_to, unit_id, nights) values (current_commune(), 'lodging', :source, 'test', :key, '2026-01-01', '2026-12-31', :unit, :nights)`, { key, source, nights, unit: unit?.id ?? '' });
    await here(`update listing set estimated_nights = 200 where external_id = 'N2'`);
    const { rows } = (await officer('GET', `${at}/registrations/caps?year=2026`)).json<{ rows: { number: string; state: string; declared: number | null; cap: number }[] }>();
    expect(rows.map((r) => [r.number, r.state, r.declared])).toEqual([['AB-100001', 'over', 128], ['AB-999999', 'warned', null]]);
  });

  test('the same without a browser: the list, the check, what it says and the caps, each with its status', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sommier-numbers-')), 'liste.csv');
    writeFileSync(file, '\ufeffnuméro;titulaire;capacité\nAB-100003;\u202eMme Y;3\nAB-100004;;trois\n');
    const run = async (...argv: string[]): Promise<{ status: number; said: string; told: Record<string, unknown> }> => {
      const out = new PassThrough(), errors = new PassThrough(), streams = { stdin: Readable.from([]), stdout: out, stderr: errors, cwd: dirname(file), language: 'fr' as const, ask: undefined, signal: new AbortController().signal };
      const status = await execute(['--json', 'registrations', ...argv], streams, () => Promise.resolve(server.deps)), said = String(out.read() ?? '');
      return { status, said: said + String(errors.read() ?? ''), told: said.startsWith('{') ? JSON.parse(said) as Record<string, unknown> : {} };
    };
    const code = (await here<{ code: string }>('select code from commune where id = current_commune()'))[0]?.code ?? '', of = ['--commune', code];
    const before = Number((await run('list', ...of)).told['total']);
    expect((await run('add', 'liste.csv', ...of, '--source', 'registre', '--dry-run')).told).toMatchObject({ rows: 2, inserted: 1, refused: 1, refusals: [{ row: 3, column: 'capacity', code: 'unreadable' }] });
    expect((await run('list', ...of)).told['total']).toBe(before);
    expect(await run('add', 'liste.csv', ...of, '--source', 'registre')).toMatchObject({ status: 0, told: { inserted: 1 } });
    const listed = await run('list', ...of);
    expect([listed.told['total'], listed.said.includes('AB-100003'), listed.said.includes('Mme Y')]).toEqual([before + 1, true, false]);
    expect((await run('check', ...of)).told).toMatchObject({ listings: (await here<{ n: number }>('select count(*)::integer as n from listing where not gone'))[0]?.n });
    const verdicts = await run('verdicts', ...of, '--verdict', 'expired');
    expect((verdicts.told['rows'] as { listing: { externalId: string } }[]).map((r) => r.listing.externalId)).toEqual(['N1']);
    expect(((await run('caps', ...of, '--year', '2026')).told['rows'] as { number: string; state: string }[]).map((r) => [r.number, r.state])).toEqual([['AB-100001', 'over'], ['AB-999999', 'warned']]);
    for (const wrong of [['verdicts', ...of, '--verdict', 'guilty'], ['caps', ...of, '--year', '26'], ['list', '--commune', 'NOWHERE'], ['add', 'absent.csv', ...of, '--source', 'x'], ['add', 'liste.csv', ...of]]) expect([wrong.join(' '), (await run(...wrong)).status]).toEqual([wrong.join(' '), 2]);
    // The trail has the batch, and neither number nor name.
    const [trail] = await here<{ said: string }>(`select string_agg(detail::text, ' ') as said from audit_entry where action in ('registrations.listed', 'registrations.checked')`);
    expect([trail?.said.includes('"inserted": 1') ?? false, trail?.said.includes('Mme Y')]).toEqual([true, false]);
  });

  test('ground is proposed, an address needs what shows it, a capture does not move it', async () => {
    const id = await idOf('L2');
    const links = (await officer('GET', `${at}/listings/${id}/links`)).json<ListingLinks>();
    expect(links.candidates[0]).toMatchObject({ kind: 'asset', label: 'S2' });
    const [s2] = links.candidates;
    expect((await officer('POST', `${at}/listings/${id}/ground`, { verdict: 'confirmed', kind: 'asset', id: s2?.id })).status).toBe(400);
    expect((await officer('POST', `${at}/listings/${id}/ground`, { verdict: 'confirmed', kind: 'asset', id: ids['S3'], source: 'visit', evidence: 'PV 4' })).json()).toMatchObject({ reason: 'leads.not_near' });
    const held = (await officer('POST', `${at}/listings/${id}/ground`, { verdict: 'confirmed', kind: 'asset', id: s2?.id, source: 'visit', evidence: 'PV 4/2026' })).json<ListingLinks>();
    expect(held.address).toMatchObject({ source: 'visit', evidence: 'PV 4/2026', publishedM: 150 });
    const place = async () => (await here<{ r: number; on: boolean }>(`select l.uncertainty_m as r, st_intersects(l.geom, a.geom) as on from listing l, asset a where l.external_id = 'L2' and a.code = 'S2'`))[0];
    expect(await place()).toEqual({ r: 1, on: true });
    await officer('POST', `${at}/listings/${id}/ground`, { verdict: 'open', kind: 'asset', id: s2?.id });
    expect(await place()).toEqual({ r: 150, on: false });
  });

  test('a vacant property says what its neighbours bring, with too few nothing', async () => {
    const [v] = await here<{ id: string }>(`insert into occupation (commune_id, reference, type, status, currency, starts_on, validated_at) values (current_commune(), 'V-1', 'vacant', 'active', 'TND', '2024-01-01', now()) returning id`);
    await here('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), :o, :a)', { o: v?.id ?? '', a: ids['S3'] ?? '' });
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => refreshOccupancy(tx, null));
    const potential = async () => (await agent('GET', `${at}/assets/${ids['S3'] ?? ''}/leads`)).json<{ potential: { compared: number; figures: { middleMinor: string } | null } }>().potential;
    expect(await potential()).toMatchObject({ compared: 0, figures: null });
    for (let i = 0; i < 5; i += 1) await show({ id: `V${String(i)}`, title: 'Flat', x: 4000 + i * 20, y: 4100, price: 100_000 + i * 1000 });
    expect(await potential()).toMatchObject({ compared: 5, figures: { priceMinor: '102000', middleMinor: '10200000' } });
  });
});
