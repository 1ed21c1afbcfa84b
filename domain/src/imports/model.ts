import { z } from 'zod';
import { ASSET_FIELDS as REGISTER_FIELDS, type FieldType } from '../assets/fields.ts';
import { Id } from '../shared/endpoint.ts';
import { Bounds, Geometry } from '../shared/geo.ts';
import { LEASE_FIELDS } from './leases.ts';
import { PAYMENT_FIELDS } from './payments.ts';
import { TEMPLATE_FIELDS, type TemplateFormat } from './templates.ts';
import { FIXED_ASSET_FIELDS } from './fixed-assets.ts';
import { SALE_FIELDS } from './sales.ts';

/** Formats that `import` reads today; zones come by `zones add`. */
export const IMPORT_FORMATS = ['assets', 'parcels', 'layer', 'leases', 'payments', 'sales', 'fixed-assets', 'inside-airbnb', 'inside-airbnb-calendar', 'inside-airbnb-reviews', 'lodging-stays', 'eu-str', 'dpi-xml', 'gbfs', 'mds', 'fleet', 'deliveries', 'ocsitan', 'addresses', 'declarations'] as const;
/** A platform's own files, whose columns are known: nothing is mapped. */
export const PLATFORM_FORMATS = ['inside-airbnb', 'inside-airbnb-calendar', 'inside-airbnb-reviews', 'eu-str', 'dpi-xml', 'gbfs', 'mds', 'ocsitan'] as const;
export const isPlatformFormat = (format: string | undefined): format is (typeof PLATFORM_FORMATS)[number] => (PLATFORM_FORMATS as readonly (string | undefined)[]).includes(format);
export type ImportFormat = (typeof IMPORT_FORMATS)[number];
/** What a batch may have been: zones too. */
export const BATCH_FORMATS = [...IMPORT_FORMATS, 'zones'] as const;
export const BATCH_STATES = ['staged', 'committed', 'undone', 'refused'] as const;
export const ENCODINGS = ['utf-8', 'windows-1252', 'windows-1256', 'utf-16'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** `{"columns":{"source column":"field"},"values":{"field":{"raw":"code"}},"constants":{"field":"value"}}`; a column may feed several fields;
 *  a raw value mapped to "" is "not known". */
export const Mapping = z.strictObject({
  columns: z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)])),
  values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  constants: z.record(z.string(), z.string()).default({}),
}).meta({ id: 'Mapping' });
export type Mapping = z.output<typeof Mapping>;

/** What the person decides; everything left out is guessed and shown. */
export const ImportOptions = z.strictObject({
  format: z.enum(IMPORT_FORMATS).optional(), layer: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/).optional(), title: z.string().trim().min(1).max(200).optional(),
  platform: z.string().trim().min(1).max(60).optional(), captured: z.iso.date().optional(),
  /** EPSG code of the file's coordinates. */
  crs: z.coerce.number().int().min(1024).max(998999).optional(), encoding: z.enum(ENCODINGS).optional(), delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().max(200).optional(), sourceLayer: z.string().max(200).optional(),
  /** Mend invalid polygons (ST_MakeValid) instead of refusing their rows; the mended are counted. */
  repair: z.boolean().optional(), mapping: Mapping.optional(),
  /** Where the file came from, under what licence it may be used, and by what right the commune holds it. */
  provenance: z.string().trim().min(1).max(300).optional(), licence: z.string().trim().min(1).max(200).optional(), legalBasis: z.string().trim().min(1).max(300).optional(),
}).meta({ id: 'ImportOptions' });
export type ImportOptions = z.output<typeof ImportOptions>;

/** A refused row; `row` counts as the reader of the file sees it (a table's heading is row 1). Message and mend are in the reader's language. */
export const Refusal = z.object({
  row: z.number().int(), column: z.string().nullable(), value: z.string().nullable(), code: z.string(), message: z.string(), remedy: z.string(),
}).meta({ id: 'Refusal' });
export type Refusal = z.output<typeof Refusal>;

/** The file as a whole is refused: nothing of it was kept. */
export const RefusedFile = z.object({ code: z.string(), message: z.string(), remedy: z.string(), row: z.number().int().optional(), column: z.string().optional() })
  .meta({ id: 'RefusedFile' });
export type RefusedFile = z.output<typeof RefusedFile>;

const counts = {
  rows: z.number().int(), inserted: z.number().int(), returned: z.number().int(), updated: z.number().int(), unchanged: z.number().int(),
  refused: z.number().int(), removed: z.number().int(), held: z.number().int(),
};
/** rows = inserted + returned + updated + unchanged + refused, always. */
export const ImportCounts = z.object(counts);
export type ImportCounts = z.output<typeof ImportCounts>;

/** What the reader understood of the file, with every guess nameable and overridable. */
export const FileGuess = z.object({
  /** Likeliest first. */
  formats: z.array(z.enum(IMPORT_FORMATS)), driver: z.enum(['csv', 'xlsx', 'geojson', 'vector', 'json', 'xml']), encoding: z.enum(ENCODINGS).nullable(), delimiter: z.string().nullable(),
  sheets: z.array(z.string()), sourceLayers: z.array(z.object({ name: z.string(), features: z.number().int(), geometryType: z.string().nullable() })),
  crs: z.number().int().nullable(), crsName: z.string().nullable(), crsFrom: z.enum(['file', 'option', 'format', 'none']),
  /** Accuracy in metres of the shift to EPSG:4326: 0 none needed, 1 Carthage, 7 Merchich; null not known. */
  accuracyM: z.number().nullable(), rows: z.number().int().nullable(), columns: z.array(z.string()),
  mapping: z.strictObject(Mapping.shape).meta({ id: 'MappingFound' }).nullable(), mappingFrom: z.enum(['remembered', 'suggested', 'given']).nullable(),
}).meta({ id: 'FileGuess' });
export type FileGuess = z.output<typeof FileGuess>;

export const ImportBatch = z.object({
  id: Id, state: z.enum(BATCH_STATES), format: z.enum(BATCH_FORMATS), layer: z.string().nullable(), platform: z.string().nullable(), capturedOn: z.iso.date().nullable(),
  sourceName: z.string(), sourceBytes: z.number().int().nullable(), accuracyM: z.number().nullable(), sourceHash: z.string(), provenance: z.string().nullable(), licence: z.string().nullable(), legalBasis: z.string().nullable(), ...counts,
  notes: z.record(z.string(), z.unknown()), createdBy: z.string().nullable(), createdAt: z.string(), committedAt: z.string().nullable(), undoneAt: z.string().nullable(),
  jobId: Id.nullable(), undoable: z.boolean(),
}).meta({ id: 'ImportBatch' });
export type ImportBatch = z.output<typeof ImportBatch>;

/** An uploaded file that waits for its options. `sameFileAs` names the batch that already brought in the same bytes. */
export const ImportUpload = z.object({ id: z.uuid(), name: z.string(), bytes: z.number().int(), sameFileAs: Id.nullable(), refused: RefusedFile.nullable(), guess: FileGuess.nullable() })
  .meta({ id: 'ImportUpload' });
export type ImportUpload = z.output<typeof ImportUpload>;

/** What would be written: cells as read, fields as understood, geometry of a sample, counts of a dry run where the file is small. */
export const ImportPreview = z.object({
  guess: FileGuess.nullable(), refused: RefusedFile.nullable(),
  raw: z.array(z.object({ row: z.number().int(), cells: z.record(z.string(), z.string()) })),
  rows: z.array(z.object({ row: z.number().int(), fields: z.record(z.string(), z.unknown()) })),
  features: z.object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ type: z.literal('Feature'), id: z.number().int(), geometry: Geometry, properties: z.record(z.string(), z.unknown()) })) }),
  bounds: Bounds.nullable(), counts: ImportCounts.nullable(), refusals: z.array(Refusal), notes: z.record(z.string(), z.unknown()),
}).meta({ id: 'ImportPreview' });
export type ImportPreview = z.output<typeof ImportPreview>;

/** What `sommier import` prints and what an import job ends with. `batch` is null after a dry run. */
export const ImportOutcome = z.object({ batch: Id.nullable(), ...counts, refusals: z.array(Refusal), notes: z.record(z.string(), z.unknown()).optional() }).meta({ id: 'ImportOutcome' });
export type ImportOutcome = z.output<typeof ImportOutcome>;

/** What an `assets` file may state in the currency's own unit: `gross_value` feeds `gross_value_minor`. */
export const ASSET_AMOUNTS = ['acquisition_price', 'gross_value', 'running_cost'] as const;
/** The fields an `assets` file may feed, by kind of reading. */
const KIND: Record<FieldType, FieldKind> = { text: 'text', word: 'word', code: 'code', count: 'count', year: 'year', area: 'area', metres: 'area', date: 'date', money: 'minor', charges: 'charges', parent: 'text' };
export const ASSET_FIELDS: Readonly<Record<string, FieldKind>> = {
  ...Object.fromEntries(REGISTER_FIELDS.filter((f) => f.importable).map((f) => [f.column, KIND[f.type]])),
  // Amounts as people write them, in the currency's own unit; they feed the fields kept in minor units.
  ...Object.fromEntries(ASSET_AMOUNTS.map((name) => [name, 'amount' as const])),
  // How sure each value is: {"builtAreaM2":"estimated"}.
  provenance: 'provenance', lon: 'coordinate', lat: 'coordinate', wkt: 'geometry',
};
export const PARCEL_FIELDS = { reference: 'text', title_state: 'word', stated_area_m2: 'area', source_key: 'text', lon: 'coordinate', lat: 'coordinate', wkt: 'geometry' } as const;
export type ParcelField = keyof typeof PARCEL_FIELDS;
export const LAYER_FIELDS = { source_key: 'text', lon: 'coordinate', lat: 'coordinate', wkt: 'geometry' } as const;
export type RegisterFormat = 'assets' | 'parcels' | 'layer' | 'leases' | 'payments' | 'sales' | 'fixed-assets' | TemplateFormat;
export const FIELDS: Record<RegisterFormat, Record<string, FieldKind>> = { assets: ASSET_FIELDS, parcels: PARCEL_FIELDS, layer: LAYER_FIELDS, leases: LEASE_FIELDS, payments: PAYMENT_FIELDS, sales: SALE_FIELDS, 'fixed-assets': FIXED_ASSET_FIELDS, ...TEMPLATE_FIELDS };
/** True where rows of a format stand on the map: leases and payments have no place of their own. */
export const hasPlaces = (format: string): boolean => Object.values(FIELDS[format as RegisterFormat] ?? { lon: 'coordinate' }).some((kind) => kind === 'coordinate' || kind === 'geometry');
export type FieldKind = 'text' | 'word' | 'code' | 'minor' | 'charges' | 'provenance' | 'year' | 'count' | 'area' | 'date' | 'coordinate' | 'geometry' | 'amount' | 'flag' | 'share';
