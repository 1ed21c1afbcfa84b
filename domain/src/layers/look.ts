import { z } from 'zod';
import { HUES, METHODS, MOST_CATEGORIES, MOST_CLASSES, RAMPS } from '../style/index.ts';

const Hue = z.enum(HUES);
const Pattern = z.enum(['plain', 'hatch', 'dots', 'cross', 'empty']);
/** The name of an attribute, as the file or the form wrote it. */
export const FieldName = z.string().min(1).max(120);
const breaks = z.array(z.number()).max(MOST_CLASSES - 1).refine((list) => list.every((b, i) => i === 0 || b > (list[i - 1] ?? b)), { message: 'ascending' });
const common = {
  dot: z.number().min(2).max(24).default(8), width: z.number().min(0.4).max(8).default(1.3), opacity: z.number().min(0.05).max(1).default(0.5),
  label: z.strictObject({ field: FieldName, fromScale: z.number().int().min(100).max(1_000_000) }).nullable().default(null),
};
/** How an own layer is drawn, on screen and on paper. What it means is said where it is compiled (style/look.ts). */
export const Look = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('single'), hue: Hue, pattern: Pattern.default('plain'), ...common }),
  z.strictObject({
    by: z.literal('category'), field: FieldName, rest: z.boolean().default(true), ...common,
    classes: z.array(z.strictObject({ value: z.union([z.string().max(200), z.number(), z.boolean()]), title: z.string().trim().min(1).max(120).nullable().default(null), hue: Hue, pattern: Pattern.default('plain') })).min(1).max(MOST_CATEGORIES),
  }),
  z.strictObject({ by: z.literal('class'), field: FieldName, method: z.enum(METHODS), ramp: z.enum(RAMPS), reverse: z.boolean().default(false), breaks, ...common }),
  z.strictObject({ by: z.literal('size'), field: FieldName, method: z.enum(METHODS), hue: Hue, breaks, ...common }),
]);
export type Look = z.output<typeof Look>;
