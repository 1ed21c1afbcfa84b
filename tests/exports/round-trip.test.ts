import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ASSET_FIELDS, type AssetField } from '@sommier/domain/assets';
import { ExportRequest } from '@sommier/domain/exports';
import { ASSET_FIELDS as IMPORTED } from '@sommier/domain/imports';
import { ExtraFieldChange } from '@sommier/domain/references';
import { DEMO, DEMO_FIELDS, demoTown } from '../../seed/index.ts';
import { createCommune } from '../../server/src/features/communes/index.ts';
import { makeExport, type Made } from '../../server/src/features/exports/export.ts';
import { assetsFormat, runImport, type ImportCommune, type ImportSummary } from '../../server/src/features/imports/index.ts';
import { readCodes, writeExtraField } from '../../server/src/features/references/index.ts';
import { reportPart } from '../faults/report.ts';
import { LONG } from '../faults/scale.ts';
import { engines, testDatabase, type TestDatabase } from '../support/db.ts';

const FORMATS = ['xlsx', 'csv', 'gpkg', 'geojson'] as const;
/** What the register keeps of a property, but for what is the installation's own (ids, days, who). */
const KEPT = ASSET_FIELDS.filter((f) => f.importable && f.type !== 'parent').map((f) => (f.type === 'charges' ? `a.${f.column}` : `to_jsonb(a.${f.column}) as ${f.column}`)).join(', ');
/** The fields a file may bring, but the parent, which is looked at apart. */
const IN_FILES = ASSET_FIELDS.filter((f) => f.importable && f.type !== 'parent');
const stated = (row: Record<string, unknown>, column: string): boolean => { const v = row[column]; return v !== null && v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0); };
const STATE = `select a.code, (select p.code from asset p where p.commune_id = a.commune_id and p.id = a.parent_id) as parent, ${KEPT}, a.extra, a.attributes,
  (select jsonb_object_agg(k.key, k.value ->> 'kind') from jsonb_each(a.provenance) k) as provenance from asset a where a.commune_id = current_commune() order by a.code`;

describe.each(await engines())('the demo register through files, %s', (engine) => {
  let db: TestDatabase, home: ImportCommune;
  const folder = mkdtempSync(join(tmpdir(), 'round-'));
  let n = 0;
  const commune = async (): Promise<ImportCommune> => {
    const made = await db.asOwner(async (tx) => ({ ...await createCommune(tx, { ...DEMO, languages: [...DEMO.languages], code: `R${n += 1}`, demo: false }), currency: DEMO.currency, srid: DEMO.srid, timezone: DEMO.timezone }));
    await db.asOwner(async (tx) => { await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(made.id)]); for (const { key, ...field } of DEMO_FIELDS) await writeExtraField(tx, key, ExtraFieldChange.parse(field)); });
    return made;
  };
  const bring = (into: ImportCommune, file: string, options: Record<string, unknown> = {}): Promise<ImportSummary> => runImport(db, { commune: into, format: assetsFormat, file, options });
  const take = (of: ImportCommune, format: string, selection?: object): Promise<Made> => makeExport(db, { commune: of.id }, ExportRequest.parse({ layers: ['assets'], format, ...(selection ? { selection } : {}) }), { personal: true }, join(folder, String(n += 1)), { progress: () => undefined });
  const state = async (of: ImportCommune): Promise<Record<string, unknown>[]> => db.inCommune({ commune: of.id }, async (tx) => (await tx.raw(STATE) as { rows: Record<string, unknown>[] }).rows);

  beforeAll(async () => {
    db = await testDatabase({ engine });
    home = await commune();
    const { assets } = demoTown();
    const file = join(folder, 'assets.geojson');
    const all = JSON.parse(assets.text) as { features: { properties: { code: string; parent?: string | null } }[] };
    // The whole register in the long run; otherwise roads and sites, and some rooms with all they stand in.
    const byCode = new Map(all.features.map((f) => [f.properties.code, f])), few = new Set(all.features.slice(0, 25));
    for (let at = all.features.length - 1; at > 0 && few.size < 70; at -= 37) for (let f = all.features[at]; f !== undefined; f = byCode.get(f.properties.parent ?? '')) few.add(f);
    const kept = all.features.filter((f) => few.has(f));
    writeFileSync(file, JSON.stringify({ ...all, features: LONG ? all.features : kept }));
    const columns = Object.keys((JSON.parse(assets.text) as { features: { properties: object }[] }).features[0]?.properties ?? {}).filter((k) => k in IMPORTED || k.startsWith('extra_'));
    const loaded = await bring(home, file, { mapping: { columns: Object.fromEntries(columns.map((k) => [k, k])), values: {}, constants: {} } });
    expect({ ...loaded, refusals: loaded.refusals.slice(0, 2) }).toMatchObject({ refused: 0, inserted: loaded.rows, refusals: [] });
    expect(loaded.rows).toBeGreaterThan(50);
    // What makes files stumble: formulas, quotes, line breaks, dates that are none, long numbers, charges, sources of values.
    await db.inCommune({ commune: home.id }, (tx) => tx.raw(`update asset set name = '=1+1 "x", ' || name, address = '-5, rue' || chr(10) || 'du Port', title_number = '12/05/2020', inventory_number = '00' || code, use_label = '1e5',
      acquired_on = '1999-02-03', gross_value_minor = 900719925474099, charges = '[{"kind":"mortgage","detail":"banque","reference":null,"since":"2020-01-02","share":null}]',
      provenance = provenance || '{"landAreaM2":{"kind":"measured","on":"2024-01-02","verifiedOn":"2024-02-02"}}', attributes = attributes || '{"ancien n°":"7","hauteur":12.5}'
      where code in (select code from asset where geom is not null order by code limit 5)`));
    // What no property of these states, one does: a value of its kind.
    const rows = await state(home);
    const wanting = IN_FILES.filter((f) => !rows.some((r) => stated(r, f.column)));
    await db.inCommune({ commune: home.id }, async (tx) => {
      const codes = await readCodes(tx);
      const value = (f: AssetField): string | number => { switch (f.type) {
        case 'area': case 'metres': return 1234.56; case 'count': return 3; case 'year': return 1923; case 'date': return '2004-02-29'; case 'money': return '123456789012'; case 'word': return f.words?.[0] ?? '';
        case 'code': return codes.find((c) => c.list === f.list)?.code ?? ''; default: return `«${f.column}» ; "é", المدينة`;
      } };
      if (wanting.length > 0) await tx.raw(`update asset set ${wanting.map((f) => `${f.column} = :${f.column}`).join(', ')} where code = (select max(code) from asset where geom is not null)`, Object.fromEntries(wanting.map((f) => [f.column, value(f)])));
      const extra = Object.fromEntries(DEMO_FIELDS.map((f) => { const field = ExtraFieldChange.parse((({ key: _, ...rest }) => rest)(f)); return [f.key, field.type === 'list' ? field.options[0]?.code : field.type === 'number' ? 2.5 : field.type === 'boolean' ? true : field.type === 'date' ? '2020-02-29' : 'gardien « de nuit »']; }));
      await tx.raw(`update asset set extra = extra || cast(:extra as jsonb) where code = (select max(code) from asset where geom is not null)`, { extra: JSON.stringify(extra) });
      await tx.raw(`update asset set provenance = provenance || '{"footprintM2":{"kind":"measured"},"usefulAreaM2":{"kind":"estimated"},"floors":{"kind":"declared"}}' where code = (select max(code) from asset where geom is not null)`);
    });
  }, LONG ? 1_800_000 : 240_000);
  test('the properties that go round state every attribute there is: a column lost on the way would be seen', async () => {
    const rows = await state(home);
    expect(IN_FILES.map((f) => f.column).filter((c) => !rows.some((r) => stated(r, c)))).toEqual([]);
    expect(DEMO_FIELDS.map((f) => f.key).filter((k) => !rows.some((r) => (r['extra'] as Record<string, unknown>)[k] !== undefined))).toEqual([]);
    const kinds = new Set(rows.flatMap((r) => Object.values((r['provenance'] as Record<string, string> | null) ?? {})));
    expect(['measured', 'declared', 'estimated'].filter((k) => !kinds.has(k))).toEqual([]);
    expect([rows.some((r) => stated(r, 'parent')), rows.some((r) => Object.keys(r['attributes'] as object).length > 0)]).toEqual([true, true]);
  });
  afterAll(async () => { await db.drop(); rmSync(folder, { recursive: true, force: true }); });

  test.each(FORMATS)('%s: an empty commune gets the same register, shapes within 1e-7 degree', async (format) => {
    const { path, rows } = await take(home, format);
    const there = await commune();
    const summary = await bring(there, path);
    expect(summary).toMatchObject({ rows, inserted: rows, refused: 0 });
    const [before, after] = [await state(home), await state(there)];
    expect(after.length).toBe(before.length);
    for (const [i, row] of before.entries()) expect({ format, ...after[i] }).toEqual({ format, ...row });
    const far = await db.asOwner(async (tx) => (await tx.raw(`select count(*)::int as n, max(st_hausdorffdistance(a.geom, b.geom)) as far, count(*) filter (where (a.geom is null) <> (b.geom is null))::int as lost
      from asset a join asset b on b.commune_id = :there and b.code = a.code where a.commune_id = :home`, { home: home.id, there: there.id }) as { rows: { n: number; far: number; lost: number }[] }).rows[0]);
    expect(far).toMatchObject({ n: rows, lost: 0 });
    expect(far?.far).toBeLessThan(1e-7);
    reportPart(`5-round-${format}-${engine}`, `The demo register through ${format}, ${engine} database`, [`${rows.toLocaleString('en')} properties exported and read by an empty commune: ${IN_FILES.length} attributes, the extra fields and the parent equal row by row; shapes at most ${(far?.far ?? 0).toExponential(1)} degree apart (Hausdorff), none lost.`]);
  }, LONG ? 900_000 : 120_000);

  test.each(FORMATS)('%s: read back where it came from, it changes nothing', async (format) => {
    const { path, rows } = await take(home, format);
    const before = await state(home);
    expect(await bring(home, path)).toMatchObject({ rows, inserted: 0, updated: 0, unchanged: rows, refused: 0 });
    expect(await state(home)).toEqual(before);
    const { rows: [verified] } = await db.inCommune({ commune: home.id }, (tx) => tx.raw(`select count(*)::int as n from asset where provenance -> 'landAreaM2' ->> 'verifiedOn' = '2024-02-02'`)) as { rows: { n: number }[] };
    expect(verified?.n).toBe(5);
  }, LONG ? 900_000 : 120_000);

  // The register's screen: an extract of what its filter shows, or of the rows ticked.
  test.each(['xlsx', 'csv', 'gpkg', 'geojson'])('%s: an extract under a filter holds what the filter shows, and read back it changes nothing', async (format) => {
    const before = await state(home);
    const like = before.find((r) => r['nature'] && r['title_state'] && r['parent']), same = before.filter((r) => r['nature'] === like?.['nature'] && r['title_state'] === like?.['title_state']);
    expect(same.length).toBeGreaterThan(0);
    expect(same.length).toBeLessThan(before.length);
    const { path, rows } = await take(home, format, { filter: { nature: like?.['nature'], title: like?.['title_state'] } });
    expect(rows).toBe(same.length);
    expect(await bring(home, path)).toMatchObject({ rows, inserted: 0, updated: 0, unchanged: rows, refused: 0 });
    expect(await state(home)).toEqual(before);
    expect((await take(home, format, { filter: { q: String(like?.['code']) } })).rows).toBeGreaterThan(0);
  }, LONG ? 900_000 : 120_000);
});
