import { ASSET_FIELDS, AssetChange, NewAsset, type AssetField } from '@sommier/domain/assets';
import { DrawnGeometry } from '@sommier/domain/geometries';
import { message } from '@sommier/domain/messages';
import { type Crs, type FeatureIn } from '@sommier/domain/ogc';
import { extraColumn } from '@sommier/domain/references';
import { AppError, type Language } from '@sommier/domain/shared';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/index.ts';
import { readExtraFields } from '../references/index.ts';

interface Issue { path: string; message: string }
type Properties = Readonly<Record<string, unknown>>;
/** Reckoned by the server, or moving with every change: sent back as read, they say nothing. */
const MOVING = new Set(['updated_at', 'id']);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const say = (language: Language, key: string): string => message(language, key) ?? key;
const refused = (issues: readonly Issue[]): AppError => new AppError('invalid', 'the feature is not valid', { issues });

/** A value as the form sends it: amounts are text, an empty list of charges is a list. */
const asSent = ({ type }: AssetField, value: unknown): unknown =>
  (value === null ? (type === 'charges' ? [] : null) : type === 'money' && typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value);

async function parentOf(tx: Tx, code: unknown, language: Language): Promise<string | null> {
  if (code === null || code === undefined || code === '') return null;
  const { rows: [row] } = await tx.raw('select id from asset where commune_id = current_commune() and code = ?', [String(code)]) as { rows: { id: string }[] };
  if (row === undefined) throw refused([{ path: 'body.properties.parent', message: say(language, 'ogc.no_parent') }]);
  return row.id;
}

interface Wanted { tx: Tx; language: Language; /** The property as it is answered now; undefined for a new one. */ present: Properties | undefined; /** What is not sent becomes unknown. */ whole: boolean }

/** Properties of a feature, by their column names, as the form's own fields. What stands there already is left out. Throws `invalid` naming every property at fault. */
async function fieldsOf(properties: Properties, { tx, language, present, whole }: Wanted): Promise<Record<string, unknown>> {
  const own = await readExtraFields(tx);
  const byColumn = new Map(ASSET_FIELDS.map((f) => [f.column, f])), extraKeys = new Map(own.map((x) => [extraColumn(x.key), x.key]));
  const issues: Issue[] = [];
  const given: Record<string, unknown> = whole
    ? { ...Object.fromEntries([...ASSET_FIELDS.filter((f) => f.editable).map((f) => f.column), ...extraKeys.keys()].map((name) => [name, null])), ...properties } : { ...properties };
  const out: Record<string, unknown> = {}, extra: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (MOVING.has(name) || (present === undefined ? value === null : same(value, present[name]))) continue;
    const field = byColumn.get(name), key = extraKeys.get(name);
    if (key !== undefined) extra[key] = value;
    else if (field === undefined) issues.push({ path: `body.properties.${name}`, message: say(language, 'ogc.unknown_property') });
    else if (!field.editable && !(present === undefined && field.key === 'code')) issues.push({ path: `body.properties.${name}`, message: say(language, 'ogc.read_only') });
    else if (field.type === 'parent') out['parentId'] = await parentOf(tx, value, language);
    else out[field.key] = asSent(field, value);
  }
  if (issues.length > 0) throw refused(issues);
  return { ...out, ...(Object.keys(extra).length > 0 ? { extra } : {}) };
}

const columnOf = (key: string): string => ASSET_FIELDS.find((f) => f.key === key)?.column ?? key;
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw refused(read.error.issues.map((issue) => ({ path: ['body.properties', columnOf(String(issue.path[0] ?? '')), ...issue.path.slice(1)].join('.'), message: issue.message })));
}

export const newAsset = async (feature: FeatureIn, wanted: Pick<Wanted, 'tx' | 'language'>): Promise<NewAsset> => checked(NewAsset, await fieldsOf(feature.properties ?? {}, { ...wanted, present: undefined, whole: false }));

/** The change a feature asks for; undefined where its properties say what stands there. */
export async function assetChange(properties: Properties, wanted: Wanted): Promise<AssetChange | undefined> {
  const fields = await fieldsOf(properties, wanted);
  return Object.keys(fields).length === 0 ? undefined : checked(AssetChange, fields);
}

const flipped = (c: unknown): unknown => (Array.isArray(c) ? (typeof c[0] === 'number' ? [c[1] as unknown, c[0], ...(c as unknown[]).slice(2)] : c.map(flipped)) : c);
const flat = (c: unknown): unknown => (Array.isArray(c) ? (typeof c[0] === 'number' ? c.slice(0, 2) : c.map(flat)) : c);

/** The ground a feature brings, east before north and without heights. Throws `invalid` for shapes no property may have. */
export function groundOf(geometry: NonNullable<FeatureIn['geometry']>, crs: Crs): DrawnGeometry {
  const { type, coordinates } = geometry as { type: string; coordinates?: unknown };
  const read = DrawnGeometry.safeParse({ type, coordinates: flat(crs.northFirst ? flipped(coordinates) : coordinates) });
  if (read.success) return read.data;
  throw refused(read.error.issues.map((issue) => ({ path: ['body.geometry', ...issue.path].join('.'), message: issue.message })));
}
