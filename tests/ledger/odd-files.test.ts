import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { refusalText } from '../../domain/src/imports/index.ts';
import type { ImportSummary } from '../../server/src/features/imports/index.ts';
import { accountOf, callDues, readAccounts, verifyLedger } from '../../server/src/features/ledger/index.ts';
import { api, bring } from '../faults/city.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

const TODAY = '2026-11-22';
type Cell = SheetData[number][number];
const head = (value: string, more: Record<string, unknown> = {}): Cell => ({ value, fontWeight: 'bold', ...more });
const day = (text: string): Cell => ({ type: Date, value: new Date(`${text}T00:00:00Z`), format: 'dd/mm/yyyy' });
const blank = (n: number): Cell[] => Array.from({ length: n }, () => null);

/** Leases as a town hall keeps them: a merged title, headings on two lines, days and amounts as text beside real ones, a code with its zeros, a line of totals. */
const LEASES = (): Promise<Buffer> => writeExcel([{ sheet: 'Baux', data: [
  [head('COMMUNE DE SIDI AMOR : état des locations au 31/12/2025', { columnSpan: 8 }), ...blank(7)], blank(8),
  [head('Référence', { rowSpan: 2 }), head('Type de contrat', { rowSpan: 2 }), head('Code bien', { rowSpan: 2 }), head('Locataire', { rowSpan: 2 }), head('Contrat', { columnSpan: 2 }), null, head('Loyer', { rowSpan: 2 }), head('Périodicité', { rowSpan: 2 })],
  [null, null, null, null, head('Début'), head('Fin'), null, null],
  [{ value: 'L-1' }, { value: 'bail commercial' }, { value: '00042' }, { value: 'Salma Fictive' }, day('2024-01-01'), { value: '31/12/2026' }, { value: '1 234,500' }, { value: 'mensuel' }],
  [{ value: 'L-2' }, { value: 'كراء تجاري' }, { value: '00043' }, { value: 'شركة المثال' }, { value: '١٥/٠٣/٢٠٢٤' }, null, { value: '٢٥٠٫٧٥٠' }, { value: 'mensuel' }],
  [{ value: 'L-3' }, { value: 'bail commercial' }, { type: Number, value: 44 }, { value: 'Ali Fictif' }, { value: '01/01/2024' }, null, { type: Number, value: 99.5 }, { value: 'mensuel' }],
  [{ value: 'L-4' }, { value: 'bail commercial' }, { value: '00045' }, { value: 'Ali Fictif' }, { value: '01/01/2024' }, null, { value: '1,234' }, { value: 'mensuel' }],
  [{ value: 'L-5' }, { value: 'bail commercial' }, { value: '00045' }, { value: 'Ali Fictif' }, { type: Number, value: 45292 }, null, { value: '12,5' }, { value: 'mensuel' }],
  [{ value: 'TOTAL' }, null, null, null, null, null, { value: '1 846,750' }, null],
] as SheetData }]).toBuffer();
const FRENCH = 'Référence;Type;Code bien;Locataire;Début;Fin;Loyer;Périodicité\r\nF-1;Bail d’habitation;00046;Société Électrique;1/2/2024;31/01/2027;1 050,250 ;Mensuelle\r\nF-2;Bail d’habitation;00046;Élève Fictif;2024-02-30;;10,000;mensuel\r\n'.replaceAll('’', '\'');

const STATEMENT = (): Promise<Buffer> => writeExcel([{ sheet: 'Relevé', data: [
  [head('TRÉSORERIE : encaissements de novembre', { columnSpan: 5 }), ...blank(4)], blank(5),
  [head('Opération', { columnSpan: 3 }), null, null, head('Montants (TND)', { columnSpan: 2 }), null],
  [head('Date'), head('N° opération'), head('Libellé'), head('Débit'), head('Crédit')],
  [day('2026-11-05'), { value: '0007' }, { value: 'VIR BC-2024-0017' }, null, { value: '1 234,500' }],
  [{ value: '06/11/2026' }, { value: '0008' }, { value: 'FRAIS' }, { value: '2,500' }, null],
  [{ value: '٠٧/١١/٢٠٢٦' }, { value: '0009' }, { value: 'تحويل BC-2024-0017' }, null, { value: '١٬٠٠٠٫٢٥٠' }],
  [{ value: '30/02/2026' }, { value: '0010' }, { value: 'VIR BC-2024-0017' }, null, { type: Number, value: 10.5 }],
  [{ value: '08/11/2026' }, { value: '0011' }, { value: 'VIR BC-2024-0017' }, null, { type: Number, value: 10.0005 }],
] as SheetData }]).toBuffer();

describe.each(await engines())('leases and payments as other houses write them (%s)', (engine) => {
  let server: TestServer, agent: Call, officer: Call, account = '';
  const folder = mkdtempSync(join(tmpdir(), 'sommier-odd-'));
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [agent, officer] = [await server.as('agent'), await server.as('officer')];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      for (const code of ['00042', '00043', '00044', '00045', '00046']) await tx.raw('insert into asset (commune_id, code, name) values (current_commune(), ?, ?)', [code, `Local ${code}`]);
      const id = await plant(tx, 'BC-2024-0017', { startsOn: '2026-11-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: '2026-11-01', to: null, amount: 9_000_000n, charges: 0n, period: 'month', dueDay: 5, dueWhen: 'advance', prorata: 'actual', anchor: null }] });
      await callDues(tx, '2026-11-30', TODAY, [id], null);
      account = await accountOf(tx, id, TODAY);
    });
  });
  afterAll(async () => { rmSync(folder, { recursive: true, force: true }); await server.close(); });
  const send = async (call: Call, name: string, bytes: string | Buffer, format: string): Promise<ImportSummary> => { const file = join(folder, name); writeFileSync(file, bytes); return await bring(call as never, 'HERE', file, { format }) as unknown as ImportSummary; };
  const whole = (s: ImportSummary): void => {
    expect(s.rows).toBe(s.inserted + s.updated + s.unchanged + s.refused + (s.returned ?? 0));
    // Each refusal names its row, what stood there, and its mend in the reader's language.
    for (const r of s.refusals) for (const language of ['fr', 'ar', 'en'] as const) { const said = refusalText(language, r.code, { value: r.value, ...r.params }); expect([r.row > 1, said.message.length > 8, said.remedy.length > 8, `${said.message}${said.remedy}`.includes('{')]).toEqual([true, true, true, false]); }
  };

  test('leases in a workbook: merged headings, days and amounts as text, Arabic digits, codes with their zeros', async () => {
    const done = await send(agent, 'baux.xlsx', await LEASES(), 'leases');
    whole(done);
    expect(done.refusals.map((r) => [r.row, r.column, r.value, r.code])).toEqual([[7, 'unit', '44', 'lease_unknown_unit'], [9, 'Contrat · Début', '45292', 'counted_day'], [10, 'reference', 'TOTAL', 'total_row']]);
    const rows = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`select o.reference, o.starts_on as "from", o.ends_on as "to", a.code, t.amount_minor as amount from occupation o join occupation_unit u on u.commune_id = o.commune_id and u.occupation_id = o.id
      join asset a on a.commune_id = u.commune_id and a.id = u.asset_id left join occupation_term t on t.commune_id = o.commune_id and t.occupation_id = o.id where o.commune_id = current_commune() and o.reference like 'L-%' order by 1`) as { rows: unknown[] }).rows);
    expect(rows).toEqual([{ reference: 'L-1', from: '2024-01-01', to: '2027-01-01', code: '00042', amount: '1234500' }, { reference: 'L-2', from: '2024-03-15', to: null, code: '00043', amount: '250750' }, { reference: 'L-4', from: '2024-01-01', to: null, code: '00045', amount: '1234' }]);
  });

  test('leases in a semicolon CSV of Windows-1252', async () => {
    const done = await send(agent, 'baux.csv', iconv.encode(FRENCH, 'windows-1252'), 'leases');
    whole(done);
    expect([done.inserted, done.refusals.map((r) => [r.row, r.column, r.value, r.code])]).toEqual([1, [[3, 'Début', '2024-02-30', 'no_such_day']]]);
    const { rows } = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`select p.name, t.amount_minor as amount from occupation o join occupation_party x on x.commune_id = o.commune_id and x.occupation_id = o.id join party p on p.commune_id = x.commune_id and p.id = x.party_id
      join occupation_term t on t.commune_id = o.commune_id and t.occupation_id = o.id where o.commune_id = current_commune() and o.reference = 'F-1'`)) as { rows: unknown[] };
    expect(rows).toEqual([{ name: 'Société Électrique', amount: '1050250' }]);
  });

  test('payments in a workbook: headings under merged ones, debits apart, thousands by a space or the Arabic mark', async () => {
    const done = await send(officer, 'releve.xlsx', await STATEMENT(), 'payments');
    whole(done);
    expect(done.refusals.map((r) => [r.row, r.code])).toEqual([[6, 'payment_amount_missing'], [8, 'no_such_day'], [9, 'lease_decimals']]);
    const balance = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await readAccounts(tx, { id: account }, '9999-12-31', true))[0]?.balance);
    expect(balance).toBe(String(9_000_000n - 1_234_500n - 1_000_250n));
    expect((await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).green).toBe(true);
    expect(await send(officer, 'releve.xlsx', await STATEMENT(), 'payments')).toMatchObject({ inserted: 0, unchanged: 2, refused: 3 });
    expect((await officer('GET', api('HERE', 'payment-lines'))).json()).toMatchObject({ total: 0 });
  });
});
