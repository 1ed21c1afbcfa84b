import type { Language } from '../shared/texts.ts';

type Other = Exclude<Language, 'fr'>;
/** What a town is to confirm of a template, in the other two languages. Numbers, years and names stand as they are. */
const SENTENCES: Record<string, Record<Other, string>> = {
  'par chambre ou par personne : la ville confirme': { ar: 'حسب الغرفة أو حسب الشخص: تؤكده المدينة', en: 'per room or per person: the city confirms' },
  'la pénalité ne porte pas sur les frais d’immatriculation': { ar: 'لا تشمل الخطية مصاريف التسجيل', en: 'the penalty does not bear on the registration fee' },
  'date d’effet (source du 5 janvier 2026)': { ar: 'تاريخ السريان (مصدر بتاريخ 5 جانفي 2026)', en: 'date of effect (source of 5 January 2026)' },
  'Yamoussoukro : 500 F, hors commune : 300 F, adaptez le montant': { ar: 'ياموسوكرو: 500 فرنك، خارج البلدية: 300 فرنك، عدّلوا المبلغ', en: 'Yamoussoukro: 500 F, outside the commune: 300 F, adapt the amount' },
  'vendeurs d’au plus 500 000 $ de ventes par an exonérés depuis le 1er juillet 2023 : ajoutez le seuil « chiffre d’affaires » si les déclarations le portent': { ar: 'الباعة الذين لا تتجاوز مبيعاتهم 500 000 $ في السنة معفون منذ 1 جويلية 2023: أضيفوا عتبة «رقم المعاملات» إن ذكرته التصاريح', en: 'sellers of at most $500,000 a year are exempt since 1 July 2023: add the threshold “turnover” where returns state it' },
  'seuil de chiffre d’affaires du vendeur, s’il y en a un': { ar: 'عتبة رقم معاملات البائع، إن وُجدت', en: 'the seller’s threshold of turnover, if there is one' },
  'annulée par le tribunal le 19 juillet 2024 : modèle de calcul seulement': { ar: 'ألغتها المحكمة في 19 جويلية 2024: نموذج حساب فقط', en: 'struck down by the court on 19 July 2024: a model of the computation only' },
  'tarif et parts de Paris : une autre ville met les siens': { ar: 'تعريفة باريس وحصصها: تضع كل مدينة ما يخصها', en: 'tariff and shares of Paris: another city puts its own' },
  'taux voté par la commune': { ar: 'نسبة تصوت عليها البلدية', en: 'rate voted by the commune' },
  'plafond de 2019 : le plus bas du tarif le plus élevé adopté et du plafond des 4 étoiles': { ar: 'سقف 2019: الأدنى بين أعلى تعريفة معتمدة وسقف 4 نجوم', en: 'cap of 2019: the lower of the highest tariff adopted and the cap of 4 stars' },
  'taux voté par le conseil (1 à 5 %)': { ar: 'نسبة يصوت عليها المجلس (من 1 إلى 5 %)', en: 'rate voted by the council (1 to 5 %)' },
  'abattement voté (10 à 80 %)': { ar: 'طرح مصوت عليه (من 10 إلى 80 %)', en: 'abatement voted (10 to 80 %)' },
  'exonération des moins de 12 ans': { ar: 'إعفاء من هم دون 12 سنة', en: 'exemption under the age of 12' },
  'déclaration trimestrielle et majoration de 15 %': { ar: 'تصريح كل ثلاثية وزيادة بنسبة 15 %', en: 'quarterly return and surcharge of 15 %' },
  'majoration appliquée à toute la flotte': { ar: 'زيادة تطبق على كامل الأسطول', en: 'surcharge applied to the whole fleet' },
  'exemple d’une norme : montants, dates et zones sont ceux de la ville': { ar: 'مثال لقاعدة: المبالغ والتواريخ والمناطق هي ما تضعه المدينة', en: 'example of a norm: amounts, dates and zones are the city’s' },
  'tarif d’une autre ville, comme modèle : la vôtre vote le sien': { ar: 'تعريفة مدينة أخرى، كنموذج: تصوت مدينتكم على تعريفتها', en: 'another city’s tariff, as a model: yours votes its own' },
  'source secondaire': { ar: 'مصدر ثانوي', en: 'secondary source' },
  'exonérations et jour limite': { ar: 'الإعفاءات وآخر أجل', en: 'exemptions and last day' },
  'contrats d’avant le 1er janvier 2024 : l’ancien tarif reste dû, ajoutez-le s’il s’en présente': { ar: 'عقود ما قبل 1 جانفي 2024: تبقى التعريفة القديمة مستحقة، أضيفوها إن وُجدت', en: 'contracts from before 1 January 2024: the former tariff stays due, add it if there are any' },
  'jour limite de la déclaration (28) et pénalités, qui sont celles de la retenue à la source': { ar: 'آخر أجل للتصريح (28) والخطايا، وهي خطايا الخصم من المورد', en: 'last day of the return (28) and penalties, which are those of the withholding tax' },
  'taux de 2 % lu dans une source secondaire': { ar: 'نسبة 2 % مأخوذة من مصدر ثانوي', en: 'rate of 2 % read in a secondary source' },
  'emploi actuel par les communes': { ar: 'مدى تطبيق البلديات له حاليا', en: 'present use by communes' },
};

type Told = (...found: string[]) => string;
/** Sentences that differ by their numbers alone. */
const PATTERNS: readonly (readonly [RegExp, Record<Other, Told>])[] = [
  [/^tarif voté par le conseil, entre ([\d,]+) et ([\d,]+) (€|DH)(?: \(fourchette de (\d{4})( lue dans une source secondaire)?\))?$/, {
    ar: (low = '', high = '', money = '', year, second) => `تعريفة يصوت عليها المجلس، بين ${low} و${high} ${money}${year ? ` (مجال ${year}${second ? '، من مصدر ثانوي' : ''})` : ''}`,
    en: (low = '', high = '', money = '', year, second) => `tariff voted by the council, between ${low.replace(',', '.')} and ${high.replace(',', '.')} ${money}${year ? ` (range of ${year}${second ? ', read in a secondary source' : ''})` : ''}`,
  }],
  [/^tarif voté par le conseil \(([\d,]+) à ([\d,]+) € selon le classement\)$/, {
    ar: (low = '', high = '') => `تعريفة يصوت عليها المجلس (من ${low} إلى ${high} € حسب التصنيف)`,
    en: (low = '', high = '') => `tariff voted by the council (${low.replace(',', '.')} to ${high.replace(',', '.')} € by class)`,
  }],
  [/^plafond : tarif le plus élevé adopté par le conseil, ici le plafond légal des palaces en (\d{4})$/, {
    ar: (year = '') => `السقف: أعلى تعريفة اعتمدها المجلس، وهنا السقف القانوني للفنادق الفاخرة سنة ${year}`,
    en: (year = '') => `cap: the highest tariff the council adopted, here the legal cap of palaces in ${year}`,
  }],
];

/** What a template asks a town to confirm, in the reader's language; the French sentence where nobody has translated it. */
export function toConfirmIn(language: Language, french: string): string {
  if (language === 'fr') return french;
  const said = SENTENCES[french]?.[language];
  if (said !== undefined) return said;
  for (const [pattern, told] of PATTERNS) {
    const found = pattern.exec(french);
    if (found) return told[language](...found.slice(1));
  }
  return french;
}
