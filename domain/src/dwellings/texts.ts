import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'dwellings.contradiction': 'Cette décision réunirait deux annonces qu’une autre décision tient pour distinctes ({low} et {high}). Rouvrez d’abord cette paire.',
    'dwellings.not_of_dwelling': 'L’annonce choisie n’est pas de ce logement. Choisissez l’une de ses annonces.',
  },
  ar: {
    'dwellings.contradiction': 'هذا القرار يجمع إعلانين يعتبرهما قرار آخر منفصلين ({low} و{high}). أعد فتح ذلك الزوج أولًا.',
    'dwellings.not_of_dwelling': 'الإعلان المختار ليس من هذا المسكن. اختر أحد إعلاناته.',
  },
  en: {
    'dwellings.contradiction': 'This decision would join two listings that another one holds apart ({low} and {high}). Reopen that pair first.',
    'dwellings.not_of_dwelling': 'The listing chosen is not of this dwelling. Choose one of its own.',
  },
} as const satisfies Texts;
