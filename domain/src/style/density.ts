import type { LayerStyle, Rule, Texts } from './model.ts';

/** Five shades of one colour, pale to full: a share of the highest figure, by its square root so that the few do not drown the many. */
export const DENSITY_SHADES = [0.1, 0.26, 0.42, 0.6, 0.8] as const;
/** The shade, 1 to 5, of a figure against the highest; 0 for none. */
export const shadeOf = (value: number, most: number): number => (value <= 0 || most <= 0 ? 0 : Math.min(5, 1 + Math.floor(Math.sqrt(value / most) * 5)));

const text = (n: number): Texts => ({ fr: `densité ${String(n)} sur 5`, ar: `الكثافة ${String(n)} من 5`, en: `density ${String(n)} of 5` });
const none: Rule = { id: '0', when: [], symbol: { line: { colour: 'zone', width: 0.8 } }, text: { fr: 'rien', ar: 'لا شيء', en: 'none' } };
const rules: Rule[] = [...DENSITY_SHADES.map((opacity, i): Rule => ({
  id: String(i + 1), when: [{ field: 'shade', in: [i + 1] }], symbol: { fill: { pattern: 'plain', colour: 'listing', ink: 'listing', opacity }, line: { colour: 'listing', width: 0.8 } }, text: text(i + 1),
})), none];

/** Hexagons, or zones, by how much happens in them. Features carry `shade`, 0 to 5. */
export const densityStyle: LayerStyle = { layer: 'density', title: { fr: 'Densité', ar: 'الكثافة', en: 'Density' }, fields: ['shade'], rules };
