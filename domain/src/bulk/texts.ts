import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: { 'bulk.too_many': '{rows} biens : plus que les {limit} d’une modification groupée. Restreignez le filtre.', 'bulk.one_number': 'Un numéro d’inventaire ne se donne qu’à un bien : retirez ce champ de la modification groupée.' },
  ar: { 'bulk.too_many': '{rows} من الأملاك: أكثر من حد التعديل الجماعي وهو {limit}. ضيّق التصفية.', 'bulk.one_number': 'لا يُعطى رقم الجرد إلا لملك واحد: أزل هذا الحقل من التعديل الجماعي.' },
  en: { 'bulk.too_many': '{rows} properties: more than the {limit} of a bulk change. Narrow the filter.', 'bulk.one_number': 'An inventory number is given to one property alone: take this field out of the bulk change.' },
} as const satisfies Texts;
