import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OccupationSheet } from '@sommier/domain/occupations';
import { today as todayOf, verifyLedger } from '../../server/src/features/ledger/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';

/** What somebody who means no good, or two people at once, may send: nothing is an internal error, nothing is written half, no franc is lost. */
describe.each(await engines())('unfriendly callers of occupations and money (%s)', (engine) => {
  let server: TestServer, agent: Call, officer: Call, manager: Call, shop: string, hall: string, account: string, right: OccupationSheet, today: string;
  const at = '/api/communes/HERE';
  const body = (more: object = {}): object => ({ type: 'bail_commercial', startsOn: '2026-01-01', endsOn: '2029-01-01', units: [{ assetId: shop }], acts: [{ role: 'publicity', reference: 'AO 1' }], terms: [{ from: '2026-01-01', amountMinor: '120500', period: 'month' }], ...more });
  const status = (call: Call, o: OccupationSheet, change: object): Promise<Answer> => call('POST', `${at}/occupations/${o.id}/status`, change, { 'if-match': `"v${String(o.version)}"` });
  const draft = async (more: object): Promise<OccupationSheet> => { const r = await agent('POST', `${at}/occupations`, body(more)); expect([r.status, r.status === 201 ? '' : r.text]).toEqual([201, '']); return r.json(); };
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, officer, manager] = [await server.as('agent'), await server.as('officer'), await server.as('manager')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      const asset = async (code: string): Promise<string> => (await tx.raw(`insert into asset (commune_id, code, name, domain_class, title_state, built_area_m2) values (current_commune(), ?, ?, 'prive_patrimonial', 'titre_foncier', 100) returning id`, [code, code]) as { rows: { id: string }[] }).rows[0]?.id ?? '';
      [shop, hall] = [await asset('SHOP'), await asset('HALL')];
      today = await todayOf(tx);
    });
    right = (await status(agent, await draft({ reference: 'L-1' }), { to: 'active' })).json();
    expect((await officer('POST', `${at}/occupations/${right.id}/call`, { through: '2026-10-31' })).status).toBe(200);
    account = (await officer('GET', `${at}/occupations/${right.id}/accounts`)).json<{ accounts: { id: string }[] }>().accounts[0]?.id ?? '';
  });
  afterAll(async () => { await server.close(); });

  test('rights that cannot be: each refused with its field, none written', async () => {
    const unit = (num: number, den: number) => ({ units: [{ assetId: hall, share: { num, den } }] });
    const wrong: [object, string][] = [
      [{ startsOn: '2026-01-01', endsOn: '2026-01-01' }, 'endsOn'], [{ startsOn: '2026-02-30' }, 'startsOn'], [unit(3, 2), 'units'], [unit(0, 1), 'units'], [unit(-1, 2), 'units'], [{ units: [] }, 'units'], [{ units: [{ assetId: hall }, { assetId: hall }] }, 'units'],
      [{ terms: [{ from: '2026-01-01', amountMinor: '12.5', period: 'month' }] }, 'terms'], [{ terms: [{ from: '2026-01-01', amountMinor: '-5', period: 'month' }] }, 'terms'], [{ terms: [{ from: '2026-01-01', amountMinor: '9999999999999999', period: 'month' }] }, 'terms'],
      [{ terms: [{ from: '2026-01-01', amountMinor: '5', period: 'month' }, { from: '2026-01-01', amountMinor: '6', period: 'month' }] }, 'terms'], [{ terms: [{ from: '2026-01-01', to: '2025-01-01', amountMinor: '5', period: 'month' }] }, 'terms'],
      [{ terms: [{ from: '2026-01-01', kind: 'free', amountMinor: '5', period: 'month' }] }, 'terms'], [{ terms: [{ from: '2026-01-01', amountMinor: '5', period: 'month', currency: 'EUR' }] }, 'terms'], [{ currency: 'EUR' }, ''], [{ parentId: right.id }, 'parentId'],
      [{ depositMinor: '1e9' }, 'depositMinor'], [{ units: [{ assetId: '9223372036854775807' }] }, ''],
    ];
    for (const [more, field] of wrong) {
      const r = await agent('POST', `${at}/occupations`, body(more));
      expect([more, [400, 404].includes(r.status)]).toEqual([more, true]);
      if (field !== '') expect([more, r.json<{ issues: { path: string }[] }>().issues[0]?.path]).toMatchObject([more, expect.stringContaining(field)]);
    }
    const change = (patch: object) => agent('PATCH', `${at}/occupations/${right.id}`, patch, { 'if-match': `"v${String(right.version)}"` });
    for (const patch of [{ endsOn: '2025-12-31' }, { startsOn: '2030-01-01' }, { startsOn: null }, { type: 'sous_location' }]) expect([patch, (await change(patch)).status]).toEqual([patch, 400]);
    expect((await status(agent, right, { to: 'active', endsOn: '2020-01-01' })).status).toBe(400);
    expect((await agent('GET', `${at}/occupations`)).json()).toMatchObject({ total: 1 });
  });

  test('payments that cannot be: decimals, nothing, less than nothing, another currency, tomorrow, somebody else’s due, another commune', async () => {
    const due = (await officer('GET', `${at}/ledger/accounts/${account}`)).json<{ dues: { id: string; open: string }[] }>().dues[0];
    const pay = { accountId: account, amount: '1000', paidOn: today, method: 'cash' };
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    const wrong: [object, number][] = [[{ amount: '10.5' }, 400], [{ amount: 10 }, 400], [{ amount: '0' }, 400], [{ amount: '-5' }, 400], [{ amount: '٥' }, 400], [{ amount: '1000000000000000' }, 400], [{ currency: 'EUR' }, 400], [{ paidOn: '2026-13-01' }, 400], [{ paidOn: tomorrow }, 422], [{ method: 'gold' }, 400],
      [{ accountId: '9223372036854775807' }, 404], [{ against: [{ dueId: due?.id, amount: '1001' }] }, 422], [{ amount: '9000000', against: [{ dueId: due?.id, amount: String(BigInt(due?.open ?? '0') + 1n) }] }, 422], [{ against: [{ dueId: '9223372036854775807', amount: '1' }] }, 422], [{ against: [{ dueId: due?.id, amount: '-1' }] }, 400],
      [{ against: [{ dueId: due?.id, amount: '600' }, { dueId: due?.id, amount: '600' }] }, 422]];
    for (const [more, expected] of wrong) expect([more, (await officer('POST', `${at}/ledger/payments`, { ...pay, ...more })).status]).toEqual([more, expected]);
    expect((await (await server.as('officer', 'THERE'))('POST', '/api/communes/THERE/ledger/payments', pay)).status).toBe(404);
    expect((await officer('POST', `${at}/ledger/dues`, { occupationId: right.id, kind: 'fee', from: '2026-02-01', to: '2026-01-01', dueOn: '2026-01-01', amount: '5', note: 'x' })).status).toBe(400);
    expect((await officer('POST', `${at}/occupations/${right.id}/call`, { through: '9999-12-31' })).status).toBe(422);
    expect((await officer('GET', `${at}/ledger/payments`)).json()).toMatchObject({ total: 0 });
  });

  test('two agents at once: one half of the premises is given once, one due is paid once, one reversal stands', async () => {
    const halves = await Promise.all([1, 2, 3].map((n) => draft({ reference: `H-${String(n)}`, units: [{ assetId: hall, share: { num: 1, den: 2 } }], terms: [] })));
    const both = await Promise.all(halves.map((o, i) => status(i === 0 ? agent : manager, o, { to: 'active' })));
    expect(both.map((r) => (r.status === 200 ? 200 : 422)).sort()).toEqual([200, 200, 422]);
    const twice = await Promise.all([agent, manager].map((who) => who('PATCH', `${at}/occupations/${right.id}`, { note: 'vu' }, { 'if-match': `"v${String(right.version)}"` })));
    expect(twice.map((r) => r.status).sort()).toEqual([200, 412]);
    const due = (await officer('GET', `${at}/ledger/accounts/${account}`)).json<{ dues: { id: string; open: string }[] }>().dues[0];
    const told = { accountId: account, amount: due?.open, paidOn: today, method: 'cash', against: [{ dueId: due?.id, amount: due?.open }] };
    const paid = await Promise.all([agent, officer, manager].map((who) => who('POST', `${at}/ledger/payments`, told)));
    expect(paid.map((r) => r.status).sort()).toEqual([201, 422, 422]);
    const one = paid.find((r) => r.status === 201)?.json<{ id: string }>().id ?? '';
    expect((await Promise.all([1, 2, 3].map(() => manager('POST', `${at}/ledger/payments/${one}/reverse`, { reason: 'deux fois' })))).map((r) => r.status).sort()).toEqual([200, 409, 409]);
    // The same click sent twice is one payment; ten payments at once have ten numbers in a row.
    const key = { 'idempotency-key': 'a-click-of-a-person-0001' };
    const again = await Promise.all([1, 2].map(() => officer('POST', `${at}/ledger/payments`, { accountId: account, amount: '700', paidOn: today, method: 'cash' }, key)));
    expect(new Set(again.filter((r) => r.status === 201).map((r) => r.json<{ receipt: string }>().receipt)).size).toBe(1);
    const ten = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? agent : officer)('POST', `${at}/ledger/payments`, { accountId: account, amount: String(i + 1), paidOn: today, method: 'cash' })));
    const numbers = ten.map((r) => Number(r.json<{ receipt: string }>().receipt.slice(-5))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 10 }, (_, i) => (numbers[0] ?? 0) + i));
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true, receipts: 13 });
  });

  test('a revision, then a step agreed after it, then the step taken away: the revised rent runs on', async () => {
    const now = (await agent('GET', `${at}/occupations/${right.id}`)).json<OccupationSheet>();
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw(`update occupation_term set to_on = '2027-01-01' where commune_id = current_commune() and occupation_id = ?`, [now.id]);
      await tx.raw(`insert into occupation_term (commune_id, occupation_id, kind, from_on, amount_minor, currency, period, source) values (current_commune(), ?, 'revision', '2027-01-01', 130000, 'TND', 'month', 'revision')`, [now.id]);
    });
    const rent = (terms: object[], version: number) => agent('PATCH', `${at}/occupations/${now.id}`, { terms }, { 'if-match': `"v${String(version)}"` });
    const first = { from: '2026-01-01', to: '2027-01-01', amountMinor: '120500', period: 'month' };
    const stepped = await rent([first, { from: '2028-01-01', kind: 'step', amountMinor: '150000', period: 'month' }], now.version);
    expect(stepped.json<OccupationSheet>().terms.map((t) => [t.from, t.to, t.amountMinor])).toEqual([['2026-01-01', '2027-01-01', '120500'], ['2027-01-01', '2028-01-01', '130000'], ['2028-01-01', null, '150000']]);
    expect((await rent([first, { from: '2027-01-01', kind: 'step', amountMinor: '1', period: 'month' }], now.version + 1)).status).toBe(400);
    expect((await rent([first], now.version + 1)).json<OccupationSheet>().terms.map((t) => [t.from, t.to])).toEqual([['2026-01-01', '2027-01-01'], ['2027-01-01', null]]);
    // A clause of 1,000 % a month stops where no rent can be, and is named; the call goes on.
    const ran = (await rent([{ ...first, to: null, escalation: { every: 1, bp: 100_000, index: null, from: '2026-01-01' } }], now.version + 2)).json<OccupationSheet>();
    expect(ran.version).toBe(now.version + 3);
    const called = await officer('POST', `${at}/occupations/${now.id}/call`, { through: '2026-12-31' });
    expect([called.status, called.json<{ missing: string[] }>().missing]).toEqual([200, [expect.stringContaining('1000 %')]]);
    expect((await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).green).toBe(true);
  });
});
