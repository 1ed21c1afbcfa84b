import { describe, expect, test } from '@jest/globals';
import { expression, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { answerStyle, assetsStyle, CORE_STYLES, DARK, imagesOf, LIGHT, ruleFor, styleOf, toMapLibre, uploadedStyle } from './index.ts';
import { zoomOfScale } from './to-maplibre.ts';

const ALL = [...CORE_STYLES, answerStyle, uploadedStyle('reseau', 'Réseau')];
const compile = (theme: 'light' | 'dark', language: 'fr' | 'ar' | 'en') => ALL.flatMap((style) => toMapLibre(style, { theme, language, latitude: 36.8 }));

describe('the style of the map', () => {
  test.each([['light', 'fr'], ['dark', 'ar'], ['light', 'en']] as const)('compiles to layers MapLibre accepts (%s, %s)', (theme, language) => {
    const layers = compile(theme, language);
    const sources = Object.fromEntries(ALL.map((style) => [style.layer, { type: 'vector', tiles: ['https://tiles.test/{z}/{x}/{y}'] }]));
    const errors = validateStyleMin({ version: 8, sources, layers } as unknown as Parameters<typeof validateStyleMin>[0]);
    // Without a `glyphs` address the map draws text with the fonts of the reader's machine.
    expect(errors.map((error) => error.message).filter((message) => !message.includes('glyphs'))).toEqual([]);
    expect(new Set(layers.map((layer) => layer.id)).size).toBe(layers.length);
  });
  test('every picture a layer names is given', () => {
    const ids = new Set(imagesOf(ALL, 'light').map((image) => image.id));
    const named = [...JSON.stringify(compile('light', 'fr')).matchAll(/"((?:hatch|dots|cross)-[a-z]+-light)"/g)].map((found) => found[1]);
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(ids).toContain(id);
    for (const image of imagesOf(ALL, 'dark')) expect(image.data).toHaveLength(image.width * image.height * 4);
  });
  test.each([['ar', { label: 'Médina', label_ar: 'المدينة' }, 'المدينة'], ['ar', { label: 'Bab Souika' }, 'Bab Souika'], ['fr', { label: 'Médina', label_ar: 'المدينة' }, 'Médina'], ['en', { label: 'Médina', label_ar: 'المدينة' }, 'Médina']] as const)(
    'in %s a zone %j is called %s on the map', (language, properties, name) => {
      const [layer] = compile('light', language).filter(({ id }) => id.startsWith('zones') && id.endsWith('label')) as { layout: Record<string, unknown> }[];
      const read = expression.createExpression(layer?.layout['text-field'], 'layers[0].layout.text-field');
      if (read.result === 'error') throw new Error('no expression');
      expect(read.value.evaluate({ zoom: 15 }, { type: 'Polygon', properties } as never)).toBe(name);
    });
  test('both themes have every colour', () => { expect(Object.keys(DARK).sort()).toEqual(Object.keys(LIGHT).sort()); });
  test('hue says the domain and pattern the title; what nobody recorded is drawn as without document', () => {
    expect(ruleFor(assetsStyle, { domain_class: 'prive_affecte', title_state: 'requisition' })?.id).toBe('private.requisition');
    expect(ruleFor(assetsStyle, { domain_class: 'public_naturel', title_state: null })?.id).toBe('public.sans_document');
    expect(ruleFor(assetsStyle, {})?.id).toBe('undetermined.sans_document');
    expect(ruleFor(assetsStyle, { domain_class: 'a class to come', title_state: 'titre_foncier' })?.id).toBe('undetermined.other');
  });
  test('every text is there in the three languages', () => {
    for (const style of ALL) for (const text of [style.title, ...style.rules.map((rule) => rule.text)]) for (const language of ['fr', 'ar', 'en'] as const) expect(text[language].length).toBeGreaterThan(0);
  });
  test('a scale is a zoom by latitude: the vectors of the domain study', () => {
    expect(zoomOfScale(1000, 36.7969)).toBeCloseTo(17.8538, 3);
    expect(zoomOfScale(5000, 31.6242)).toBeCloseTo(15.6205, 3);
    expect(zoomOfScale(1000, 6.3703)).toBeCloseTo(18.1655, 3);
  });
  test('an uploaded layer shows its own title', () => { expect(styleOf('reseau', 'Réseau d’eau').title.ar).toBe('Réseau d’eau'); });
});
