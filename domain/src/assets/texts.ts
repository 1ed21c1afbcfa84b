import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'assets.no_such_parcel': 'Aucune parcelle ne porte la référence « {reference} ». Vérifiez-la, ou placez le bien d’un clic sur la carte.',
    'assets.several_parcels': 'Plusieurs parcelles portent la référence « {reference} ». Placez le bien d’un clic sur la bonne parcelle.',
  },
  ar: {
    'assets.no_such_parcel': 'لا توجد قطعة بالمرجع «{reference}». تحقّق منه أو حدّد موقع الملك بنقرة على الخريطة.',
    'assets.several_parcels': 'تحمل عدة قطع المرجع «{reference}». حدّد موقع الملك بنقرة على القطعة الصحيحة.',
  },
  en: {
    'assets.no_such_parcel': 'No parcel carries the reference “{reference}”. Check it, or place the property with a click on the map.',
    'assets.several_parcels': 'Several parcels carry the reference “{reference}”. Place the property with a click on the right one.',
  },
} as const satisfies Texts;
