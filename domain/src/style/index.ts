import { assetsStyle } from './assets.ts';
import { answerStyle, listingsStyle, parcelsStyle, uploadedStyle, zonesStyle } from './layers.ts';
import type { LayerStyle } from './model.ts';

export * from './model.ts';
export * from './tokens.ts';
export * from './rule.ts';
export { assetsStyle, DOMAIN_GROUPS, TITLE_STATES } from './assets.ts';
export { answerStyle, listingsStyle, parcelsStyle, uploadedStyle, zonesStyle } from './layers.ts';
export { comparablesStyle } from './comparables.ts';
export { CONFLICT_HUES, CONFLICT_PATTERNS, conflictsStyle } from './conflicts.ts';
export { DENSITY_SHADES, densityStyle, shadeOf } from './density.ts';
export { OCCUPANCY_LOOKS, occupationStyle } from './occupation.ts';
export { toMapLibre, type MapLayer, type CompileOptions } from './to-maplibre.ts';
export { imagesOf, type MapImage } from './images.ts';

/** The layers every commune has, from the top of the map to its bottom. */
export const CORE_STYLES: readonly LayerStyle[] = [zonesStyle, listingsStyle, assetsStyle, parcelsStyle];

/** The default style of a layer by its name; an uploaded one shows its own title. */
export const styleOf = (layer: string, title?: string): LayerStyle =>
  [...CORE_STYLES, answerStyle].find((style) => style.layer === layer) ?? uploadedStyle(layer, title ?? layer);
