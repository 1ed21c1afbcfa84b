import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Geometry } from '../shared/geo.ts';
import { LEVELS, TITLE_STATES } from '../assets/model.ts';
import { LayerName } from '../layers/model.ts';

/** What one drawing may hold: beyond, a file is the way in. */
export const DRAWING_LIMITS = { vertices: 100_000, parts: 5_000 } as const;
/** A polygon under this many square metres has no ground: two clicks on one place, or a line walked back. */
export const LEAST_AREA_M2 = 0.01;

// Metres of a national system or degrees: only what no system reaches is refused here.
const Coordinate = z.number().min(-1e8).max(1e8);
const Position = z.tuple([Coordinate, Coordinate]);
const Ring = z.array(Position).min(3);
const Line = z.array(Position).min(2);

export type Pair = [number, number];
const vertexCount = (coordinates: unknown): number => !Array.isArray(coordinates) ? 0
  : typeof coordinates[0] === 'number' ? 1 : coordinates.reduce((n: number, c: unknown) => n + vertexCount(c), 0);

/** A geometry as a person draws or types it, in the system named beside it. Rings may be left open: they are closed on receipt. */
export const DrawnGeometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Point'), coordinates: Position }),
  z.strictObject({ type: z.literal('LineString'), coordinates: Line }),
  z.strictObject({ type: z.literal('MultiLineString'), coordinates: z.array(Line).min(1).max(DRAWING_LIMITS.parts) }),
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(DRAWING_LIMITS.parts) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1).max(DRAWING_LIMITS.parts)).min(1).max(DRAWING_LIMITS.parts) }),
]).refine((g) => vertexCount(g.coordinates) <= DRAWING_LIMITS.vertices, { message: 'too_many_vertices' }).meta({ id: 'DrawnGeometry' });
export type DrawnGeometry = z.output<typeof DrawnGeometry>;

const closed = (ring: readonly Pair[]): Pair[] => {
  const first = ring[0], last = ring[ring.length - 1];
  return first === undefined || last === undefined || (first[0] === last[0] && first[1] === last[1]) ? [...ring] : [...ring, first];
};
/** The same geometry with every ring closed; one part alone is a plain polygon or line. */
export function closeRings(g: DrawnGeometry): DrawnGeometry {
  switch (g.type) {
    case 'Polygon': return { type: 'Polygon', coordinates: g.coordinates.map(closed) };
    case 'MultiPolygon': {
      const parts = g.coordinates.map((part) => part.map(closed));
      return parts.length === 1 && parts[0] ? { type: 'Polygon', coordinates: parts[0] } : { type: 'MultiPolygon', coordinates: parts };
    }
    case 'MultiLineString': return g.coordinates.length === 1 && g.coordinates[0] ? { type: 'LineString', coordinates: g.coordinates[0] } : g;
    default: return g;
  }
}

export const RULE_MODES = ['warn', 'refuse'] as const;
export const OVERLAP_LEVELS = [...LEVELS, 'none'] as const;
/** What a commune holds drawings to. Tolerances in metres and square metres; `none` stands for properties without a level. */
export const GeometryRules = z.object({
  containmentMode: z.enum(RULE_MODES), containmentToleranceM: z.number().min(0).max(50),
  overlapMode: z.enum(RULE_MODES), overlapToleranceM2: z.number().min(0).max(1e6), overlapLevels: z.array(z.enum(OVERLAP_LEVELS)),
  /** A parcel is linked when the ground meets it deeper than this: two drawings of one wall never agree to the centimetre. */
  parcelInsetM: z.number().min(0).max(50),
  /** The uploaded layer and its field that name streets or addresses; null looks for a layer named so. */
  streetLayer: LayerName.nullable(), streetField: z.string().max(100).nullable(),
}).meta({ id: 'GeometryRules' });
export type GeometryRules = z.output<typeof GeometryRules>;
export const GeometryRulesNow = GeometryRules.extend({ version: z.number().int() }).meta({ id: 'GeometryRulesNow' });
export const DEFAULT_RULES: GeometryRules = {
  containmentMode: 'warn', containmentToleranceM: 0.5, overlapMode: 'warn', overlapToleranceM2: 1, overlapLevels: ['site', 'building', 'none'], parcelInsetM: 1,
  streetLayer: null, streetField: null,
};

export const FINDINGS = ['self_crossing', 'no_area', 'outside_commune', 'outside_parent', 'child_outside', 'overlap', 'no_parcel', 'several_districts'] as const;
export type FindingCode = (typeof FINDINGS)[number];
export const SEVERITIES = ['refuse', 'warn', 'note'] as const;
/** One thing a check found: how grave, how large, where, and against what. */
export const Finding = z.object({
  code: z.enum(FINDINGS), severity: z.enum(SEVERITIES), areaM2: z.number().nullable(), share: z.number().nullable(), at: z.tuple([z.number(), z.number()]).nullable(),
  subject: z.object({ kind: z.enum(['asset', 'zone']), id: Id, code: z.string().nullable(), name: z.string(), nameAr: z.string().nullable() }).nullable(),
}).meta({ id: 'GeometryFinding' });
export type Finding = z.output<typeof Finding>;

export const LinkedParcel = z.object({ id: Id, reference: z.string().nullable(), titleState: z.enum(TITLE_STATES).nullable(), areaM2: z.number().nullable(), sharedM2: z.number().nullable(), share: z.number().nullable() });
export const LinkedZone = z.object({ id: Id, setId: Id, set: z.string(), label: z.string(), labelAr: z.string().nullable(), sharedM2: z.number().nullable(), share: z.number().nullable() });
/** What the ground touches, found again at each reading: nothing to keep in step. `share` is of the property's own area. */
export const GeometryLinks = z.object({
  parcels: z.array(LinkedParcel), zones: z.array(LinkedZone),
  /** Of the streets' layer, or (`assets`) a road of the register. */
  address: z.object({ text: z.string(), textAr: z.string().nullable(), distanceM: z.number(), layer: z.string() }).nullable(),
}).meta({ id: 'GeometryLinks' });
export type GeometryLinks = z.output<typeof GeometryLinks>;

/** A geometry measured and held to the commune's rules. Lengths and areas are geodesic, from PostGIS. */
export const GeometryCheck = z.object({
  geometry: Geometry, kind: z.enum(['point', 'line', 'polygon']), areaM2: z.number().nullable(), perimeterM: z.number().nullable(), vertices: z.number().int(), parts: z.number().int(), holes: z.number().int(),
  crs: z.number().int(), shiftAccuracyM: z.number().nullable(), findings: z.array(Finding), refused: z.boolean(), warned: z.boolean(),
  /** What mending would give, to be taken or left: it is never done in silence. */
  repair: z.object({ geometry: Geometry, areaM2: z.number(), parts: z.number().int() }).nullable(),
  links: GeometryLinks,
}).meta({ id: 'GeometryCheck' });
export type GeometryCheck = z.output<typeof GeometryCheck>;
