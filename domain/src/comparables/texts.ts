import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: { 'comparables.unplaced': 'Ce bien n’a pas d’emprise : dessinez-la, ou donnez un point.', 'comparables.unknown_property': 'Aucun bien du registre ne porte le code {property}.' },
  ar: { 'comparables.unplaced': 'ليس لهذا الملك رسم: ارسمه أو أدخل نقطة.', 'comparables.unknown_property': 'لا يوجد ملك في السجل يحمل الرمز {property}.' },
  en: { 'comparables.unplaced': 'This property has no drawing: draw it, or give a point.', 'comparables.unknown_property': 'No property of the register has the code {property}.' },
} as const satisfies Texts;
