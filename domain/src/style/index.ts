import { assetsStyle } from './assets.ts';
import { answerStyle, listingsStyle, parcelsStyle, uploadedStyle, zonesStyle } from './layers.ts';
import { styleOfLook, type Look } from './look.ts';
import type { LayerStyle, Texts } from './model.ts';

export * from './model.ts';
export * from './tokens.ts';
export * from './rule.ts';
export { assetsStyle, DOMAIN_GROUPS, TITLE_STATES } from './assets.ts';
export { answerStyle, listingsStyle, parcelsStyle, uploadedStyle, zonesStyle } from './layers.ts';
export { HUES, lookFields, METHODS, MOST_CATEGORIES, MOST_CLASSES, RAMPS, styleOfLook, type Category, type Hue, type Look, type LookLabel, type Ramp } from './look.ts';
export { comparablesStyle } from './comparables.ts';
export { CONFLICT_HUES, CONFLICT_PATTERNS, conflictsStyle } from './conflicts.ts';
export { DENSITY_SHADES, densityStyle, shadeOf } from './density.ts';
export { OCCUPANCY_LOOKS, occupationStyle } from './occupation.ts';
export { holds, toMapLibre, type MapLayer, type CompileOptions } from './to-maplibre.ts';
export { imagesOf, type MapImage } from './images.ts';

/** The layers every commune has, from the top of the map to its bottom. */
export const CORE_STYLES: readonly LayerStyle[] = [zonesStyle, listingsStyle, assetsStyle, parcelsStyle];

/** The style of a layer by its name: the house's for its own, the look somebody chose for another one, or the quiet one. `title` may differ by language. */
export const styleOf = (layer: string, title?: string | Texts, look?: Look | null): LayerStyle => {
  const house = [...CORE_STYLES, answerStyle].find((style) => style.layer === layer);
  if (house) return house;
  const words: Texts = typeof title === 'object' ? title : { fr: title ?? layer, ar: title ?? layer, en: title ?? layer };
  return look ? styleOfLook(layer, words, look) : { ...uploadedStyle(layer, words.fr), title: words };
};
