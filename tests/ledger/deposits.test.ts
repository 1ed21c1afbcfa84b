import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toMinor } from '@sommier/domain/shared';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { accountOf, verifyLedger } from '../../server/src/features/ledger/index.ts';
import type { Tx } from '../../server/src/platform/db/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

const TODAY = new Date().toISOString().slice(0, 10);

describe.each(await engines())('deposits and the cash book (%s)', (engine) => {
  let server: TestServer, manager: Call, officer: Call, account: string, occupation: string;
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work);
  const base = '/api/communes/HERE/ledger';
  beforeAll(async () => {
    server = await testServer({ engine });
    manager = await server.as('manager');
    officer = await server.as('officer');
    [occupation, account] = await within(async (tx) => {
      const id = await plant(tx, 'BC-2026-0009', { startsOn: '2026-01-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [] });
      await tx.raw('update occupation set deposit_minor = 600000 where commune_id = current_commune() and id = ?', [id]);
      return [id, await accountOf(tx, id, TODAY)] as const;
    });
  });
  afterAll(async () => { await server.close(); });
  const due = async (kind: string, amount: string) => (await officer('post', `${base}/dues`, { occupationId: occupation, kind, from: '2026-01-01', to: '2026-02-01', dueOn: '2026-01-05', amount, note: kind })).json<{ id: string }>().id;
  const pay = async (amount: string, method = 'cash', against?: { dueId: string; amount: string }[]) => (await officer('post', `${base}/payments`, { accountId: account, amount, paidOn: '2026-01-06', method, ...(against ? { against } : {}) })).json<{ id: string; receipt: string }>();
  const deposit = async () => (await officer('get', `${base}/accounts/${account}/deposit`)).json<Record<string, string>>();
  let asked: string, paid: { id: string; receipt: string };

  test('asked, then received as its due is paid', async () => {
    asked = await due('deposit', '600000');
    expect(await deposit()).toMatchObject({ agreed: '600000', asked: '600000', received: '0', held: '0', open: '600000' });
    paid = await pay('600000', 'cash', [{ dueId: asked, amount: '600000' }]);
    expect(await deposit()).toMatchObject({ received: '600000', held: '600000', open: '0' });
  });

  test('no more is kept than is owed besides it; what is kept pays the oldest due and has its receipt', async () => {
    const keep = (amount: string) => manager('post', `${base}/accounts/${account}/deposit/retentions`, { amount, day: '2026-02-01', reason: 'loyer impayé' });
    const none = await keep('100000');
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('more_than_owed')]);
    await due('rent', '150000');
    expect((await keep('150000')).json()).toMatchObject({ retained: '150000', held: '450000' });
    const sheet = (await officer('get', `${base}/accounts/${account}`)).json<{ balance: string; payments: { method: string; receipt: string }[] }>();
    expect(sheet.payments[0]).toMatchObject({ method: 'deposit' });
    expect(sheet.balance).toBe('0');
  });

  test('given back by who may, never beyond what is held; a cheque never cashed comes back', async () => {
    const give = (who: Call, amount: string, method = 'cash') => who('post', `${base}/accounts/${account}/deposit/returns`, { amount, day: '2026-03-01', method, reason: 'fin de bail' });
    expect((await give(officer, '1')).status).toBe(403);
    expect((await give(manager, '450001')).status).toBe(422);
    expect((await give(manager, '200000')).json()).toMatchObject({ returned: '200000', held: '250000' });
    const second = (await give(manager, '250000', 'cheque')).json<{ held: string; refunds: { id: string; number: string }[] }>();
    expect([second.held, second.refunds.map((r) => r.number)]).toEqual(['0', [`RB-${TODAY.slice(0, 4)}-00002`, `RB-${TODAY.slice(0, 4)}-00001`]]);
    const id = second.refunds[0]?.id ?? '';
    expect((await manager('post', `${base}/refunds/${id}/reverse`, { reason: 'chèque non encaissé' })).json()).toMatchObject({ held: '250000' });
    expect((await manager('post', `${base}/refunds/${id}/reverse`, { reason: 'encore' })).status).toBe(409);
  });

  test('a payment that brought a deposit already given back is not reversed before it', async () => {
    expect((await manager('post', `${base}/payments/${paid.id}/reverse`, { reason: 'erreur' })).status).toBe(422);
    expect((await manager('post', `${base}/dues/${asked}/cancel`, { reason: 'erreur' })).status).toBe(422);
  });

  test('the cash book: what came and went, balance after each line, numbers without a gap; the same as a table', async () => {
    await pay('50000');
    const book = (await officer('get', `${base}/books/cash?from=2026-01-01&to=2026-12-31`)).json<{ opening: string; closing: string; rows: { number: string; in: string | null; out: string | null; balance: string }[]; series: { series: string; missing: number }[] }>();
    expect(book.rows.map((r) => [r.in, r.out, r.balance])).toEqual([['600000', null, '600000'], ['50000', null, '650000'], [null, '200000', '450000']]);
    expect([book.opening, book.closing]).toEqual(['0', '450000']);
    expect(book.series.map((s) => [s.series, s.missing])).toEqual([['RB', 0], ['RC', 0]]);
    // From March on, what was in the till before is brought forward.
    expect((await officer('get', `${base}/books/cash?from=2026-02-01&to=2026-12-31`)).json()).toMatchObject({ opening: '650000', in: '0', out: '200000', closing: '450000' });
    // A month after the last day there is has no name: said, not failed at.
    expect((await officer('get', `${base}/books/cash?from=9999-12-31`)).status).toBe(400);
    const csv = (await officer('get', `${base}/books/cash/file?from=2026-01-01&to=2026-12-31&format=csv`)).text;
    expect(csv).toContain('RC-');
    expect(csv.trim().split('\n')).toHaveLength(5);
    expect((await officer('get', `${base}/books/bank?from=2026-01-01&to=2027-12-31`)).json()).toMatchObject({ in: '250000', out: '250000', closing: '0' });
  });

  test('the accountant’s journal has as much on each side, entry by entry and in all; the workbook’s balance says the same and adds up to nothing', async () => {
    const file = (format: string) => officer('get', `${base}/journal?from=2026-01-01&to=2027-12-31&format=${format}`, undefined, { 'accept-language': 'fr' });
    const rows = parse((await file('csv')).bytes, { bom: true, columns: true }) as Record<string, string>[];
    const minor = (cell: string | undefined): bigint => BigInt(toMinor(cell ?? '', 3) ?? '0');
    const sum = (list: readonly Record<string, string>[], side: string): bigint => list.reduce((n, r) => n + minor(r[side]), 0n);
    expect(rows.length).toBeGreaterThan(10);
    for (const entry of new Set(rows.map((r) => r['Écriture']))) { const own = rows.filter((r) => r['Écriture'] === entry); expect([entry, sum(own, 'Débit')]).toEqual([entry, sum(own, 'Crédit')]); }
    const check = await verifyLedger(server.deps.db, { commune: server.communes.HERE.id });
    expect([sum(rows, 'Débit'), sum(rows, 'Crédit'), rows.length]).toEqual([BigInt(check.debits), BigInt(check.credits), 2 * check.postings]);
    const book = (await file('xlsx')).bytes, journal = await readSheet(book, 1), balance = await readSheet(book, 2);
    expect(journal.slice(1).reduce((n, r) => n + Math.round(Number(r[4] ?? 0) * 1000), 0)).toBe(Number(check.debits));
    const total = balance.at(-1), figure = (cell: unknown): number => Math.round(Number(cell ?? 0) * 1000);
    expect(total?.slice(1).map(figure)).toEqual([Number(check.debits), Number(check.credits), 0]);
    expect(balance.slice(1, -1).reduce((n, r) => n + figure(r[3]), 0)).toBe(0);
    const arabic = parse((await officer('get', `${base}/journal?from=2026-01-01&to=2027-12-31&format=csv`, undefined, { 'accept-language': 'ar' })).bytes, { bom: true, columns: true }) as Record<string, string>[];
    expect([sum(arabic, 'مدين'), sum(arabic, 'دائن')]).toEqual([BigInt(check.debits), BigInt(check.credits)]);
  });

  test('the books replay green', async () => {
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true, faults: [] });
  });
});
