import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'references.legal': 'Les codes de cette liste sont ceux de la loi : vous pouvez en changer les mots, non en ajouter, en retirer ou en supprimer.',
    'references.in_use': '{uses} biens portent ce code : il ne peut pas être supprimé. Retirez-le de la liste, il restera lisible.',
    'references.type_in_use': '{uses} biens renseignent ce champ : son type et les choix employés ne changent plus. Retirez le champ et créez-en un autre.',
  },
  ar: {
    'references.legal': 'رموز هذه القائمة هي رموز القانون: يمكن تغيير كلماتها دون إضافة رمز أو سحبه أو حذفه.',
    'references.in_use': 'يحمل {uses} من الأملاك هذا الرمز فلا يمكن حذفه. اسحبه من القائمة وسيبقى مقروءا.',
    'references.type_in_use': '{uses} من الأملاك تذكر هذا الحقل: لا يتغير نوعه ولا الخيارات المستعملة. اسحب الحقل وأنشئ غيره.',
  },
  en: {
    'references.legal': 'The codes of this list are the law’s: you may change their words, not add, retire or remove any.',
    'references.in_use': '{uses} properties carry this code: it cannot be removed. Retire it from the list and it stays readable.',
    'references.type_in_use': '{uses} properties state this field: its type and the options in use no longer change. Retire the field and make another.',
  },
} as const satisfies Texts;
