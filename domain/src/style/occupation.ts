import type { LayerStyle, Pattern, Rule, Texts } from './model.ts';
import type { Token } from './tokens.ts';

/** Occupancy by pattern, colour and letter: a word first, the colour after. The order is that of the legend. */
export const OCCUPANCY_LOOKS: readonly { id: string; letter: string; ink: Token; pattern: Pattern; text: Texts }[] = [
  { id: 'own', letter: 'A', ink: 'own', pattern: 'plain', text: { fr: 'Affecté à un service', ar: 'مخصص لمصلحة', en: 'Own use' } },
  { id: 'let', letter: 'L', ink: 'let', pattern: 'hatch', text: { fr: 'Loué', ar: 'مكرى', en: 'Let' } },
  { id: 'permit', letter: 'P', ink: 'permit', pattern: 'dots', text: { fr: 'Autorisé, concédé', ar: 'مرخص أو لزمة', en: 'By permit' } },
  { id: 'free', letter: 'G', ink: 'free', pattern: 'hatch', text: { fr: 'À titre gratuit', ar: 'مجانا', en: 'Free of charge' } },
  { id: 'vacant', letter: 'V', ink: 'vacant', pattern: 'empty', text: { fr: 'Vacant', ar: 'شاغر', en: 'Vacant' } },
  { id: 'without_title', letter: 'S', ink: 'untitled', pattern: 'cross', text: { fr: 'Sans titre', ar: 'دون صفة', en: 'Without title' } },
];

const rules: Rule[] = OCCUPANCY_LOOKS.map(({ id, letter, ink, pattern, text }) => ({
  id, when: [{ field: 'occ', in: [id] }],
  symbol: {
    fill: { pattern, colour: ink, ink, opacity: pattern === 'plain' ? 0.55 : 1 }, line: { colour: ink, width: id === 'without_title' ? 2.6 : 1.3 },
    mark: { radius: id === 'without_title' ? 5.4 : 4.6, fill: pattern === 'empty' ? 'paper' : ink, edge: ink, edgeWidth: id === 'without_title' ? 2 : 1.4 },
  },
  text: { fr: `${letter} · ${text.fr}`, ar: `${letter} · ${text.ar}`, en: `${letter} · ${text.en}` },
}));

/** The commune's properties by occupancy on a day; `occ` is in the tiles when they are asked for a day. What nobody recorded is "not known", never vacant. */
export const occupationStyle: LayerStyle = {
  layer: 'assets',
  title: { fr: 'Biens communaux, par occupation', ar: 'الأملاك البلدية حسب الإشغال', en: 'Municipal property, by occupancy' },
  fields: ['occ', 'name', 'name_ar'],
  rules: [...rules, {
    id: 'unknown', when: [], symbol: { fill: { pattern: 'empty', colour: 'undetermined', ink: 'undetermined', opacity: 0.5 }, line: { colour: 'undetermined', width: 0.9, dash: [2, 2.5] }, mark: { radius: 3, fill: 'paper', edge: 'undetermined', edgeWidth: 1 } },
    text: { fr: 'non renseigné', ar: 'غير معروف', en: 'not recorded' },
  }],
  letter: { field: 'occ', of: Object.fromEntries(OCCUPANCY_LOOKS.map((l) => [l.id, l.letter])), colour: 'ink', size: 12, fromScale: 10_000 },
  label: { field: { fr: 'name', ar: 'name_ar' }, colour: 'ink', size: 10, fromScale: 2500 },
  cells: { colour: 'public', countField: 'n', fromScale: 60000, text: { fr: 'nombre de biens', ar: 'عدد الأملاك', en: 'number of properties' } },
};
