import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { LayerName } from '../layers/index.ts';

/** What a layer comes to in one place: features whose inner point lies there, and square metres (outlines as they lie in it; where a feature is a point, the `area_m2` its form states). */
export const DiagnosisFigure = z.object({ layer: LayerName, count: z.number().int(), areaM2: z.number() });
export type DiagnosisFigure = z.output<typeof DiagnosisFigure>;
/** Inhabitants are null where nobody stated them: nothing is shared out from a larger place. */
export const DiagnosisZone = z.object({
  id: Id, label: z.string(), labelAr: z.string().nullable(), areaM2: z.number(), inhabitants: z.number().int().nullable(), source: z.string().nullable(), asOf: z.string().nullable(), figures: z.array(DiagnosisFigure),
});
export type DiagnosisZone = z.output<typeof DiagnosisZone>;
/** A layer as a whole: its features, those in no zone of the set, those without a place, and how the choices of its form were answered (personal ones never). */
export const DiagnosisLayer = z.object({
  name: LayerName, title: z.string(), titleAr: z.string().nullable(), count: z.number().int(), outside: z.number().int(), unlocated: z.number().int(),
  answers: z.array(z.object({ field: z.string(), title: z.string(), titleAr: z.string().nullable(), values: z.array(z.object({ value: z.string(), count: z.number().int() })) })),
});
export type DiagnosisLayer = z.output<typeof DiagnosisLayer>;
export const Diagnosis = z.object({ set: z.object({ id: Id, name: z.string() }), layers: z.array(DiagnosisLayer), zones: z.array(DiagnosisZone) }).meta({ id: 'Diagnosis' });
export type Diagnosis = z.output<typeof Diagnosis>;

/** Features for a thousand inhabitants; null where they are not stated or none lives there. */
export const perThousand = (count: number, inhabitants: number | null): number | null => (inhabitants === null || inhabitants === 0 ? null : (count * 1000) / inhabitants);
/** All inhabitants of the set; null as soon as one zone has none stated, for a part is not the whole. */
export const inhabitantsOf = (zones: readonly DiagnosisZone[]): number | null =>
  zones.length === 0 ? null : zones.reduce<number | null>((sum, z) => (sum === null || z.inhabitants === null ? null : sum + z.inhabitants), 0);
