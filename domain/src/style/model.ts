import type { Token } from './tokens.ts';

/** One wording per language of the product. */
export interface Texts { fr: string; ar: string; en: string }
export type Language = keyof Texts;

/** `plain` fills; `hatch`, `dots`, `cross` draw the line colour over a pale ground; `empty` leaves the ground seen. */
export type Pattern = 'plain' | 'hatch' | 'dots' | 'cross' | 'empty';

/** Widths, radii and dashes are CSS pixels on the screen; paper takes 0.75 pt for one. */
export interface Fill { pattern: Pattern; colour: Token; ink: Token; opacity: number }
export interface Line { colour: Token; width: number; dash?: readonly number[]; /** a pale band inside the edge, in pixels */ band?: number }
export interface Mark { radius: number; fill: Token; edge: Token; edgeWidth: number; /** full part of a pie, read from this field, 0..1 */ pie?: string }
/** A disc of real size: its radius in metres is read from the field. Many of them add up to a density. */
export interface Disc { radiusField: string; colour: Token; opacity: number }

/** How one class of features looks; a layer of mixed geometry uses the part that fits each feature. */
export interface MapSymbol { fill?: Fill; line?: Line; mark?: Mark; disc?: Disc }

/** True when the feature's value of `field` is one of `in`; null stands for absent. */
export interface Condition { field: string; in: readonly (string | number | boolean | null)[] }
/** True when the feature's value of `field` is a number of the half-open range; an end left out is open. */
export interface Range { field: string; from?: number; below?: number }
/** The first rule whose conditions all hold draws the feature. */
export interface Rule { id: string; when: readonly (Condition | Range)[]; symbol: MapSymbol; text: Texts }

/** Text written on or along a feature, from this scale denominator down. */
export interface Label { field: Partial<Record<Language, string>> & { fr: string }; colour: Token; size: number; fromScale: number; bold?: boolean }

/** A letter that repeats a class on each feature, read from a field; it stays where a name would not fit. */
export interface Letter { field: string; of: Readonly<Record<string, string>>; colour: Token; size: number; fromScale: number }

/** What stands in for the features of a crowded view: counted cells (`n` features each). */
export interface Cells { colour: Token; countField: string; fromScale: number; text: Texts }

/** A legend drawn as rows x columns of one symbol each, as the legal status is. */
export interface Matrix { rows: readonly { id: string; text: Texts }[]; columns: readonly { id: string; text: Texts }[] }

export interface LayerStyle {
  layer: string;
  title: Texts;
  rules: readonly Rule[];
  /** Properties a tile or a query must carry for this style, beside `id`. */
  fields: readonly string[];
  /** Of an own layer's chosen style: the attribute behind each property of `fields`. */
  reads?: Readonly<Record<string, string>>;
  label?: Label;
  letter?: Letter;
  cells?: Cells;
  /** Rule ids are then `<row>.<column>`. */
  matrix?: Matrix;
}
