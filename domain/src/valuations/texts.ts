import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'valuations.too_few_comparables': 'La comparaison demande au moins trois références. Ajoutez-en, ou choisissez une autre méthode.',
    'valuations.costs_over_income': 'Les charges dépassent le revenu : aucune valeur ne s’en tire. Vérifiez les montants.',
    'valuations.land_over_gross': 'La part du terrain dépasse la valeur brute. Corrigez l’une ou l’autre.', 'valuations.depreciation_over_base': 'L’amortissement dépasse ce qui peut être amorti. Corrigez-le.',
    'valuations.currency': 'L’évaluation se fait dans la monnaie de la commune ({currency}).', 'valuations.own': 'La seconde signature revient à une autre personne que l’auteur.', 'valuations.closed': 'Cette évaluation est retirée : elle ne change plus.', 'valuations.signed': 'Cette évaluation est déjà signée.',
    'valuations.not_yours': 'Une évaluation signée se retire par un responsable, un brouillon par son auteur.',
  },
  ar: {
    'valuations.too_few_comparables': 'تتطلب المقارنة ثلاث مراجع على الأقل. أضف مراجع أو اختر طريقة أخرى.', 'valuations.costs_over_income': 'تتجاوز الأعباء المدخول: لا تُستخرج منه قيمة. تحقّق من المبالغ.',
    'valuations.land_over_gross': 'يتجاوز نصيب الأرض القيمة الخام. صحّح أحدهما.', 'valuations.depreciation_over_base': 'يتجاوز الاستهلاك ما يمكن استهلاكه. صحّحه.',
    'valuations.currency': 'يكون التقييم بعملة البلدية ({currency}).', 'valuations.own': 'الإمضاء الثاني لشخص غير صاحب التقييم.', 'valuations.closed': 'سُحب هذا التقييم ولا يتغير.', 'valuations.signed': 'هذا التقييم ممضى.',
    'valuations.not_yours': 'يسحب المسؤول التقييم الممضى ويسحب صاحب المسودة مسودته.',
  },
  en: {
    'valuations.too_few_comparables': 'Comparison asks for at least three references. Add some, or choose another method.', 'valuations.costs_over_income': 'Costs exceed the income: no value can be drawn from it. Check the amounts.',
    'valuations.land_over_gross': 'The share of the land exceeds the gross value. Correct one of them.', 'valuations.depreciation_over_base': 'The depreciation exceeds what can be depreciated. Correct it.',
    'valuations.currency': 'A valuation is made in the commune’s currency ({currency}).', 'valuations.own': 'The second signature is for another person than the author.', 'valuations.closed': 'This valuation is withdrawn: it does not change any more.', 'valuations.signed': 'This valuation is signed already.',
    'valuations.not_yours': 'A signed valuation is withdrawn by a manager, a draft by its author.',
  },
} as const satisfies Texts;
