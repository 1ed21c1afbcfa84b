import { z } from 'zod';
import { Day } from '../shared/day.ts';

/** Use of the premises as the rules tell it: dwellings on one side, professional, commercial, industrial and craft premises on the other. */
export const RULE_USES = ['dwelling', 'business', 'other'] as const;
export type RuleUse = (typeof RULE_USES)[number];

/** A sentence in the reader's languages. */
const Told = z.object({ fr: z.string(), ar: z.string(), en: z.string() });
const source = z.object({ law: z.string(), article: z.string().nullable(), url: z.string().nullable(), readOn: Day.nullable() });
/**
 * A dated rule of revision. `basisPoints` are hundredths of a percent. What nobody has confirmed for the commune is named in `toConfirm`; such a rule
 * simulates and proposes, and the screen says so.
 */
export const RevisionRule = z.object({
  code: z.string().regex(/^[a-z0-9-]{3,60}$/), country: z.string().regex(/^[A-Z]{2}$/), title: Told,
  from: Day, to: Day.nullable(), uses: z.array(z.enum(RULE_USES)).min(1),
  kind: z.enum(['ceiling', 'index', 'agreement']),
  /** Months that must have gone by since the contract, and since the last revision. */
  monthsFromContract: z.number().int().min(0), monthsBetween: z.number().int().min(0),
  /** The most a revision may raise, in basis points; null where the rule is an index or an agreement. */
  ceilingBp: z.number().int().min(0).max(100_000).nullable(),
  /** An exception a court may grant: rent of a month at or under this many minor units, up to so many basis points. */
  court: z.object({ currency: z.string(), atMostMonthly: z.string().regex(/^\d+$/), ceilingBp: z.number().int() }).nullable(),
  /** The series of index values the commune enters (IRL, ILC). */
  index: z.string().nullable(),
  /** The new rent holds from the first period that begins at least so many months after the letter. */
  noticeMonths: z.number().int().min(0).max(24),
  sources: z.array(source).min(1), toConfirm: z.array(Told),
}).meta({ id: 'RevisionRule' });
export type RevisionRule = z.output<typeof RevisionRule>;

const MA_0703 = { law: 'Loi n° 07-03 relative à la révision du montant du loyer, B.O. n° 5588 du 20 décembre 2007', article: 'articles 2 et suivants', url: 'https://adala.justice.gov.ma/reference/html/Fr/152279.htm', readOn: '2026-11-22' };
const MA_6712 = { law: 'Loi n° 67-12 (habitation et usage professionnel) : mêmes délai et taux', article: 'articles 31 à 38', url: 'https://o-maroc.com/loi-67-12-rapports-proprietaires-locataires-version-francaise', readOn: null };
const communal = { fr: 'Applicabilité de la loi aux locaux communaux : à confirmer par un juriste.', ar: 'انطباق القانون على محلات البلدية: يؤكده رجل قانون.', en: 'Whether the law covers municipal premises: for a lawyer to confirm.' };
const maroc = [communal,
  { fr: 'Date retenue : celle de la publication au Bulletin officiel.', ar: 'التاريخ المعتمد: تاريخ النشر في الجريدة الرسمية.', en: 'Date taken: that of publication in the Bulletin officiel.' },
  { fr: 'Date d’effet d’une hausse fixée par le juge : celle de la demande, à confirmer.', ar: 'تاريخ سريان زيادة يحددها القاضي: تاريخ الطلب، للتأكيد.', en: 'Date of effect of a rise set by the court: that of the claim, to be confirmed.' },
];

/** Templates by country: data a commune starts from, each to be confirmed. Dates of entry into force are those of the source. */
export const RULE_TEMPLATES: readonly RevisionRule[] = [
  {
    code: 'ma-0703-dwelling', country: 'MA', from: '2007-12-20', to: null, uses: ['dwelling'], kind: 'ceiling', monthsFromContract: 36, monthsBetween: 36, ceilingBp: 800, index: null, noticeMonths: 0,
    court: { currency: 'MAD', atMostMonthly: '40000', ceilingBp: 5000 },
    title: { fr: 'Maroc, loi 07-03 : habitation, 8 % tous les trois ans', ar: 'المغرب، القانون 07-03: السكن، 8% كل ثلاث سنوات', en: 'Morocco, law 07-03: dwellings, 8 % every three years' },
    sources: [MA_0703, MA_6712], toConfirm: [...maroc,
      { fr: 'Depuis la loi 67-12, les baux d’habitation relèvent de celle-ci ; le délai et le taux sont les mêmes. La lettre cite les deux.', ar: 'منذ القانون 67-12 تخضع أكرية السكن له؛ الأجل والنسبة هما نفسهما. وتذكر الرسالة القانونين.', en: 'Since law 67-12 leases of dwellings fall under it; the interval and the rate are the same. The letter cites both.' },
    ],
  },
  {
    code: 'ma-0703-business', country: 'MA', from: '2007-12-20', to: null, uses: ['business'], kind: 'ceiling', monthsFromContract: 36, monthsBetween: 36, ceilingBp: 1000, index: null, noticeMonths: 0,
    court: { currency: 'MAD', atMostMonthly: '40000', ceilingBp: 5000 },
    title: { fr: 'Maroc, loi 07-03 : professionnel, commercial, industriel, artisanal, 10 % tous les trois ans', ar: 'المغرب، القانون 07-03: المهني والتجاري والصناعي والحرفي، 10% كل ثلاث سنوات', en: 'Morocco, law 07-03: professional, commercial, industrial and craft premises, 10 % every three years' },
    sources: [MA_0703, MA_6712], toConfirm: [...maroc,
      { fr: 'Locaux professionnels : loi 67-12, même délai et même taux.', ar: 'المحلات المهنية: القانون 67-12، الأجل والنسبة نفسهما.', en: 'Professional premises: law 67-12, same interval and same rate.' },
    ],
  },
  {
    code: 'tn-commercial', country: 'TN', from: '1977-05-25', to: null, uses: ['business'], kind: 'agreement', monthsFromContract: 36, monthsBetween: 36, ceilingBp: null, court: null, index: null, noticeMonths: 0,
    title: { fr: 'Tunisie, baux commerciaux : révision triennale à la valeur locative équitable', ar: 'تونس، الأكرية التجارية: مراجعة كل ثلاث سنوات حسب القيمة الكرائية العادلة', en: 'Tunisia, commercial leases: every three years, to the fair rental value' },
    sources: [{ law: 'Loi n° 77-37 du 25 mai 1977 réglant les rapports entre bailleurs et locataires des locaux à usage commercial, industriel ou artisanal', article: 'articles 22 et 24', url: 'https://bmedwadiee.blogspot.com/2013/10/', readOn: '2026-11-22' }],
    toConfirm: [
      { fr: 'Lu dans un commentaire, non dans le Journal officiel.', ar: 'قُرئ في تعليق، لا في الرائد الرسمي.', en: 'Read in a commentary, not in the official gazette.' },
      { fr: 'Article 24 : demande par huissier-notaire ; à défaut d’accord dans les trois mois, le président du tribunal.', ar: 'الفصل 24: طلب بواسطة عدل منفذ؛ وعند عدم الاتفاق خلال ثلاثة أشهر، رئيس المحكمة.', en: 'Article 24: claim served by a bailiff; without agreement within three months, the president of the court.' },
      { fr: 'Intervalle de trois ans et date d’effet : à confirmer par un juriste.', ar: 'مدة ثلاث سنوات وتاريخ السريان: يؤكدهما رجل قانون.', en: 'Interval of three years and date of effect: for a lawyer to confirm.' }, communal,
    ],
  },
  {
    code: 'tn-dwelling', country: 'TN', from: '1976-02-18', to: null, uses: ['dwelling', 'other'], kind: 'agreement', monthsFromContract: 36, monthsBetween: 36, ceilingBp: null, court: null, index: null, noticeMonths: 0,
    title: { fr: 'Tunisie, habitation et autres : révision selon le contrat ou la délibération', ar: 'تونس، السكن وغيره: المراجعة حسب العقد أو المداولة', en: 'Tunisia, dwellings and others: as the contract or the council says' },
    sources: [{ law: 'Loi n° 76-35 du 18 février 1976 réglant les rapports entre bailleurs et locataires de locaux à usage d’habitation', article: null, url: null, readOn: null }, { law: 'Contrat et délibération du conseil municipal', article: null, url: null, readOn: null }],
    toConfirm: [
      { fr: 'Modèle de départ : intervalle et plafond à fixer par la commune ; une hausse annuelle convenue s’écrit comme clause du contrat.', ar: 'نموذج للبدء: تحدد البلدية المدة والسقف؛ والزيادة السنوية المتفق عليها تُكتب شرطًا في العقد.', en: 'A model to start from: the commune sets interval and ceiling; a yearly rise that was agreed is written as a clause of the contract.' },
      { fr: 'Une proposition de loi de 2026 plafonnerait la hausse : à suivre.', ar: 'مقترح قانون لسنة 2026 قد يضع سقفًا للزيادة: للمتابعة.', en: 'A bill of 2026 would cap the rise: to be followed.' },
    ],
  },
  {
    code: 'fr-irl', country: 'FR', from: '2008-02-10', to: null, uses: ['dwelling'], kind: 'index', monthsFromContract: 12, monthsBetween: 12, ceilingBp: null, court: null, index: 'IRL', noticeMonths: 0,
    title: { fr: 'France, habitation : indice de référence des loyers, une fois l’an', ar: 'فرنسا، السكن: مؤشر مرجعي للأكرية، مرة في السنة', en: 'France, dwellings: rent reference index, once a year' },
    sources: [{ law: 'Loi n° 89-462 du 6 juillet 1989', article: '17-1', url: null, readOn: null }],
    toConfirm: [
      { fr: 'Trimestre de référence : celui du contrat ; saisir chaque valeur à la date de sa publication.', ar: 'الثلاثية المرجعية: ثلاثية العقد؛ تُدخل كل قيمة بتاريخ نشرها.', en: 'Quarter of reference: the contract’s; enter each value at its day of publication.' },
      { fr: 'Révision non demandée dans l’année de sa date : réputée abandonnée pour l’année écoulée.', ar: 'مراجعة لم تُطلب خلال سنة من تاريخها: تُعدّ متروكة للسنة المنقضية.', en: 'A revision not claimed within a year of its date is deemed given up for the year gone by.' },
      { fr: 'Bouclier loyer et zones particulières : à saisir par la commune.', ar: 'سقف الأكرية الاستثنائي والمناطق الخاصة: تُدخلها البلدية.', en: 'Rent shield and special zones: for the commune to enter.' },
    ],
  },
  {
    code: 'fr-ilc', country: 'FR', from: '2014-09-01', to: null, uses: ['business'], kind: 'index', monthsFromContract: 36, monthsBetween: 36, ceilingBp: null, court: null, index: 'ILC', noticeMonths: 0,
    title: { fr: 'France, baux commerciaux : révision triennale, plafonnée à l’indice des loyers commerciaux', ar: 'فرنسا، الأكرية التجارية: مراجعة كل ثلاث سنوات في حدود مؤشر الأكرية التجارية', en: 'France, commercial leases: every three years, at most by the commercial rent index' },
    sources: [{ law: 'Code de commerce', article: 'L145-37 à L145-39', url: 'https://brumaire-avocats.fr/?p=989217', readOn: '2026-11-22' }],
    // The tenth a year of the same article smooths a rent set free of the index; the revision by the index is not held by it.
    toConfirm: [
      { fr: 'Bureaux et professions libérales : indice ILAT au lieu de l’ILC.', ar: 'المكاتب والمهن الحرة: مؤشر ILAT بدل ILC.', en: 'Offices and liberal professions: index ILAT instead of ILC.' },
      { fr: 'Facteurs locaux de commercialité changés (plus de 10 % de la valeur locative) : le juge fixe la valeur locative, étalée à 10 % par an.', ar: 'تغيّر العوامل التجارية المحلية (أكثر من 10 % من القيمة الكرائية): يحدد القاضي القيمة الكرائية، موزعة بنسبة 10 % في السنة.', en: 'Local trading factors changed (over 10 % of the rental value): the court sets the rental value, spread at 10 % a year.' },
      { fr: 'Petites et moyennes entreprises : variation annuelle de l’indice limitée à 3,5 % du 2e trimestre 2022 au 1er trimestre 2023.', ar: 'المؤسسات الصغرى والمتوسطة: تغيّر المؤشر السنوي محدود بنسبة 3,5 % من الثلاثية الثانية 2022 إلى الثلاثية الأولى 2023.', en: 'Small and medium enterprises: yearly change of the index capped at 3.5 % from the 2nd quarter of 2022 to the 1st of 2023.' },
      { fr: 'Clause d’échelle mobile (L145-39) : à écrire comme clause du contrat.', ar: 'شرط السلم المتحرك (L145-39): يُكتب شرطًا في العقد.', en: 'Sliding-scale clause (L145-39): to be written as a clause of the contract.' },
    ],
  },
];

/** The rule for a use in a country on a day; undefined where none is in force: nothing falls back in silence. */
export const ruleFor = (rules: readonly RevisionRule[], country: string, use: RuleUse, day: Day): RevisionRule | undefined =>
  rules.find((r) => r.country === country && r.uses.includes(use) && r.from <= day && (r.to === null || day < r.to));
