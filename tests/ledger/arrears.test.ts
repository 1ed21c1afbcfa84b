import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OccupationSheet } from '@sommier/domain/occupations';
import { verifyLedger } from '../../server/src/features/ledger/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

interface Account { balance: string; pastDue: string; dues: { dueOn: string; amount: string; open: string }[] }

describe.each(await engines())('a lease that ends in debt (%s)', (engine) => {
  let server: TestServer, agent: Call, officer: Call;
  const at = '/api/communes/HERE';
  beforeAll(async () => { server = await testServer({ engine }); [agent, officer] = [await server.as('agent'), await server.as('officer')]; });
  afterAll(async () => { await server.close(); });

  test('domain-property §4 case 5: monthly from 31 January over a leap day; ended, its arrears stay; a payment eighteen months old, in part, and two on one day', async () => {
    const asset = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) =>
      (await tx.raw(`insert into asset (commune_id, code, name, domain_class, title_state) values (current_commune(), 'SHOP', 'SHOP', 'prive_patrimonial', 'titre_foncier') returning id`) as { rows: { id: string }[] }).rows[0]?.id);
    const status = async (o: OccupationSheet, change: object): Promise<OccupationSheet> => (await agent('POST', `${at}/occupations/${o.id}/status`, change, { 'if-match': `"v${String(o.version)}"` })).json();
    const lease = await status((await agent('POST', `${at}/occupations`, { type: 'bail_commercial', reference: 'L-31', startsOn: '2024-01-31', endsOn: '2026-01-31', units: [{ assetId: asset }], acts: [{ role: 'publicity', reference: 'AO 1' }],
      terms: [{ from: '2024-01-31', amountMinor: '100000', period: 'month', anchor: '2024-01-31' }] })).json(), { to: 'active' });
    expect((await officer('POST', `${at}/occupations/${lease.id}/call`, { through: '2024-05-30' })).status).toBe(200);
    const ended = await status(lease, { to: 'ended', on: '2024-05-31' });
    expect(ended).toMatchObject({ status: 'ended', endedOn: '2024-05-31' });

    const id = (await officer('GET', `${at}/occupations/${lease.id}/accounts`)).json<{ accounts: { id: string }[] }>().accounts[0]?.id ?? '';
    const read = async (): Promise<Account> => (await officer('GET', `${at}/ledger/accounts/${id}`)).json();
    const before = await read();
    // The 31st where the month has one, else its last day: 29 February in a leap year.
    expect(before.dues.map((d) => [d.dueOn, d.amount, d.open])).toEqual([['2024-01-31', '100000', '100000'], ['2024-02-29', '100000', '100000'], ['2024-03-31', '100000', '100000'], ['2024-04-30', '100000', '100000']]);
    expect(before).toMatchObject({ balance: '400000', pastDue: '400000' });

    const pay = async (amount: string, paidOn: string): Promise<number> => (await officer('POST', `${at}/ledger/payments`, { accountId: id, amount, paidOn, method: 'cash' })).status;
    expect(await pay('30000', '2025-05-22')).toBe(201);
    expect((await read()).dues[0]).toMatchObject({ dueOn: '2024-01-31', open: '70000' });
    expect([await pay('70000', '2026-10-01'), await pay('150000', '2026-10-01')]).toEqual([201, 201]);
    const after = await read();
    expect([after.balance, after.pastDue, after.dues.filter((d) => d.open !== '0').map((d) => [d.dueOn, d.open])]).toEqual(['150000', '150000', [['2024-03-31', '50000'], ['2024-04-30', '100000']]]);
    // As it stood between the first payment and the others.
    expect((await officer('GET', `${at}/ledger/accounts/${id}?day=2026-01-01`)).json<Account>().balance).toBe('370000');
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true, receipts: 3 });
  });
});
