import { describe, expect, test } from '@jest/globals';
import { foldText } from '../search/index.ts';
import { ASSET_FIELDS, guessDecimal, mapRow, readDay, readNumber, readPeriod, refusalText, REFUSAL_CODES, shiftAccuracy, suggestMapping, texts, unknownFields, wordOf } from './index.ts';

describe('what people write', () => {
  test('numbers keep what they say, and refuse what reads two ways', () => {
    expect(readNumber('1 250,5', ',')).toEqual({ ok: true, value: 1250.5 });
    expect(readNumber('1.250.000', ',')).toEqual({ ok: true, value: 1250000 });
    expect(readNumber('١٢٣٫٥', ',')).toEqual({ ok: true, value: 123.5 });
    expect(readNumber('50.000', ',')).toEqual({ ok: false, code: 'ambiguous_number', params: { one: '50,000', other: '50000' } });
    expect([guessDecimal(['777,250', '1.250,500']), guessDecimal(['777.250', '1,250.500']), guessDecimal(['777,250', '50,000'])]).toEqual([',', '.', '.']);
    // A value that shows its own mark is read by it, beside any other.
    for (const raw of ['1 234,500', '1\u202f234,500', '1234,500', "1'234,500", '١٬٢٣٤٫٥٠٠', '1.234,500', '+1 234,500']) for (const mark of ['.', ','] as const) expect([raw, readNumber(raw, mark)]).toEqual([raw, { ok: true, value: 1234.5 }]);
    expect([readNumber('٢٥٠٫٧٥٠', '.'), readNumber('0,500', '.'), readNumber('0.500', ','), readNumber('1 234.500', ',')]).toEqual([250.75, 0.5, 0.5, 1234.5].map((value) => ({ ok: true, value })));
    expect(['234,500', '234.500', '-12,345'].map((raw) => [readNumber(raw, '.').ok, readNumber(raw, ',').ok])).toEqual([[false, true], [true, false], [false, true]]);
    expect([guessDecimal(['1 234,500', '12,345']), guessDecimal(['1 234.500', '12.345']), guessDecimal(['٢٥٠٫٧٥٠'])]).toEqual([',', '.', ',']);
    expect(readNumber('12O,5', ',')).toEqual({ ok: false, code: 'not_number', params: { perhaps: '120,5' } });
    expect(readNumber('1.250.00', ',')).toMatchObject({ ok: false });
    expect(readNumber('', '.')).toEqual({ ok: true, value: null });
    expect(readNumber('1e400', '.')).toMatchObject({ ok: false });
  });
  test('a period is a day, a month by number or name, a quarter, a half-year or a year; headings of templates may be whole phrases', () => {
    const of = (raw: string): string | undefined => { const p = readPeriod(raw); return p === null ? undefined : `${p.from} ${p.per}`; };
    expect(['2026-03', '03/2026', 'mars 2026', 'Août 2026', 'Sept. 2026', 'March 2026', 'أوت 2026', 'غشت ٢٠٢٦', 'T2 2026', '2026-S2', '2026', '2026-03-09', 'mardi 2026', '13/2026'].map(of)).toEqual(
      ['2026-03-01 month', '2026-03-01 month', '2026-03-01 month', '2026-08-01 month', '2026-09-01 month', '2026-03-01 month', '2026-08-01 month', '2026-08-01 month', '2026-04-01 quarter', '2026-07-01 semester', '2026-01-01 year', '2026-03-09 day', undefined, undefined]);
    expect(Object.values(suggestMapping('lodging-stays', ['Numéro d’enregistrement', 'Date de l\'arrivée', 'Date de départ', 'Nombre de voyageurs', 'Pays de résidence'], []).columns)).toEqual(['registration_number', 'arrival', 'departure', 'guests', 'nationality']);
    expect(Object.values(suggestMapping('deliveries', ['Opérateur', 'Mois', 'Marchandise', 'Nombre de livraisons', 'Chiffre d’affaires'], []).columns)).toEqual(['operator', 'period', 'goods', 'deliveries', 'turnover']);
  });
  test('days are days of the calendar', () => {
    expect(readDay('31/01/1998')).toEqual({ ok: true, value: '1998-01-31' });
    expect(readDay('31/02/1998')).toEqual({ ok: false, code: 'no_such_day' });
    expect(readDay('29/02/2024')).toEqual({ ok: true, value: '2024-02-29' });
    expect([readDay('05/11/26', true), readDay('31/11/26', true), readDay('05/11/26')]).toEqual([{ ok: true, value: '2026-11-05' }, { ok: false, code: 'no_such_day' }, { ok: false, code: 'not_date' }]);
    expect(readDay('٢٩/٠٢/٢٠٢٤')).toEqual({ ok: true, value: '2024-02-29' });
  });
  test('words of the register in three languages; letters without their marks', () => {
    expect(['T', 'NI', 'réquisition 12', 'رسم عقاري', 'مطلب تسجيل'].map((w) => wordOf('title_state', w))).toEqual(['titre_foncier', 'non_immatricule', 'requisition', 'titre_foncier', 'requisition']);
    expect(wordOf('domain_class', 'domaine privé')).toBe('prive_patrimonial');
    expect(foldText('أَرْضُ  السُّور ١٢')).toBe('ارض السور 12');
    expect(foldText('Médina')).toBe('medina');
  });
});

describe('a mapping', () => {
  test('is guessed from headings and closed values; a zero area and an unknown word invent nothing', () => {
    const rows = [{ Identifiant: '1', Désignation: 'Marché', Superficie: '0', Titre: 'T' }, { Identifiant: '2', Désignation: 'Souk', Superficie: '12', Titre: 'NI' }];
    const mapping = suggestMapping('assets', ['Identifiant', 'Désignation', 'Superficie', 'Titre'], rows);
    expect(mapping.columns).toEqual({ Identifiant: 'code', Désignation: 'name', Superficie: 'land_area_m2', Titre: 'title_state' });
    expect(mapRow('assets', mapping, rows[0] ?? {}, '.')).toEqual({ fields: { code: '1', name: 'Marché', title_state: 'titre_foncier' }, rest: { Superficie: '0' }, faults: [], extra: {} });
    expect(mapRow('assets', mapping, { ...rows[0], Titre: 'X' }, '.').faults).toMatchObject([{ column: 'Titre', code: 'unknown_word' }]);
    expect(unknownFields('assets', { columns: { a: 'nothing' }, values: {}, constants: {} })).toEqual(['nothing']);
  });
  test('an id that repeats is no key', () => {
    expect(suggestMapping('parcels', ['id', 'Reference'], [{ id: '1', Reference: 'a' }, { id: '1', Reference: 'b' }]).columns).toEqual({ Reference: 'reference' });
  });
});

test('every code has its words and its mend in the three languages; no brace is left when a value is missing', () => {
  for (const language of ['fr', 'ar', 'en'] as const) {
    expect(Object.keys(texts[language])).toEqual(Object.keys(texts.fr));
    for (const code of REFUSAL_CODES) {
      const said = refusalText(language, code, { value: 'v', row: 1 });
      expect([code, said.message !== '', said.remedy !== '', /\{\w/.test(said.message + said.remedy)]).toEqual([code, true, true, false]);
    }
  }
});
test('the accuracy of a shift is said where it is known', () => {
  expect([22391, 26191, 4326, 32632, 31028].map(shiftAccuracy)).toEqual([1, 7, 0, 0, null]);
});

test('an extract of ours keeps its columns even where its first rows state none of their words', () => {
  const columns = Object.keys(ASSET_FIELDS);
  const { columns: fed } = suggestMapping('assets', columns, [{ code: 'V1', level: '', nature: '' }]);
  expect([fed['level'], fed['nature'], fed['status'], fed['title_state']]).toEqual(['level', 'nature', 'status', 'title_state']);
  // A stranger's file with the same word for a heading is read by its values.
  expect(suggestMapping('assets', ['code', 'nature'], [{ code: 'V1', nature: '' }]).columns['nature']).toBeUndefined();
});
