import { z } from 'zod';

/** The schemas every contract shares stand apart from the functions: screens use the functions, and a schema brings the whole library along. */

/** A day of the calendar as text, YYYY-MM-DD. Text order is the order of days; a period of two days is half-open: `from` is in, `to` is not. */
export const Day = z.iso.date();
export type Day = z.output<typeof Day>;
/** A day one may ask about: periods are reckoned from it, and those after the year 9999 have no day to end on. */
export const DayAsked = Day.refine((day) => day < '9000');

/** The path parameter every commune endpoint carries: the commune's code. */
export const CommuneCode = z.string().regex(/^[A-Z0-9][A-Z0-9_-]{1,31}$/);
export const inCommune = z.object({ commune: CommuneCode });
/** Identifiers are bigint in the database and text everywhere else. */
export const Id = z.string().regex(/^[1-9]\d{0,18}$/).refine((text) => text.length < 19 || text <= '9223372036854775807');

export const Page = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(25),
});

export const Issue = z.object({ path: z.string(), message: z.string() });
/** RFC 9457 problem details; `message` is in the reader's language and says the mend. */
export const Problem = z.looseObject({
  type: z.string(), title: z.string(), status: z.number(), code: z.string(), message: z.string(), issues: z.array(Issue).optional(),
}).meta({ id: 'Problem' });

/** Any GeoJSON geometry in EPSG:4326; only its outline is checked, PostGIS says the rest. */
export const Geometry = z.looseObject({ type: z.enum(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection']) })
  .refine((g) => Array.isArray(g.type === 'GeometryCollection' ? g['geometries'] : g['coordinates']), { message: 'coordinates' }).meta({ id: 'Geometry', description: 'A GeoJSON geometry, EPSG:4326' });
export type Geometry = z.output<typeof Geometry>;

/** [west, south, east, north] in degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Bounds = z.output<typeof Bounds>;

const number = String.raw`-?\d{1,3}(\.\d{1,17})?`;
/** "west,south,east,north" in degrees, as in a URL. */
export const BboxText = z.string().regex(new RegExp(`^${number}(,${number}){3}$`));

/** A comma-separated choice among fixed words, as in a URL; `splitList` gives the words. */
export const listOf = (words: readonly string[]): z.ZodString => {
  const one = `(${words.join('|')})`;
  return z.string().max(400).regex(new RegExp(`^${one}(,${one})*$`));
};

/** An amount in whole minor units, as text: JSON numbers lose past 2^53. Negative is owed to the other side. */
export const SignedMinor = z.string().regex(/^-?\d{1,18}$/).meta({ id: 'SignedMinor', description: 'Whole minor units of the commune’s currency (TND 3 decimals, MAD 2, XOF 0)' });
/** An amount given by a person: positive minor units, under 10^15. */
export const PositiveMinor = z.string().regex(/^[1-9]\d{0,14}$/).meta({ id: 'PositiveMinor' });

/** A number written in decimals ("1.5", "-0.25"); a JSON number is read by its shortest writing, so that 0.1 is one tenth. */
export const Decimal = z.union([z.string(), z.number().refine((n) => Number.isFinite(n)).transform(String)])
  .pipe(z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/, { message: 'not_a_decimal' })).meta({ description: 'Decimal number, as text or number: at most 15 digits before the point and 9 after' });
/** A decimal of zero or more. */
export const Quantity = Decimal.refine((s) => !s.startsWith('-'), { message: 'negative' });
