import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { refusalText } from '../../domain/src/imports/index.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';
import { bench, type Bench } from './kit.ts';

const FRENCH = `COMMUNE DE SIDI AMOR, sommier de consistance;;;;;;;;;;
Arrêté au 31/12/2023;;;;;;;;;;
N° d'ordre;Désignation du bien;Nature;Situation;Superficie (m²);N° T.F.;Situation foncière;Origine de propriété;Date d'appropriation;Valeur d'acquisition (DH);Domaine
1;Marché couvert;Marché;Rue de l'Église;1 250,50;12345/31;Titré;;12/03/1985;120 000,50;Domaine privé communal
2;École "Ibn Sina";Bâtiment;Place d'Armes;3 ha 2 a 40 ca;R 55/31;En cours d'immatriculation;Don;01/02/1999 00:00:00;;Domaine public communal
3;Terrain nu;Terrain;;12,5 m²;;Non immatriculé;;36526;;Domaine privé communal
4;Jardin;Terrain;;50.000;;Non immatriculé;;;;
5;Four;Local;;12O,5;;Titré;;31/02/2001;12,345;

TOTAL;;;;31 515,50;;;;;;
`;
const ARABIC = `الرقم الترتيبي;تسمية العقار;المساحة (م²);الموقع;الرسم العقاري;الوضعية العقارية;تاريخ التملك;طبيعة الملك
1;سوق الجملة;1250,25;شارع محمد الخامس;1234/ن;محفظ;12/03/1985;الملك العام الجماعي
2;مقبرة الرحمة;٣٣٠٫٥;حي السلام;;غير محفظ;;الملك الخاص الجماعي
3;;12;;;محفظ وغير محفظ;;
`;
const ENGLISH = 'Ref No\tProperty name\tPlot area (ha)\tTitle deed no.\tTitle status\tYear built\tPurchase price (TND)\tCondition\r\nA-1\tTown hall\t1.25\tTF 22\tRegistered\t1930\t100000.125\tGood\r\nA-2\tMarket\t\t\tUnregistered\t\t\tVery bad\r\n';

type Cell = SheetData[number][number];
const blank = (n: number): Cell[] => Array.from({ length: n }, () => null);
const day = (text: string): Cell => ({ type: Date, value: new Date(`${text}T00:00:00Z`), format: 'dd/mm/yyyy' });
const head = (value: string, more: Record<string, unknown> = {}): Cell => ({ value, fontWeight: 'bold', ...more });
/** A workbook as town halls keep it: a page of explanations, a table under a merged title and headings on two lines, another sheet. */
const workbook = (): Promise<Buffer> => writeExcel([
  { sheet: 'Lisez-moi', data: [[{ value: 'Tableau tenu par le service du patrimoine' }], [{ value: 'Mis à jour chaque année' }]] as SheetData },
  { sheet: 'Biens bâtis', data: [
    [head('COMMUNE DE SIDI AMOR : biens bâtis', { columnSpan: 7 }), ...blank(6)], blank(7),
    [head('Code', { rowSpan: 2 }), head('Désignation', { rowSpan: 2 }), head('Superficie (m²)', { columnSpan: 2 }), null, head('Date d’acquisition', { rowSpan: 2 }), head('Titre foncier', { columnSpan: 2 }), null],
    [null, null, head('Titre'), head('Contrat'), null, head('N°'), head('Conservation')],
    [{ value: 'B-1' }, { value: 'Hôtel de ville' }, { type: Number, value: 1250.5 }, { type: Number, value: 1246 }, day('1998-02-28'), { value: '71204' }, null],
    blank(7),
    [{ value: 'B-2' }, { value: 'Bibliothèque' }, { type: Number, value: 126 }, { type: Number, value: 146 }, { type: Number, value: 36526 }, null, null],
    [{ value: 'B-3' }, { value: 'Gymnase' }, null, { value: '1 ha 5 a' }, null, { type: Number, value: 8812 }, null],
  ] as SheetData },
  { sheet: 'Terrains', data: [[head('Code'), head('Désignation')], [{ value: 'T-1' }, { value: 'Terrain du stade' }]] as SheetData },
]).toBuffer();

describe.each(await engines())('files of other houses on the %s database', (engine) => {
  let db: TestDatabase, b: Bench;
  let serial = 0;
  beforeAll(async () => { db = await testDatabase({ engine }); });
  beforeEach(async () => { b = await bench(db, `ODD${String(serial += 1)}`); });
  afterEach(() => { b.clean(); });
  afterAll(() => db.drop());
  const read = async (codes: string): Promise<Record<string, unknown>> => Object.fromEntries((await b.rows<{ code: string; said: unknown[] }>(`select a.code, jsonb_build_array(${codes}) as said from asset a order by a.code`)).map((r) => [r.code, r.said]));

  test('French, Windows-1252, semicolons, titles over the table, decimal commas, hectares, a line of totals: taken or refused by row with the mend', async () => {
    const done = await b.run('assets', b.file('sommier.csv', iconv.encode(FRENCH, 'windows-1252')));
    expect(done).toMatchObject({ rows: 6, inserted: 2, refused: 4 });
    expect(done.refusals.map((r) => [r.row, r.column, r.value, r.code])).toEqual([
      [6, "Date d'appropriation", '36526', 'counted_day'], [7, 'Superficie (m²)', '50.000', 'ambiguous_number'], [8, 'Superficie (m²)', '12O,5', 'not_number'], [8, "Date d'appropriation", '31/02/2001', 'no_such_day'], [10, 'code', 'TOTAL', 'total_row']]);
    expect(refusalText('fr', 'counted_day', { value: '36526', ...done.refusals[0]?.params }).remedy).toContain('2000-01-01');
    for (const language of ['fr', 'ar', 'en'] as const) for (const r of done.refusals) expect(Object.values(refusalText(language, r.code, { value: r.value, ...r.params })).every((text) => text.length > 8 && !text.includes('{'))).toBe(true);
    expect(await read(`a.name, a.nature, a.address, a.land_area_m2, a.title_number, a.title_state, a.origin_note, a.appropriated_on, a.acquisition_price_minor, a.domain_class`)).toEqual({
      1: ['Marché couvert', 'market', 'Rue de l\'Église', 1250.5, '12345/31', 'titre_foncier', null, '1985-03-12', 120000500, 'prive_patrimonial'],
      2: ['École "Ibn Sina"', 'building', "Place d'Armes", 30240, 'R 55/31', 'requisition', 'Don', '1999-02-01', null, 'public_par_affectation'],
    });
  });

  test('Arabic, Windows-1256: headings, words and digits of either form; a word that says two things is refused', async () => {
    const done = await b.run('assets', b.file('amlak.csv', iconv.encode(ARABIC.replace(/[٠-٩٫]/g, (d) => (d === '٫' ? ',' : String(d.charCodeAt(0) - 0x660))), 'windows-1256')));
    expect([done.inserted, done.refusals.map((r) => [r.row, r.code, r.value])]).toEqual([2, [[4, 'unknown_word', 'محفظ وغير محفظ']]]);
    expect(await read('a.name, a.name_ar, a.land_area_m2, a.address, a.title_state, a.appropriated_on, a.domain_class')).toEqual({
      1: ['سوق الجملة', 'سوق الجملة', 1250.25, 'شارع محمد الخامس', 'titre_foncier', '1985-03-12', 'public_par_affectation'], 2: ['مقبرة الرحمة', 'مقبرة الرحمة', 330.5, 'حي السلام', 'non_immatricule', null, 'prive_patrimonial'],
    });
  });

  test('English, a spreadsheet’s Unicode text: UTF-16 with tabs, hectares said by the heading, an amount in dinars', async () => {
    expect(await b.run('assets', b.file('register.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(ENGLISH, 'utf-16le')])))).toMatchObject({ inserted: 2, refused: 0 });
    expect(await read('a.name, a.land_area_m2, a.title_number, a.title_state, a.year_built, a.acquisition_price_minor, a.condition_class')).toEqual({ 'A-1': ['Town hall', 12500, 'TF 22', 'titre_foncier', 1930, 100000125, 'good'], 'A-2': ['Market', null, null, 'non_immatricule', null, null, 'very_bad'] });
  });

  test('a workbook: explanations passed over, merged title and headings on two lines, days as days, each sheet by its name', async () => {
    const file = b.file('patrimoine.xlsx', await workbook());
    const done = await b.run('assets', file);
    expect([done.rows, done.inserted, done.refusals.map((r) => [r.row, r.column, r.code])]).toEqual([3, 2, [[7, 'Date d’acquisition', 'counted_day']]]);
    expect(await read('a.name, a.title_area_m2, a.contract_area_m2, a.acquired_on, a.title_number')).toEqual({ 'B-1': ['Hôtel de ville', 1250.5, 1246, '1998-02-28', '71204'], 'B-3': ['Gymnase', null, 10500, null, '8812'] });
    expect(await b.run('assets', file, { sheet: 'Terrains' })).toMatchObject({ rows: 1, inserted: 1 });
    expect(await b.refused('assets', file, { sheet: 'Lisez-moi' })).toMatchObject({ code: 'no_code_column' });
  });

  test('codes keep their leading zeros through XLSX and CSV; one that a spreadsheet stripped is refused with the code it was; days written as text are days', async () => {
    const csv = 'code;désignation;date d’acquisition;n° inventaire\r\n00042;Kiosque;1/2/1999;0007\r\n00043;Four;١٢/٠٣/١٩٨٥;0008\r\n7;Puits;1985-03-12 00:00:00;\r\n';
    expect(await b.run('assets', b.file('zeros.csv', csv))).toMatchObject({ inserted: 3, refused: 0 });
    const stood = { '00042': ['Kiosque', '1999-02-01', '0007'], '00043': ['Four', '1985-03-12', '0008'], 7: ['Puits', '1985-03-12', null] };
    expect(await read('a.name, a.acquired_on, a.inventory_number')).toEqual(stood);
    const book = await writeExcel([{ sheet: 'Biens', data: [[head('code'), head('désignation'), head('date d’acquisition')],
      [{ value: '00042' }, { value: 'Kiosque' }, { value: '01/02/1999' }], [{ type: Number, value: 43 }, { value: 'Four' }, day('1985-03-12')], [{ type: Number, value: 7 }, { value: 'Puits' }, { value: '12.03.1985' }], [{ type: Number, value: 99 }, { value: 'Neuf' }, { value: '31/04/1985' }]] as SheetData }]).toBuffer();
    const done = await b.run('assets', b.file('zeros.xlsx', book));
    expect({ ...done, refusals: done.refusals.map((r) => [r.row, r.column, r.value, r.code]) }).toMatchObject({ rows: 4, inserted: 0, updated: 0, unchanged: 2, refused: 2, refusals: [[3, 'code', '43', 'code_lost_zeros'], [5, 'date d’acquisition', '31/04/1985', 'no_such_day']] });
    expect(refusalText('fr', 'code_lost_zeros', { value: '43', ...done.refusals.find((r) => r.code === 'code_lost_zeros')?.params }).message).toContain('« 00043 » y est');
    expect(await read('a.name, a.acquired_on, a.inventory_number')).toEqual(stood);
  });

  test('a file without a code is refused as a whole with its columns; the person says which column it is', async () => {
    const file = b.file('sans-code.csv', 'sep=;\nLieu dit;Propriétaire;Etat civil\nAin Sidi;Commune;x\nBir;Commune;y\n');
    const refusal = await b.refused('assets', file);
    expect([refusal.code, refusalText('fr', refusal.code, refusal.params ?? {}).message]).toEqual(['no_code_column', expect.stringContaining('Lieu dit, Propriétaire, Etat civil')]);
    expect(await b.run('assets', file, { mapping: { columns: { 'Lieu dit': ['code', 'name'] }, values: {}, constants: { nature: 'land' } } })).toMatchObject({ inserted: 2 });
    expect(await read('a.name, a.nature')).toEqual({ 'Ain Sidi': ['Ain Sidi', 'land'], Bir: ['Bir', 'land'] });
  });
});
