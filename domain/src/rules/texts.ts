import type { Texts } from '../shared/texts.ts';

/** Why a rule cannot be written or published, and the mend. */
export const texts = {
  fr: {
    'rules.published': 'Cette version est publiée : elle ne change plus. Ouvrez une nouvelle version.', 'rules.is_a_bill': 'Ce texte n’est qu’un projet : il n’oblige personne. Mettez la loi ou la délibération adoptée.', 'rules.no_first_day': 'La règle n’a pas de premier jour. Indiquez la date d’effet du texte.',
    'rules.not_verified': 'Personne n’a vérifié la règle {key} sur le texte. Faites-la vérifier avant de la publier.', 'rules.out_of_band': 'La règle {key} demande un montant hors de ce que la loi permet au conseil. Corrigez le tarif, ou la fourchette légale.', 'rules.overlap': 'Deux versions de la règle {key} vaudraient le même jour. Fermez l’une au premier jour de l’autre.', 'rules.no_example': 'Aucun exemple n’éprouve la taxe {tax}. Ajoutez un cas calculé à la main, avec sa source.',
    'rules.example_fails': 'L’exemple {id} attend {expected} et donne {found}. Corrigez la règle ou l’exemple avant de publier.', 'rules.currency': 'La règle est en {found}, la commune en {currency}. Adaptez le tarif.', 'rules.bad_close': 'La fin doit venir après le premier jour de la règle et avant sa fin.', 'rules.no_pack': 'Ce modèle n’existe pas. Choisissez-en un du catalogue.', 'rules.nothing': 'Aucune règle à emporter pour cette taxe.',
  },
  ar: {
    'rules.published': 'هذه النسخة منشورة ولا تتغيّر. افتح نسخة جديدة.', 'rules.is_a_bill': 'هذا النص مجرد مشروع لا يُلزم أحدا. ضع القانون أو المداولة المصادق عليها.', 'rules.no_first_day': 'ليس للقاعدة يوم بداية. اذكر تاريخ نفاذ النص.',
    'rules.not_verified': 'لم يتحقق أحد من القاعدة {key} على النص. اطلب التحقق منها قبل نشرها.', 'rules.out_of_band': 'تطلب القاعدة {key} مبلغا خارج ما يسمح به القانون للمجلس. صحّح التعريفة أو المجال القانوني.', 'rules.overlap': 'ستسري نسختان من القاعدة {key} في اليوم نفسه. أغلق إحداهما في أول يوم من الأخرى.', 'rules.no_example': 'لا مثال يختبر المعلوم {tax}. أضف حالة محسوبة باليد مع مصدرها.',
    'rules.example_fails': 'المثال {id} ينتظر {expected} ويعطي {found}. صحّح القاعدة أو المثال قبل النشر.', 'rules.currency': 'القاعدة بعملة {found} والبلدية بعملة {currency}. لائم التعريفة.', 'rules.bad_close': 'يجب أن تكون النهاية بعد أول يوم من القاعدة وقبل نهايتها.', 'rules.no_pack': 'هذا النموذج غير موجود. اختر واحدا من الفهرس.', 'rules.nothing': 'لا قاعدة تُنقل لهذا المعلوم.',
  },
  en: {
    'rules.published': 'This version is published and changes no more. Open a new version.', 'rules.is_a_bill': 'This text is only a bill: it binds nobody. Enter the law or the decision adopted.', 'rules.no_first_day': 'The rule has no first day. Give the day the text takes effect.',
    'rules.not_verified': 'Nobody has verified the rule {key} against the text. Have it verified before publishing.', 'rules.out_of_band': 'The rule {key} asks an amount outside what the law lets the council set. Correct the tariff, or the legal band.', 'rules.overlap': 'Two versions of the rule {key} would hold on one day. Close one on the first day of the other.', 'rules.no_example': 'No example tries the tax {tax}. Add a case computed by hand, with its source.',
    'rules.example_fails': 'The example {id} expects {expected} and gives {found}. Correct the rule or the example before publishing.', 'rules.currency': 'The rule is in {found}, the commune in {currency}. Adapt the tariff.', 'rules.bad_close': 'The end must come after the rule’s first day and before its end.', 'rules.no_pack': 'There is no such template. Choose one of the catalogue.', 'rules.nothing': 'There is no rule to take for this tax.',
  },
} as const satisfies Texts;
