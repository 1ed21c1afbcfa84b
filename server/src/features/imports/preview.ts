import { FIELDS, FileGuess, isPlatformFormat, type ImportOptions, type ImportPreview, type OutsideCommune } from '@sommier/domain/imports';
import type { Bounds, Language } from '@sommier/domain/shared';
import type { Database } from '../../platform/db/index.ts';
import { outcomeOf, refusedFileOf } from './describe.ts';
import type { ImportCommune, ImportFormat } from './format.ts';
import { isReport, previewReport, sniffReport } from './preview-report.ts';
import { importFormats } from './formats.ts';
import { FileRefused } from './reader/protocol.ts';
import { runReader } from './reader/run-reader.ts';
import { outsideOfSample } from './register/outside.ts';
import { remembered } from './register/stage-checks.ts';
import { readCodes, readExtraFields } from '../references/index.ts';
import { runImport } from './run-import.ts';

export interface PreviewRequest { commune: ImportCommune; file: string; name: string; options: ImportOptions; language: Language; person: string | null; dryRun: boolean }
interface Drawn { id: number; ewkb: string; properties: Record<string, unknown> }
const EMPTY = { raw: [], rows: [], features: { type: 'FeatureCollection' as const, features: [] }, bounds: null, counts: null, refusals: [], notes: {} };

/** Reads a file's head in a child process and says what it seems to be and what its first rows would become; with `dryRun`, what all of it would. Writes nothing. */
export async function previewFile(db: Database, request: PreviewRequest): Promise<ImportPreview> {
  const { commune, options, language } = request;
  const scope = { commune: commune.id, ...(request.person === null ? {} : { person: request.person }) };
  const register = options.format === undefined || options.format in FIELDS ? options.format ?? 'assets' : 'layer';
  try {
    const asked = options.format ?? await sniffReport(request.file, request.name);
    const report = isReport(asked) ? (await importFormats()).get(asked ?? '') : undefined;
    if (report !== undefined) {
      const seen = { ...EMPTY, refused: null, ...await previewReport(db, scope, commune, report, { file: request.file, name: request.name, options: { ...options }, language }) };
      return request.dryRun ? { ...seen, ...await dryRun(db, request, report) } : seen;
    }
    const extra = await db.inCommune(scope, async (tx) => ({ ...await remembered(tx, register), ...(register === 'assets' ? { codes: await readCodes(tx), extraFields: await readExtraFields(tx) } : {}) }));
    const { meta } = await runReader({
      module: new URL('./register/preview.ts', import.meta.url).href, file: request.file, name: request.name, options: { ...options, ...extra }, seconds: 120,
      onRefusals: () => undefined, onSlice: async (csv) => { for await (const _ of csv) void _; },
    });
    const read = FileGuess.parse(meta['guess']);
    // A platform's own format has its columns: a mapping of the register's would rename them.
    const guess = isPlatformFormat(options.format) ? { ...read, mapping: null, mappingFrom: null } : read;
    const { outside, ...shapes } = await draw(db, scope, (meta['drawn'] ?? []) as Drawn[], guess.crs ?? 4326);
    const shown: ImportPreview = {
      ...EMPTY, guess, refused: null, raw: meta['raw'] as ImportPreview['raw'], rows: meta['rows'] as ImportPreview['rows'], ...shapes,
      notes: { unlocated_in_sample: ((meta['rows'] ?? []) as unknown[]).length - Math.min(((meta['rows'] ?? []) as unknown[]).length, shapes.features.features.length), ...(outside === undefined ? {} : { outside_commune: outside }) },
    };
    const format = (await importFormats()).get(options.format ?? guess.formats[0] ?? '');
    if (!request.dryRun || format === undefined) return shown;
    const dry = await dryRun(db, request, format);
    return { ...shown, ...dry, notes: { ...shown.notes, ...dry.notes } };
  } catch (error) {
    if (error instanceof FileRefused) return { ...EMPTY, guess: null, refused: refusedFileOf(language, error.refusal) };
    throw error;
  }
}

/** What a whole run would do. */
async function dryRun(db: Database, { commune, file, name, options, person, language }: PreviewRequest, format: ImportFormat): Promise<Pick<ImportPreview, 'counts' | 'refusals' | 'notes'>> {
  const summary = await runImport(db, { commune, format, file, name, options: { ...options }, person, language, dryRun: true });
  const { refusals, batch: _, notes = {}, ...counts } = outcomeOf(language, summary);
  return { counts, refusals, notes };
}

/** The sample's shapes in EPSG:4326, for the map. What cannot be placed is left out here and refused by the run. */
async function draw(db: Database, scope: { commune: number }, drawn: Drawn[], srid: number): Promise<Pick<ImportPreview, 'features' | 'bounds'> & { outside: OutsideCommune | undefined }> {
  if (drawn.length === 0) return { features: EMPTY.features, bounds: null, outside: undefined };
  return db.inCommune(scope, async (tx) => {
    const { rows } = await tx.raw(`select g.n::integer as n, st_asgeojson(g.shape, 7)::jsonb as geometry, st_xmin(g.shape) as w, st_ymin(g.shape) as s, st_xmax(g.shape) as e, st_ymax(g.shape) as north
      from (select n, try_transform(hex::geometry, 4326) as shape from unnest(?::text[]) with ordinality as u(hex, n)) g where g.shape is not null order by g.n`,
    [`{${drawn.map((d) => d.ewkb).join(',')}}`]) as { rows: { n: number; geometry: ImportPreview['features']['features'][number]['geometry']; w: number; s: number; e: number; north: number }[] };
    const features = rows.map((r) => { const d = drawn[r.n - 1]; return { type: 'Feature' as const, id: d?.id ?? r.n, geometry: r.geometry, properties: d?.properties ?? {} }; });
    const bounds: Bounds | null = rows.length === 0 ? null : [Math.min(...rows.map((r) => r.w)), Math.min(...rows.map((r) => r.s)), Math.max(...rows.map((r) => r.e)), Math.max(...rows.map((r) => r.north))];
    const outside = await outsideOfSample(tx, rows.map((r) => [(r.w + r.e) / 2, (r.s + r.north) / 2] as const), srid);
    return { features: { type: 'FeatureCollection', features }, bounds, outside };
  });
}
