import type { Language } from '../shared/texts.ts';

/** Codes that templates use, as a reader says them. A code that is not here is shown as it is written. */
const WORDS: Record<string, Record<Language, string>> = {
  'hotel-0': { fr: 'hôtel non étoilé', ar: 'نزل دون نجوم', en: 'hotel without star' }, 'hotel-1': { fr: 'hôtel 1 étoile', ar: 'نزل نجمة واحدة', en: '1-star hotel' },
  'hotel-2': { fr: 'hôtel 2 étoiles', ar: 'نزل نجمتين', en: '2-star hotel' }, 'hotel-3': { fr: 'hôtel 3 étoiles', ar: 'نزل 3 نجوم', en: '3-star hotel' },
  'hotel-4': { fr: 'hôtel 4 étoiles', ar: 'نزل 4 نجوم', en: '4-star hotel' }, 'hotel-5': { fr: 'hôtel 5 étoiles', ar: 'نزل 5 نجوم', en: '5-star hotel' },
  furnished: { fr: 'meublé', ar: 'محل مؤثث', en: 'furnished let' }, residence: { fr: 'résidence', ar: 'إقامة سياحية', en: 'residence' }, 'guest-house': { fr: 'maison d’hôtes', ar: 'دار ضيافة', en: 'guest house' },
  'holiday-village': { fr: 'village de vacances', ar: 'قرية عطل', en: 'holiday village' }, 'private-club': { fr: 'club privé', ar: 'نادٍ خاص', en: 'private club' }, motel: { fr: 'motel', ar: 'موتيل', en: 'motel' }, gite: { fr: 'gîte', ar: 'مأوى ريفي', en: 'gîte' },
  congress: { fr: 'palais des congrès', ar: 'قصر المؤتمرات', en: 'congress centre' }, palace: { fr: 'palace', ar: 'قصر فندقي', en: 'palace' }, luxury: { fr: 'hôtel de luxe', ar: 'نزل فاخر', en: 'luxury hotel' }, camping: { fr: 'camping', ar: 'مخيم', en: 'campsite' }, unclassified: { fr: 'non classé', ar: 'غير مصنّف', en: 'unclassified' },
  'furnished-1': { fr: 'meublé 1 étoile', ar: 'محل مؤثث نجمة واحدة', en: '1-star furnished let' }, 'furnished-2': { fr: 'meublé 2 étoiles', ar: 'محل مؤثث نجمتين', en: '2-star furnished let' }, 'furnished-3': { fr: 'meublé 3 étoiles', ar: 'محل مؤثث 3 نجوم', en: '3-star furnished let' },
  'furnished-4': { fr: 'meublé 4 étoiles', ar: 'محل مؤثث 4 نجوم', en: '4-star furnished let' }, 'furnished-5': { fr: 'meublé 5 étoiles', ar: 'محل مؤثث 5 نجوم', en: '5-star furnished let' },
  foreign: { fr: 'étranger', ar: 'أجنبي', en: 'abroad' }, TN: { fr: 'Tunisie', ar: 'تونس', en: 'Tunisia' }, DZ: { fr: 'Algérie', ar: 'الجزائر', en: 'Algeria' }, LY: { fr: 'Libye', ar: 'ليبيا', en: 'Libya' }, MA: { fr: 'Maroc', ar: 'المغرب', en: 'Morocco' }, MR: { fr: 'Mauritanie', ar: 'موريتانيا', en: 'Mauritania' },
  bicycle: { fr: 'vélo', ar: 'دراجة', en: 'bicycle' }, scooter_standing: { fr: 'trottinette', ar: 'دراجة كهربائية واقفة', en: 'stand-up scooter' }, moped_electric: { fr: 'scooter électrique', ar: 'دراجة نارية كهربائية', en: 'electric moped' }, moped: { fr: 'scooter thermique', ar: 'دراجة نارية', en: 'moped' },
  'motorcycle-2': { fr: 'taxi-moto à deux roues', ar: 'دراجة أجرة بعجلتين', en: 'two-wheel moto-taxi' }, 'motorcycle-3': { fr: 'taxi-moto à trois roues', ar: 'دراجة أجرة بثلاث عجلات', en: 'three-wheel moto-taxi' },
  age: { fr: 'âge', ar: 'السن', en: 'age' }, emergency: { fr: 'hébergement d’urgence', ar: 'إيواء استعجالي', en: 'emergency housing' }, seasonal_worker: { fr: 'travailleur saisonnier', ar: 'عامل موسمي', en: 'seasonal worker' },
  departement: { fr: 'part du département', ar: 'حصة المقاطعة', en: 'département' }, 'idf-mobilites': { fr: 'Île-de-France Mobilités', ar: 'Île-de-France Mobilités', en: 'Île-de-France Mobilités' }, 'societe-grand-paris': { fr: 'Société du Grand Paris', ar: 'Société du Grand Paris', en: 'Société du Grand Paris' },
  immatriculation: { fr: 'immatriculation', ar: 'التسجيل', en: 'registration' }, majoration: { fr: 'majoration', ar: 'زيادة', en: 'surcharge' }, retard: { fr: 'retard', ar: 'تأخير', en: 'lateness' }, pick_up_points: { fr: 'points relais', ar: 'نقاط الاستلام', en: 'pick-up points' },
  lodging: { fr: 'hébergement', ar: 'إيواء', en: 'lodging' }, mobility: { fr: 'mobilité', ar: 'تنقّل', en: 'mobility' }, deliveries: { fr: 'livraison', ar: 'توصيل', en: 'deliveries' },
};
/** A code as the reader says it; one that nobody knows stands as it is, kept left to right. */
export const wordOf = (code: string, language: Language): string => WORDS[code]?.[language] ?? `\u2066${code}\u2069`;
