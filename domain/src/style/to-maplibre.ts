import { PIE_STEPS, patternId, pieId } from './images.ts';
import type { Language, LayerStyle, MapSymbol, Rule } from './model.ts';
import { PALETTES, type ThemeName } from './tokens.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A layer as MapLibre's style specification writes it. */
export interface MapLayer {
  id: string; type: 'fill' | 'line' | 'circle' | 'symbol'; source: string; 'source-layer'?: string;
  minzoom?: number; maxzoom?: number; filter: Json; paint: Record<string, Json>; layout: Record<string, Json>;
  metadata: { layer: string };
}

export interface CompileOptions {
  theme: ThemeName; language: Language;
  /** Source id; the layer's own name when absent. A GeoJSON source has no source layer. */
  source?: string; geojson?: boolean;
  /** Of the commune's centre: metres become pixels by it, and scales become zooms. */
  latitude: number;
  /** 0..1, the drawer's slider. */
  opacity?: number;
}

const EARTH = 40075016.686;
/** The zoom (512 px tiles, 96 dpi) at which one unit on the screen is `scale` units on the ground. */
export const zoomOfScale = (scale: number, latitude: number): number =>
  Math.log2((EARTH * Math.cos(latitude * Math.PI / 180) / 512) / (scale * 0.0254 / 96));

/** The rule's conditions as an expression: what `meets` answers, for the features of a tile (a null value is not written there). */
export const holds = (rule: Rule): Json => ['all', ...rule.when.map((c): Json => {
  if ('in' in c) return ['any', ...c.in.map((v): Json => (v === null ? ['!', ['has', c.field]] : ['==', ['get', c.field], v]))];
  const value: Json = ['number', ['get', c.field], 0];
  return ['all', ['==', ['typeof', ['get', c.field]], 'number'], ...(c.from === undefined ? [] : [['>=', value, c.from]]), ...(c.below === undefined ? [] : [['<', value, c.below]])];
})];

/** `case` over the rules in order; rules without the wanted part give `otherwise`. */
const byRule = (rules: readonly Rule[], value: (s: MapSymbol) => Json | undefined, otherwise: Json): Json => {
  const arms = rules.flatMap((rule): Json[] => [holds(rule), value(rule.symbol) ?? otherwise]);
  return ['case', ...arms, otherwise];
};
/** True for the features whose first rule satisfies the test. */
const ruled = (rules: readonly Rule[], test: (s: MapSymbol) => boolean): Json => byRule(rules, (s) => test(s), false);
const kind = (...types: string[]): Json => ['in', ['geometry-type'], ['literal', types]];

/** Compiles a style to layers, bottom first: discs, fills, patterns, bands, lines, marks, cells, labels. */
export function toMapLibre(style: LayerStyle, options: CompileOptions): MapLayer[] {
  const { rules } = style;
  const colours = PALETTES[options.theme];
  const o = options.opacity ?? 1;
  const zoom = (scale: number): number => Math.max(0, Math.min(22, zoomOfScale(scale, options.latitude)));
  const layers: MapLayer[] = [];
  const cell: Json = style.cells ? ['has', style.cells.countField] : false;
  const add = (id: string, type: MapLayer['type'], filter: Json[], paint: Record<string, Json>, rest: Partial<Pick<MapLayer, 'layout' | 'minzoom' | 'maxzoom'>> = {}): void => {
    layers.push({
      id: `${style.layer}/${id}`, type, source: options.source ?? style.layer, ...(options.geojson ? {} : { 'source-layer': style.layer }),
      filter: ['all', ...filter], paint, layout: {}, metadata: { layer: style.layer }, ...rest,
    });
  };
  const own: Json = ['!', cell];
  const uses = (test: (s: MapSymbol) => boolean): boolean => rules.some((rule) => test(rule.symbol));
  const area = kind('Polygon', 'MultiPolygon');
  const point = kind('Point', 'MultiPoint');

  if (uses((s) => !!s.disc)) {
    const metres = byRule(rules, (s) => s.disc && ['coalesce', ['get', s.disc.radiusField], 0], 0);
    const perMetre = (z: number): number => 512 * 2 ** z / (EARTH * Math.cos(options.latitude * Math.PI / 180));
    add('disc', 'circle', [point, own, ruled(rules, (s) => !!s.disc)], {
      'circle-color': byRule(rules, (s) => s.disc && colours[s.disc.colour], colours.listing),
      'circle-opacity': byRule(rules, (s) => s.disc && s.disc.opacity * o, 0),
      'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 0, ['*', metres, perMetre(0)], 22, ['*', metres, perMetre(22)]],
      'circle-pitch-alignment': 'map',
    });
  }
  const plain = (s: MapSymbol): boolean => s.fill?.pattern === 'plain';
  if (uses(plain)) add('fill', 'fill', [area, ruled(rules, plain)], {
    'fill-color': byRule(rules, (s) => s.fill && colours[s.fill.colour], colours.block),
    'fill-opacity': byRule(rules, (s) => s.fill && s.fill.opacity * o, 0), 'fill-antialias': false,
  });
  // An empty surface is filled with nothing one can see, so that a click inside it finds it.
  const empty = (s: MapSymbol): boolean => s.fill?.pattern === 'empty' || (!s.fill && !!s.line);
  if (uses(empty)) add('hit', 'fill', [area, ruled(rules, empty)], { 'fill-color': colours.block, 'fill-opacity': 0.01, 'fill-antialias': false });
  const drawn = (s: MapSymbol): boolean => !!s.fill && s.fill.pattern !== 'plain' && s.fill.pattern !== 'empty';
  if (uses(drawn)) {
    const first = rules.find((rule) => drawn(rule.symbol))?.symbol.fill;
    add('pattern', 'fill', [area, ruled(rules, drawn)], {
      'fill-pattern': byRule(rules, (s) => drawn(s) && s.fill ? patternId(s.fill, options.theme) : undefined, first ? patternId(first, options.theme) : ''),
      'fill-opacity': o,
    });
  }
  if (uses((s) => !!s.line?.band)) add('band', 'line', [area, ruled(rules, (s) => !!s.line?.band)], {
    'line-color': byRule(rules, (s) => s.line && colours[s.line.colour], colours.ink),
    'line-opacity': 0.14 * o, 'line-width': byRule(rules, (s) => s.line?.band, 0), 'line-offset': byRule(rules, (s) => (s.line?.band ?? 0) / 2, 0),
  });
  // A dash is not data-driven everywhere, so each distinct one is a layer.
  const dashes = new Set(rules.flatMap((rule) => rule.symbol.line ? [JSON.stringify(rule.symbol.line.dash ?? null)] : []));
  for (const dash of dashes) {
    const mine = (s: MapSymbol): boolean => !!s.line && JSON.stringify(s.line.dash ?? null) === dash;
    const pixels = JSON.parse(dash) as number[] | null;
    const width = rules.find((rule) => mine(rule.symbol))?.symbol.line?.width ?? 1;
    add(pixels ? `line-${pixels.join('-')}` : 'line', 'line', [['!', point], ruled(rules, mine)], {
      'line-color': byRule(rules, (s) => s.line && colours[s.line.colour], colours.ink),
      'line-width': byRule(rules, (s) => s.line?.width, 1), 'line-opacity': o,
      ...(pixels ? { 'line-dasharray': pixels.map((p) => p / width) } : {}),
    }, { layout: { 'line-join': 'round' } });
  }
  const dot = (s: MapSymbol): boolean => !!s.mark && !s.mark.pie;
  if (uses(dot)) add('mark', 'circle', [point, own, ruled(rules, dot)], {
    'circle-radius': byRule(rules, (s) => s.mark?.radius, 0),
    'circle-color': byRule(rules, (s) => s.mark && colours[s.mark.fill], colours.ink),
    'circle-stroke-color': byRule(rules, (s) => s.mark && colours[s.mark.edge], colours.ink),
    'circle-stroke-width': byRule(rules, (s) => s.mark?.edgeWidth, 0), 'circle-opacity': o, 'circle-stroke-opacity': o,
  });
  for (const rule of rules) {
    const { mark } = rule.symbol;
    if (!mark?.pie) continue;
    add(`pie-${rule.id}`, 'symbol', [point, own, ruled(rules, (s) => s === rule.symbol)], { 'icon-opacity': o }, {
      layout: { 'icon-image': ['concat', pieId(mark.fill, options.theme), ['to-string', ['round', ['*', PIE_STEPS, ['get', mark.pie]]]]], 'icon-allow-overlap': true, 'icon-size': mark.radius / 5 },
    });
  }
  if (style.cells) {
    const { cells } = style;
    const count: Json = ['get', cells.countField];
    add('cells', 'circle', [cell], {
      'circle-color': colours[cells.colour], 'circle-opacity': 0.32 * o, 'circle-stroke-color': colours[cells.colour], 'circle-stroke-width': 0.6, 'circle-stroke-opacity': o,
      'circle-radius': ['interpolate', ['linear'], ['sqrt', count], 1, 3, 10, 9, 100, 22],
    });
    add('counts', 'symbol', [cell, ['>=', count, 10]], { 'text-color': colours.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.2, 'text-opacity': o }, {
      layout: { 'text-field': ['to-string', count], 'text-size': 11 },
    });
  }
  if (style.letter) {
    const { letter } = style;
    add('letter', 'symbol', [own], { 'text-color': colours[letter.colour], 'text-halo-color': colours.halo, 'text-halo-width': 2, 'text-opacity': o }, {
      layout: { 'text-field': ['match', ['coalesce', ['get', letter.field], ''], ...Object.entries(letter.of).flat(), ''], 'text-size': letter.size, 'text-padding': 0 }, minzoom: zoom(letter.fromScale),
    });
  }
  if (style.label) {
    const { label } = style;
    const wanted = label.field[options.language];
    const field: Json = wanted && wanted !== label.field.fr ? ['coalesce', ['get', wanted], ['get', label.field.fr]] : ['get', label.field.fr];
    add('label', 'symbol', [own], { 'text-color': colours[label.colour], 'text-halo-color': colours.halo, 'text-halo-width': 1.4, 'text-opacity': o }, {
      layout: { 'text-field': ['coalesce', field, ''], 'text-size': label.size, 'text-optional': true, 'text-padding': 4, ...(style.letter ? { 'text-offset': [0, 1.3] } : {}) }, minzoom: zoom(label.fromScale),
    });
  }
  return layers;
}
