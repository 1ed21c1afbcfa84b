import type { Fill, LayerStyle, Line, MapSymbol, Pattern, Rule, Texts } from './model.ts';
import type { Token } from './tokens.ts';

type Group = 'public' | 'private' | 'undetermined';

/** Hue: the domain. Bodies other than the commune share the grey, since neither regime of its own applies to them. */
export const DOMAIN_GROUPS: readonly { id: Group; text: Texts; classes: readonly (string | null)[] }[] = [
  { id: 'public', text: { fr: 'Domaine public', ar: 'الملك العمومي', en: 'Public domain' }, classes: ['public_naturel', 'public_artificiel', 'public_par_affectation'] },
  { id: 'private', text: { fr: 'Domaine privé', ar: 'الملك الخاص', en: 'Private domain' }, classes: ['prive_affecte', 'prive_patrimonial'] },
  { id: 'undetermined', text: { fr: 'Indéterminé, tiers', ar: 'غير محدد أو للغير', en: 'Undetermined, other' }, classes: ['indetermine', 'etat_mis_a_disposition', 'tiers_occupe_par_commune', null] },
];

/** Pattern: the title. A state nobody has recorded looks like no document, and the words say both. */
export const TITLE_STATES: readonly { id: string; pattern: Pattern; text: Texts; states: readonly (string | null)[] }[] = [
  { id: 'titre_foncier', pattern: 'plain', text: { fr: 'Titre', ar: 'رسم', en: 'Title' }, states: ['titre_foncier'] },
  { id: 'requisition', pattern: 'hatch', text: { fr: 'Réquis.', ar: 'مطلب', en: 'Applied' }, states: ['requisition'] },
  { id: 'non_immatricule', pattern: 'dots', text: { fr: 'Non imm.', ar: 'غير مسجل', en: 'Unreg.' }, states: ['non_immatricule'] },
  { id: 'sans_document', pattern: 'empty', text: { fr: 'Sans doc.', ar: 'دون وثيقة', en: 'No doc.' }, states: ['sans_document', null] },
];

export const fillOf = (group: Group, pattern: Pattern): Fill => ({ pattern, colour: `${group}-fill` as Token, ink: group, opacity: pattern === 'plain' ? 0.92 : 1 });

function symbol(group: Group, pattern: Pattern): MapSymbol {
  const line: Line = pattern === 'empty' ? { colour: group, width: 1.2, dash: [4, 2.5] } : { colour: group, width: 1.2 };
  return {
    fill: fillOf(group, pattern), line,
    mark: { radius: 4.5, fill: pattern === 'plain' ? `${group}-fill` as Token : 'paper', edge: group, edgeWidth: 1.4 },
  };
}

const rules: Rule[] = DOMAIN_GROUPS.flatMap((group) => TITLE_STATES.map((title) => ({
  id: `${group.id}.${title.id}`,
  when: [{ field: 'domain_class', in: group.classes }, { field: 'title_state', in: title.states }],
  symbol: symbol(group.id, title.pattern),
  text: { fr: `${group.text.fr}, ${title.text.fr}`, ar: `${group.text.ar}، ${title.text.ar}`, en: `${group.text.en}, ${title.text.en}` },
})));

/** The commune's properties by legal status: domain by hue, title by pattern. */
export const assetsStyle: LayerStyle = {
  layer: 'assets',
  title: { fr: 'Biens communaux', ar: 'الأملاك البلدية', en: 'Municipal property' },
  fields: ['domain_class', 'title_state', 'name', 'name_ar'],
  rules: [...rules, {
    // A class this version does not know is still drawn, as undetermined.
    id: 'undetermined.other', when: [], symbol: symbol('undetermined', 'empty'),
    text: { fr: 'Autre', ar: 'آخر', en: 'Other' },
  }],
  label: { field: { fr: 'name', ar: 'name_ar' }, colour: 'ink', size: 10, fromScale: 2500 },
  cells: { colour: 'public', countField: 'n', fromScale: 60000, text: { fr: 'nombre de biens', ar: 'عدد الأملاك', en: 'number of properties' } },
  matrix: { rows: DOMAIN_GROUPS.map(({ id, text }) => ({ id, text })), columns: TITLE_STATES.map(({ id, text }) => ({ id, text })) },
};
