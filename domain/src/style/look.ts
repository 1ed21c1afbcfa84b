import type { Fill, Language, LayerStyle, Line, MapSymbol, Mark, Pattern, Rule, Texts } from './model.ts';
import type { Token } from './tokens.ts';

/** The hues a person may give a layer: each stands at 3 to 1 on the ground of both themes, and paper has the same. */
export const HUES = ['let', 'public', 'private', 'permit', 'untitled', 'free', 'listing', 'vacant'] as const satisfies readonly Token[];
export type Hue = (typeof HUES)[number];
/** Ramps of five even steps of lightness; fewer classes take steps spread over it. */
export const RAMPS = ['step', 'sea'] as const;
export type Ramp = (typeof RAMPS)[number];
export const METHODS = ['quantile', 'equal', 'natural'] as const;
export const MOST_CLASSES = 5;
export const MOST_CATEGORIES = 24;

export interface LookLabel { field: string; /** shown from this scale denominator down */ fromScale: number }
export interface Category { value: string | number | boolean; title: string | null; hue: Hue; pattern: Pattern }
interface Common { /** of a point, pixels across */ dot: number; /** of a line, pixels */ width: number; /** of a plain surface, 0..1 */ opacity: number; label: LookLabel | null }
/** How somebody chose to draw an own layer. `breaks` are the inner bounds, ascending: n of them make n + 1 classes, half-open upwards. */
export type Look = Common & (
  | { by: 'single'; hue: Hue; pattern: Pattern }
  | { by: 'category'; field: string; classes: readonly Category[]; /** what no class names is drawn grey, or not at all */ rest: boolean }
  | { by: 'class'; field: string; method: (typeof METHODS)[number]; ramp: Ramp; reverse: boolean; breaks: readonly number[] }
  | { by: 'size'; field: string; method: (typeof METHODS)[number]; hue: Hue; breaks: readonly number[] }
);

/** The attributes a look reads, in the order of the properties `p0`, `p1` … that tiles and sheets carry them as. */
export const lookFields = (look: Look): string[] => [...new Set([...(look.by === 'single' ? [] : [look.field]), ...(look.label ? [look.label.field] : [])])];

const NONE: Texts = { fr: 'non renseigné', ar: 'غير مبيّن', en: 'not stated' };
const OTHERS: Texts = { fr: 'autres', ar: 'أخرى', en: 'others' };
const LOCALES: Record<Language, string> = { fr: 'fr-FR', ar: 'ar-TN-u-nu-latn', en: 'en-GB' };
const every = (say: (language: Language) => string): Texts => ({ fr: say('fr'), ar: say('ar'), en: say('en') });
const number = (n: number, language: Language): string => new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 6 }).format(n);
const interval = (from: number | undefined, below: number | undefined): Texts => every((l) =>
  (from === undefined ? `< ${number(below ?? 0, l)}` : below === undefined ? `≥ ${number(from, l)}` : `${number(from, l)} – ${number(below, l)}`));

const symbol = (look: Look, colour: Token, ink: Token, pattern: Pattern, dot = look.dot): MapSymbol => {
  const fill: Fill = { pattern, colour, ink, opacity: pattern === 'plain' ? look.opacity : 1 };
  const line: Line = { colour: ink, width: look.width, ...(pattern === 'empty' ? { dash: [4, 2.5] } : {}) };
  const mark: Mark = { radius: dot / 2, fill: pattern === 'empty' ? 'paper' : colour, edge: pattern === 'plain' ? 'paper' : ink, edgeWidth: pattern === 'plain' ? 1 : 1.4 };
  return { fill, line, mark };
};
/** The steps of a ramp for so many classes, from its pale end. */
const stepsOf = (n: number): number[] => (n === 1 ? [4] : Array.from({ length: n }, (_, i) => 1 + Math.round((i * 4) / (n - 1))));
const ranges = (breaks: readonly number[]): [number | undefined, number | undefined][] =>
  Array.from({ length: breaks.length + 1 }, (_, i) => [i === 0 ? undefined : breaks[i - 1], breaks[i]]);

function rulesOf(look: Look, title: Texts, field: string): Rule[] {
  const rest = (text: Texts): Rule => ({ id: 'rest', when: [], symbol: symbol(look, 'undetermined', 'undetermined', 'empty'), text });
  if (look.by === 'single') return [{ id: 'feature', when: [], symbol: symbol(look, look.hue, look.hue, look.pattern), text: title }];
  if (look.by === 'category') {
    const named = look.classes.map((c, i): Rule => ({ id: `c${String(i)}`, when: [{ field, in: [c.value] }], symbol: symbol(look, c.hue, c.hue, c.pattern), text: every(() => c.title ?? String(c.value)) }));
    return look.rest ? [...named, rest(OTHERS)] : named;
  }
  const bounds = ranges(look.breaks), steps = stepsOf(bounds.length);
  const classed = bounds.map(([from, below], i): Rule => {
    const colour: Token = look.by === 'class' ? `${look.ramp}-${String(look.reverse ? 6 - (steps[i] ?? 1) : steps[i] ?? 1)}` as Token : look.hue;
    // Signs grow by their area: the eye compares surfaces.
    const dot = look.by === 'size' ? look.dot * Math.sqrt((i + 1) * 2) : look.dot;
    const drawn = look.by === 'class' ? symbol(look, colour, 'parcel-line', 'plain', dot) : { ...symbol(look, colour, colour, 'plain', dot), line: { colour, width: look.width * (i + 1) } };
    // A class without bounds holds every number, so that the others are the ones not stated.
    return { id: `c${String(i)}`, when: [{ field, ...(from === undefined ? {} : { from }), ...(below === undefined ? {} : { below }) }], symbol: drawn, text: interval(from, below) };
  });
  return [...classed, rest(NONE)];
}

/** A chosen look as the one style that screen and paper draw. Its properties are `p0`, `p1` …: an attribute's name, which somebody wrote, never reaches SQL or an expression. */
export function styleOfLook(layer: string, title: Texts, look: Look): LayerStyle {
  const names = lookFields(look);
  const property = (name: string): string => `p${String(names.indexOf(name))}`;
  return {
    layer, title, fields: names.map(property), reads: Object.fromEntries(names.map((name) => [property(name), name])),
    rules: rulesOf(look, title, look.by === 'single' ? '' : property(look.field)),
    ...(look.label ? { label: { field: { fr: property(look.label.field) }, colour: 'ink', size: 11, fromScale: look.label.fromScale } } : {}),
  };
}
