import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importFormats, runImport, undoImport, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { accountOf, callDues, readAccounts, verifyLedger } from '../../server/src/features/ledger/index.ts';
import { engines } from '../support/db.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-payments-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const TODAY = '2026-11-22';
const FILE = `Date opération;N° opération;Libellé;Montant;Donneur d'ordre
05/11/2026;OP-1;VIR LOYER NOV BC20240017;1250,500;DAR EL BIR
06/11/2026;OP-2;VERSEMENT;777,250;INCONNU
07/11/2026;OP-3;VIR;420,000;SOCIETE ATLAS
07/11/2026;OP-4;VIR;42,0001;TROP DE DECIMALES
32/11/2026;OP-5;VIR;10,000;JOUR FAUX
08/11/2026;OP-6;FRAIS DE TENUE DE COMPTE;;BANQUE
09/11/2026;OP-7;VIR BC-2024-0018 ET BC-2024-0019;100,000;DEUX REFERENCES
`;

describe.each(await engines())('payments from a bank file (%s)', (engine) => {
  let server: TestServer, commune: { id: number; code: string; currency: string; srid: number; timezone: string };
  const accounts: Record<string, string> = {};
  beforeAll(async () => {
    server = await testServer({ engine });
    commune = { id: server.communes.HERE.id, code: 'HERE', currency: 'TND', srid: 22391, timezone: 'Africa/Tunis' };
    await server.deps.db.inCommune({ commune: commune.id }, async (tx) => {
      for (const [reference, amount] of [['BC-2024-0017', 1_250_500n], ['BC-2024-0018', 300_000n], ['BC-2024-0019', 420_000n]] as const) {
        const id = await plant(tx, reference, { startsOn: '2026-11-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: '2026-11-01', to: null, amount, charges: 0n, period: 'month', dueDay: 5, dueWhen: 'advance', prorata: 'actual', anchor: null }] });
        await callDues(tx, '2026-11-30', TODAY, [id], null);
        accounts[reference] = await accountOf(tx, id, TODAY);
      }
    });
  });
  afterAll(async () => { await server.close(); });

  const run = async (text: string | Buffer, name = 'bank.csv', options: object = {}): Promise<ImportSummary> => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const format = (await importFormats()).get('payments');
    if (format === undefined) throw new Error('no format');
    return runImport(server.deps.db, { commune, format, file, options: { format: 'payments', ...options } });
  };
  const takeBack = async (id: string): Promise<void> => { const formats = await importFormats(); await server.deps.db.inCommune({ commune: commune.id }, (tx) => undoImport(tx, commune, id, (name) => formats.get(name), { person: null })); };
  const balance = async (reference: string): Promise<string | undefined> => server.deps.db.inCommune({ commune: commune.id }, async (tx) => (await readAccounts(tx, { id: accounts[reference] ?? '' }, '9999-12-31', true))[0]?.balance);

  let batch = '';
  test('what is sure is paid with its receipt, the rest waits, refused rows are named', async () => {
    const done = await run(FILE);
    batch = done.batch ?? '';
    expect(done).toMatchObject({ rows: 7, inserted: 4, refused: 3, unchanged: 0, held: 2 });
    expect(done.refusals.map((r) => [r.row, r.code])).toEqual([[5, 'lease_decimals'], [6, 'no_such_day'], [7, 'payment_amount_missing']]);
    // By its reference, and by the one account that owes exactly this much near the day.
    expect(await balance('BC-2024-0017')).toBe('0');
    expect(await balance('BC-2024-0019')).toBe('0');
    expect(await balance('BC-2024-0018')).toBe('300000');
    expect(await verifyLedger(server.deps.db, { commune: commune.id })).toMatchObject({ green: true, receipts: 2 });
  });

  test('the same lines again, in this file or another, change nothing; a changed one is refused', async () => {
    expect(await run(FILE)).toMatchObject({ inserted: 0, unchanged: 4, refused: 3, held: 0 });
    expect((await run(FILE.replace('777,250', '777,251'), 'again.csv')).refusals.map((r) => r.code)).toContain('payment_changed');
  });

  test('a person matches a waiting line, or sets it aside; a decided one is refused', async () => {
    const officer = await server.as('officer');
    const { rows, total } = (await officer('get', '/api/communes/HERE/payment-lines')).json<{ total: number; rows: { id: string; amount: string; candidates: { occupation: string }[] }[] }>();
    expect(total).toBe(2);
    const two = rows.find((l) => l.amount === '100000'), stray = rows.find((l) => l.amount === '777250');
    expect(two?.candidates.map((c) => c.occupation).sort()).toEqual(['BC-2024-0018', 'BC-2024-0019']);
    expect((await officer('post', `/api/communes/HERE/payment-lines/${two?.id ?? ''}/match`, { accountId: accounts['BC-2024-0018'] })).status).toBe(200);
    expect(await balance('BC-2024-0018')).toBe('200000');
    expect((await officer('post', `/api/communes/HERE/payment-lines/${two?.id ?? ''}/match`, { accountId: accounts['BC-2024-0018'] })).status).toBe(409);
    expect((await officer('post', `/api/communes/HERE/payment-lines/${stray?.id ?? ''}/set-aside`, { reason: 'subvention' })).status).toBe(200);
    expect((await verifyLedger(server.deps.db, { commune: commune.id })).green).toBe(true);
  });

  test('a statement as banks write it: Windows-1252, debit and credit columns, dates of a form of their own, points for thousands; a mapping may say what no heading says', async () => {
    const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
    const odd = bytes(['Date d’opération'.replace('’', '\''), 'Date valeur', 'Réf.', 'Libellé de l\'opération', 'Débit (TND)', 'Crédit (TND)'].join(';')
      + '\r\n10.11.2026;10.11.2026;ZX1;VIR REÇU LOYER BC/2024/0018;;  100,250\r\n10/11/2026;10/11/2026;ZX2;COMMISSION;12,500;\r\n11-11-2026;11-11-2026;ZX3;VIREMENT SOCIÉTÉ ÉLECTRICITÉ;;1.777,125\r\n31/11/2026;;ZX4;JOUR FAUX;;1,000\r\n');
    const done = await run(odd, 'releve.csv');
    expect(done).toMatchObject({ rows: 4, inserted: 2, refused: 2, held: 1 });
    expect(done.refusals.map((r) => [r.row, r.code])).toEqual([[3, 'payment_amount_missing'], [5, 'no_such_day']]);
    expect(await balance('BC-2024-0018')).toBe('99750');
    const officer = await server.as('officer');
    const waiting = (await officer('get', '/api/communes/HERE/payment-lines')).json<{ rows: { amount: string; label: string; paidOn: string }[] }>().rows;
    expect(waiting).toMatchObject([{ amount: '1777125', label: 'VIREMENT SOCIÉTÉ ÉLECTRICITÉ', paidOn: '2026-11-11' }]);
    // One signed column under a name of its own, mapped by hand; a debit is refused as one, and said to be.
    const signed = bytes('Jour|Mouvement|Texte\n12/11/2026|+50,12|VIR BC20240018\n12/11/2026|-3,000|FRAIS\n');
    await expect(run(signed, 'mvt.csv')).rejects.toMatchObject({ refusal: { code: 'payment_column_missing' } });
    const mapped = await run(signed, 'mvt.csv', { mapping: { columns: { Jour: 'paid_on', Mouvement: 'amount', Texte: 'label' }, values: {}, constants: { method: 'transfer' } } });
    expect(mapped).toMatchObject({ inserted: 1, refused: 1, held: 0 });
    expect(mapped.refusals).toMatchObject([{ row: 3, code: 'negative_amount' }]);
    expect(await balance('BC-2024-0018')).toBe('49630');
    for (const b of [mapped.batch, done.batch]) await takeBack(b ?? '');
    expect(await balance('BC-2024-0018')).toBe('200000');
  });

  test('one column of amounts with its side beside it, days of two figures, Arabic digits, labels under "Opération": debits are no payments, equal lines all stay', async () => {
    const done = await run(Buffer.from('Relevé du compte 08 000 123;;;;\r\n\r\nDate;Opération;Montant;Sens;Solde\r\n12/11/26;VIR RECU BC20240018;10,000;C;1 000,000\r\n12/11/26;VIR RECU BC20240018;10,000;C;1 010,000\r\n13/11/26;PRELEVEMENT ELECTRICITE BC20240018;55,000;D;955,000\r\n', 'latin1'), 'sens.csv');
    expect(done).toMatchObject({ rows: 3, inserted: 2, refused: 1, held: 0 });
    expect(done.refusals.map((r) => r.code)).toEqual(['payment_is_debit']);
    expect(await balance('BC-2024-0018')).toBe('180000');
    const arabic = await run('التاريخ;البيان;المبلغ\r\n١٢/١١/٢٠٢٦;تحويل BC-2024-0018;٧٫٢٥٠\r\n', 'عربي.csv');
    expect(arabic).toMatchObject({ rows: 1, inserted: 1, refused: 0, held: 0 });
    expect(await balance('BC-2024-0018')).toBe('172750');
    for (const b of [arabic.batch, done.batch]) await takeBack(b ?? '');
    expect(await balance('BC-2024-0018')).toBe('200000');
  });

  const counter = async (kind: string): Promise<string> => server.deps.db.inCommune({ commune: commune.id }, async (tx) => (await tx.raw(`select coalesce(sum(case when p.debit_id = a.id then p.amount else -p.amount end), 0)::text as balance from ledger_account a
    left join ledger_posting p on p.commune_id = a.commune_id and a.id in (p.debit_id, p.credit_id) where a.commune_id = current_commune() and a.kind = ?`, [kind]) as { rows: { balance: string }[] }).rows[0]?.balance ?? '');
  test('a payment put on the wrong account is reversed: its line waits again, is matched or set aside, and undoing the file leaves nothing behind', async () => {
    const officer = await server.as('officer'), manager = await server.as('manager'), at = '/api/communes/HERE';
    const waiting = async () => (await officer('get', `${at}/payment-lines`)).json<{ total: number; rows: { id: string; amount: string; reason: string | null; state: string }[] }>();
    const before = [await counter('bank'), await counter('unallocated'), await balance('BC-2024-0018'), await balance('BC-2024-0019')];
    const done = await run('Date;Libellé;Montant\n14/11/2026;VIR BC-2024-0018;30,000\n14/11/2026;DEPOT;31,000\n15/11/2026;DEPOT DEUX;32,000\n', 'wrong.csv');
    expect(done).toMatchObject({ inserted: 3, held: 2 });
    const lines = (await waiting()).rows, [one, two] = ['31000', '32000'].map((a) => lines.find((l) => l.amount === a)?.id ?? '');
    for (const id of [one, two]) expect((await officer('post', `${at}/payment-lines/${id ?? ''}/match`, { accountId: accounts['BC-2024-0018'] })).status).toBe(200);
    const reverseAll = async (): Promise<void> => {
      const { payments } = (await manager('get', `${at}/ledger/accounts/${accounts['BC-2024-0018'] ?? ''}`)).json<{ payments: { id: string; amount: string; reversal: boolean; reversedBy: string | null }[] }>();
      for (const p of payments.filter((x) => ['30000', '31000', '32000'].includes(x.amount) && !x.reversal && x.reversedBy === null)) expect((await manager('post', `${at}/ledger/payments/${p.id}/reverse`, { reason: 'mauvais compte' })).status).toBe(200);
    };
    await reverseAll();
    const again = await waiting();
    expect(again.rows.filter((l) => l.reason === 'mauvais compte').map((l) => [l.amount, l.state])).toEqual([['30000', 'waiting'], ['31000', 'waiting'], ['32000', 'waiting']]);
    expect((await officer('get', `${at}/ledger/summary`)).json<{ waiting: number }>().waiting).toBe(again.total);
    const sure = again.rows.find((l) => l.amount === '30000')?.id ?? '';
    for (const id of [sure, one]) expect((await officer('post', `${at}/payment-lines/${id ?? ''}/match`, { accountId: accounts['BC-2024-0019'] })).status).toBe(200);
    expect(BigInt(await balance('BC-2024-0019') ?? '0')).toBe(BigInt(before[3] ?? '0') - 61_000n);
    expect((await officer('post', `${at}/payment-lines/${two ?? ''}/set-aside`, { reason: 'chèque rejeté' })).status).toBe(200);
    expect(BigInt(await counter('bank'))).toBe(BigInt(before[0] ?? '0') + 61_000n);
    expect((await verifyLedger(server.deps.db, { commune: commune.id })).green).toBe(true);
    await takeBack(done.batch ?? '');
    expect([await counter('bank'), await counter('unallocated'), await balance('BC-2024-0018'), await balance('BC-2024-0019')]).toEqual(before);
    // Reversed by hand and never decided again: the file may be undone all the same.
    const other = await run('Date;Libellé;Montant\n16/11/2026;DEPOT TROIS;31,000\n', 'other.csv');
    await officer('post', `${at}/payment-lines/${(await waiting()).rows.find((l) => l.amount === '31000')?.id ?? ''}/match`, { accountId: accounts['BC-2024-0018'] });
    await reverseAll();
    await takeBack(other.batch ?? '');
    expect([await counter('bank'), await counter('unallocated'), await balance('BC-2024-0018'), await balance('BC-2024-0019')]).toEqual(before);
  });

  test('undone, every payment of the file is reversed and the books are as before', async () => {
    await takeBack(batch);
    expect([await balance('BC-2024-0017'), await balance('BC-2024-0018'), await balance('BC-2024-0019')]).toEqual(['1250500', '300000', '420000']);
    const { rows } = await server.deps.db.inCommune({ commune: commune.id }, (tx) => tx.raw(`select a.kind, sum(case when p.debit_id = a.id then p.amount else -p.amount end)::text as balance from ledger_account a join ledger_posting p on p.commune_id = a.commune_id and a.id in (p.debit_id, p.credit_id)
      where a.commune_id = current_commune() and a.kind in ('bank','unallocated') group by a.kind order by a.kind`)) as { rows: { kind: string; balance: string }[] };
    expect(rows).toEqual([{ kind: 'bank', balance: '0' }, { kind: 'unallocated', balance: '0' }]);
    expect((await verifyLedger(server.deps.db, { commune: commune.id })).green).toBe(true);
    expect(await run(FILE)).toMatchObject({ inserted: 4, held: 2 });
  });
});
