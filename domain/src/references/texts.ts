import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'references.in_use': '{uses} biens portent ce code : il ne peut pas être supprimé. Retirez-le de la liste, il restera lisible.',
    'references.type_in_use': '{uses} biens renseignent ce champ : son type et les choix employés ne changent plus. Retirez le champ et créez-en un autre.',
  },
  ar: {
    'references.in_use': 'يحمل {uses} من الأملاك هذا الرمز فلا يمكن حذفه. اسحبه من القائمة وسيبقى مقروءا.',
    'references.type_in_use': '{uses} من الأملاك تذكر هذا الحقل: لا يتغير نوعه ولا الخيارات المستعملة. اسحب الحقل وأنشئ غيره.',
  },
  en: {
    'references.in_use': '{uses} properties carry this code: it cannot be removed. Retire it from the list and it stays readable.',
    'references.type_in_use': '{uses} properties state this field: its type and the options in use no longer change. Retire the field and make another.',
  },
} as const satisfies Texts;
