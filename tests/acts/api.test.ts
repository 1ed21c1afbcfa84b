import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ActRow } from '@sommier/domain/acts';
import { followDue } from '../../server/src/features/acts/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const future = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(await engines())('acts on the %s database', (engine) => {
  let server: TestServer;
  let agent: Call, manager: Call, auditor: Call;
  let serial = 0;
  const asset = (fields: Record<string, unknown> = {}): Promise<string> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name, domain_class, status, title_state)
    values (current_commune(), :code, 'Bien', :domain_class, :status, :title_state) returning id`, { code: `A${String(serial += 1)}`, domain_class: 'public_par_affectation', status: 'active', title_state: 'titre_foncier', ...fields })).rows[0].id as string);
  const legal = async (id: string): Promise<unknown[]> => { const a = (await agent('GET', `${at}/assets/${id}`)).json<{ domainClass: string; status: string }>(); return [a.domainClass, a.status]; };
  const act = (kind: string, assets: string[], effectiveOn: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    kind, reference: `${String(serial += 1)}/2024`, subject: `${kind} de biens`, signedOn: effectiveOn > future(0) ? future(0) : effectiveOn, effectiveOn, properties: assets.map((assetId) => ({ assetId })), deliberatedOn: '2010-01-05', ...more,
  });
  const whole = { approvedOn: '2011-01-01', deed: { estimates: [{ amount: '900000' }], deedOn: '2011-02-01', priceNet: '1000000' } };
  const record = (body: unknown, as = agent): Promise<Answer> => as('POST', `${at}/acts`, body);
  const done = async (body: unknown, as = agent): Promise<ActRow> => { const a = await record(body, as); if (a.status !== 201) throw new Error(a.text); return a.json<ActRow>(); };

  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager, auditor] = await Promise.all([server.as('agent'), server.as('manager'), server.as('auditor')]);
  });
  afterAll(() => server.close());

  test('§4 case 4: a sale before déclassement is refused with its basis; after it the register follows', async () => {
    const id = await asset();
    const refused = await record(act('disposal', [id], '2011-03-01', whole));
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({ code: 'rule_refused', guard: 'transfer_of_public_domain', basis: [{ country: 'TN', confirmed: true }], message: expect.stringContaining('declassified'), findings: [{ code: 'transfer_of_public_domain', about: expect.stringMatching(/^A/) }] });
    expect(await legal(id)).toEqual(['public_par_affectation', 'active']);
    await done(act('declassification', [id], '2011-01-10'));
    expect(await legal(id)).toEqual(['prive_patrimonial', 'active']);
    await done(act('disposal', [id], '2011-03-01', whole));
    expect(await legal(id)).toEqual(['prive_patrimonial', 'disposed']);
    expect((await record(act('disposal', [id], '2012-01-01', whole))).json()).toMatchObject({ guard: 'property_gone' });
  });

  test('only a manager goes past a refusal, with a reason; both stand in the act and in the trail', async () => {
    const id = await asset();
    const overrides = [{ guardCode: 'transfer_of_public_domain', reason: 'Jugement du tribunal immobilier du 12 mai 2010' }];
    const body = act('disposal', [id], '2011-03-01', { ...whole, overrides });
    expect((await record(body)).status).toBe(403);
    expect((await record({ ...body, overrides: [{ guardCode: 'transfer_of_public_domain', reason: 'court' }] }, manager)).status).toBe(400);
    expect((await record({ ...body, overrides: [{ guardCode: 'property_gone', reason: 'a reason for another rule' }] }, manager)).status).toBe(422);
    const made = await done(body, manager);
    expect(made.overridden).toEqual([{ guard: 'transfer_of_public_domain', reason: overrides[0]!.reason, by: 'manager HERE' }]);
    const trail = (await auditor('GET', `${at}/audit?subject=act:${made.id}`)).json<{ entries: { action: string; detail: Record<string, unknown>; personal: Record<string, string> }[] }>().entries;
    expect(trail).toHaveLength(1);
    expect(trail[0]).toMatchObject({ action: 'act.recorded', detail: { overridden: [{ guard: 'transfer_of_public_domain', basis: [{ country: 'TN' }] }] }, personal: { 'override.transfer_of_public_domain': overrides[0]!.reason } });
    expect((await auditor('GET', `${at}/acts?state=overridden`)).json()).toMatchObject({ total: 1 });
  });

  test('acts recorded late take their place in time; a cancellation takes one back; nothing is deleted', async () => {
    const id = await asset({ domain_class: null, status: null });
    const sale = await done(act('disposal', [id], '2015-06-01', { ...whole, overrides: [{ guardCode: 'transfer_domain_unknown', reason: 'Vente ancienne reprise des archives' }] }), manager);
    expect(await legal(id)).toEqual([null, 'disposed']);
    await done(act('acquisition', [id], '2001-01-01', { properties: [{ assetId: id, domainClass: 'prive_patrimonial' }] }));
    expect(await legal(id)).toEqual(['prive_patrimonial', 'disposed']);
    const story = (await agent('GET', `${at}/assets/${id}/acts`)).json<{ declared: unknown; steps: { act: ActRow; after: unknown }[] }>();
    expect([story.declared, story.steps.map((s) => [s.act.kind, s.after])]).toEqual([{ domainClass: null, status: null },
      [['acquisition', { domainClass: 'prive_patrimonial', status: 'active' }], ['disposal', { domainClass: 'prive_patrimonial', status: 'disposed' }]]]);
    const undo = await done(act('cancellation', [], '2016-01-01', { cancels: sale.id }));
    expect(await legal(id)).toEqual(['prive_patrimonial', 'active']);
    expect((await agent('GET', `${at}/acts/${sale.id}`)).json()).toMatchObject({ cancelledBy: { id: undo.id, kind: 'cancellation' } });
    expect((await record(act('cancellation', [], '2016-01-01', { cancels: sale.id }))).json()).toMatchObject({ code: 'conflict', reason: 'acts.cancelled_already' });
    expect((await record(act('cancellation', [], '2016-01-01', { cancels: undo.id }))).status).toBe(409);
    expect((await record(act('cancellation', [], '1999-01-01', { cancels: (await done(act('deliberation', [id], '2000-01-01'))).id }))).status).toBe(409);
  });

  test('what would make a later act irregular is refused: the déclassement of a sold property is not cancelled in silence', async () => {
    const id = await asset();
    const declassified = await done(act('declassification', [id], '2011-01-10'));
    const sale = act('disposal', [id], '2011-03-01', whole);
    await done(sale);
    const refused = await record(act('cancellation', [], '2012-01-01', { cancels: declassified.id }));
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({ guard: 'transfer_of_public_domain', findings: [{ about: expect.stringContaining(String(sale['reference'])) }] });
    expect((await record(act('classification', [id], '2011-02-01'))).status).toBe(422);
    expect(await legal(id)).toEqual(['prive_patrimonial', 'disposed']);
  });

  test('one act, many properties; the check says before and after and writes nothing', async () => {
    const ids = [await asset({ domain_class: 'prive_patrimonial' }), await asset({ domain_class: 'prive_patrimonial' }), await asset()];
    const body = act('assignment', ids, '2020-01-01', { service: 'Culture', recordOn: '2020-01-15' });
    const check = (await agent('POST', `${at}/acts/check`, body)).json<{ refused: boolean; properties: { before: unknown; after: unknown }[] }>();
    expect([check.refused, check.properties.map((p) => p.after)]).toEqual([false, [...[0, 1].map(() => ({ domainClass: 'prive_affecte', status: 'active' })), { domainClass: 'public_par_affectation', status: 'active' }]]);
    expect(await legal(ids[0]!)).toEqual(['prive_patrimonial', 'active']);
    const made = await done(body);
    expect([made.propertyCount, made.warned]).toEqual([3, []]);
    expect(await legal(ids[1]!)).toEqual(['prive_affecte', 'active']);
    expect((await agent('GET', `${at}/assets/${ids[0]!}`)).json()).toMatchObject({ assignedService: 'Culture' });
    const warned = await done(act('disposal', [ids[0]!], '2021-01-01', whole));
    expect(warned.warned).toEqual(['transfer_of_assigned']);
  });

  test('an act takes effect on its day: not before, and then by itself', async () => {
    const id = await asset();
    await done(act('declassification', [id], future(3)));
    expect(await legal(id)).toEqual(['public_par_affectation', 'active']);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update act set effective_on = (now() at time zone (select timezone from commune where id = current_commune()))::date where effective_on = cast(? as date)`, [future(3)]));
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update act_declared set followed_on = followed_on - 1 where asset_id = ?`, [id]));
    expect(await followDue(server.deps)).toBe(1);
    expect(await legal(id)).toEqual(['prive_patrimonial', 'active']);
    expect(await followDue(server.deps)).toBe(0);
    expect((await auditor('GET', `${at}/audit?action=act.took_effect`)).json()).toMatchObject({ total: 1 });
  });

  test('an act is corrected against the version read, in what it says alone; the deed file and the register fill each other', async () => {
    const id = await asset({ domain_class: null, status: 'project', title_state: null });
    const made = await done(act('acquisition', [id], '2018-04-01', { deed: { priceNet: '250000', deliberations: ['2017-01-01', '2017-06-01', '2018-01-01'] }, publication: null }));
    expect(made.warned).toEqual(['price_without_deed']);
    expect((await agent('GET', `${at}/assets/${id}`)).json()).toMatchObject({ status: 'active', origin: 'acquisition', appropriatedOn: '2018-04-01', deedReference: made.reference, domainClass: null });
    const tag = (await agent('GET', `${at}/acts/${made.id}`)).headers.get('etag') ?? '';
    expect((await agent('PATCH', `${at}/acts/${made.id}`, { kind: 'disposal' }, { 'if-match': tag })).status).toBe(400);
    expect((await agent('PATCH', `${at}/acts/${made.id}`, { publication: 'JORT 2018-31', publishedOn: '2018-04-17' }, { 'if-match': tag })).json()).toMatchObject({ publication: 'JORT 2018-31', version: 2 });
    expect((await agent('GET', `${at}/assets/${id}`)).json()).toMatchObject({ gazetteReference: 'JORT 2018-31' });
    expect((await agent('PATCH', `${at}/acts/${made.id}`, { note: 'x' }, { 'if-match': tag })).status).toBe(412);
    const csv = await agent('GET', `${at}/acts.csv?kind=acquisition`, undefined, { 'accept-language': 'fr' });
    expect([csv.headers.get('content-type'), csv.text.split('\n')[0]]).toEqual(['text/csv; charset=utf-8', '\uFEFFRéférence,Nature,Objet,Autorité,Date,Prise d’effet,Publication,Biens,Prix,Annulé par,Règles passées outre']);
    expect(csv.text).toContain(',250.000,');
  });

  test('words are sent in a body, never in an address: without accents, by the party too, and a person’s name only for who may read it', async () => {
    const [id, viewer] = [await asset({ domain_class: 'prive_patrimonial' }), await server.as('viewer')];
    const party = (await agent('POST', `${at}/parties`, { kind: 'natural', name: 'Héla Ben Youssef' })).json<{ id: string }>();
    const made = await done(act('donation', [id], '2019-02-03', { reference: 'D 77/2019', subject: 'Donation du jardin de la Medina', authority: 'Conseil municipal', partyId: party.id, properties: [{ assetId: id, side: 'in' }] }));
    const found = async (as: Call, q: string): Promise<string[]> => (await as('POST', `${at}/acts/search`, { q })).json<{ rows: ActRow[] }>().rows.map((a) => a.id);
    for (const q of ['médina jardin', 'D 77', 'youssef hela']) expect(await found(agent, q)).toEqual([made.id]);
    expect([await found(viewer, 'jardin'), await found(viewer, 'youssef'), await found(agent, 'jardin absent')]).toEqual([[made.id], [], []]);
    expect((await agent('POST', `${at}/acts/search`, { q: 'jardin', kind: 'disposal' })).json()).toMatchObject({ total: 0 });
    expect((await agent('POST', `${at}/acts/search.csv`, { q: 'jardin' })).text.trim().split('\n')).toHaveLength(2);
    for (const path of ['acts', 'acts.csv']) expect((await agent('GET', `${at}/${path}?q=youssef`)).json()).toMatchObject({ status: 400, issues: [{ path: 'query.q' }] });
  });

  test('nobody else’s property, no property at all, a side that makes no sense: refused', async () => {
    const id = await asset();
    expect((await record(act('assignment', ['999999'], '2020-01-01'))).status).toBe(404);
    expect((await record(act('assignment', [], '2020-01-01'))).status).toBe(400);
    expect((await record(act('assignment', [id, id], '2020-01-01'))).status).toBe(400);
    expect((await record(act('acquisition', [id], '2020-01-01', { properties: [{ assetId: id, side: 'out' }] }))).status).toBe(400);
    const there = await server.as('agent', 'THERE');
    expect((await there('POST', '/api/communes/THERE/acts', act('assignment', [id], '2020-01-01'))).status).toBe(404);
  });
});
