import type { LayerStyle, Pattern, Rule, Texts } from './model.ts';
import type { Token } from './tokens.ts';

/** Hue: what lies over what; a title touched is a loss to somebody, hence the red. */
export const CONFLICT_HUES: readonly { kind: string; ink: Token; text: Texts }[] = [
  { kind: 'T-T', ink: 'untitled', text: { fr: 'titre sur titre', ar: 'رسم على رسم', en: 'title over title' } },
  { kind: 'R-T', ink: 'listing', text: { fr: 'réquisition sur titre', ar: 'مطلب على رسم', en: 'application over title' } },
  { kind: 'R-R', ink: 'private', text: { fr: 'réquisition sur réquisition', ar: 'مطلب على مطلب', en: 'application over application' } },
  { kind: 'N-T', ink: 'own', text: { fr: 'non immatriculé sur titre', ar: 'غير مسجل على رسم', en: 'unregistered over title' } },
  { kind: 'N-R', ink: 'let', text: { fr: 'non immatriculé sur réquisition', ar: 'غير مسجل على مطلب', en: 'unregistered over application' } },
  { kind: 'repeat', ink: 'undetermined', text: { fr: 'référence en double', ar: 'مرجع مكرر', en: 'reference used twice' } },
];
/** Pattern: what was decided; what waits for a decision is crossed, what is settled is empty. */
export const CONFLICT_PATTERNS: readonly { state: string; pattern: Pattern; text: Texts }[] = [
  { state: 'open', pattern: 'cross', text: { fr: 'à examiner', ar: 'للفحص', en: 'to examine' } },
  { state: 'real', pattern: 'plain', text: { fr: 'conflit réel', ar: 'نزاع فعلي', en: 'real conflict' } },
  { state: 'drawing', pattern: 'dots', text: { fr: 'défaut de dessin', ar: 'خطأ في الرسم', en: 'drawing fault' } },
  { state: 'resolved', pattern: 'empty', text: { fr: 'réglé', ar: 'مسوّى', en: 'resolved' } },
];

const both = (a: Texts, b: Texts): Texts => ({ fr: `${a.fr}, ${b.fr}`, ar: `${a.ar}، ${b.ar}`, en: `${a.en}, ${b.en}` });
const rules: Rule[] = CONFLICT_HUES.flatMap((k) => CONFLICT_PATTERNS.map((s): Rule => ({
  id: `${k.kind}.${s.state}`, when: [{ field: 'kind', in: [k.kind] }, { field: 'state', in: [s.state] }],
  symbol: {
    fill: { pattern: s.pattern, colour: k.ink, ink: k.ink, opacity: s.pattern === 'plain' ? 0.6 : 1 }, line: { colour: k.ink, width: s.state === 'open' ? 2.2 : 1.6, ...(s.pattern === 'empty' ? { dash: [4, 2.5] } : {}) },
    mark: { radius: 5.5, fill: s.pattern === 'empty' ? 'paper' : k.ink, edge: k.ink, edgeWidth: s.state === 'open' ? 2.4 : 1.4 },
  },
  text: both(k.text, s.text),
})));

/** Ground that two parcels claim, and parcels that bear one reference: every conflict of titles at once. Features carry `kind` and `state`. */
export const conflictsStyle: LayerStyle = {
  layer: 'conflicts', title: { fr: 'Conflits de titres', ar: 'نزاعات الرسوم', en: 'Conflicts of titles' }, fields: ['kind', 'state'], rules,
};
