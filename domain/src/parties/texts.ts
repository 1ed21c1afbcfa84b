import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'parties.merged': 'Cette personne a été réunie avec une autre. Ouvrez la fiche de celle qui reste.',
    'parties.same': 'Une personne ne peut pas être réunie avec elle-même. Choisissez l’autre fiche.',
    'parties.kinds_differ': 'L’une est une personne physique, l’autre une personne morale. Corrigez la nature avant de réunir les fiches.',
    'parties.form_of_natural': 'Une personne physique n’a pas de forme juridique. Videz ce champ.',
  },
  ar: {
    'parties.merged': 'دُمجت بطاقة هذا الشخص في بطاقة أخرى. افتح البطاقة المتبقية.',
    'parties.same': 'لا يمكن دمج بطاقة في نفسها. اختر البطاقة الأخرى.',
    'parties.kinds_differ': 'إحدى البطاقتين لشخص طبيعي والأخرى لشخص معنوي. صحّح الصنف قبل الدمج.',
    'parties.form_of_natural': 'ليس للشخص الطبيعي شكل قانوني. أفرغ هذا الحقل.',
  },
  en: {
    'parties.merged': 'This party was merged into another. Open the sheet of the one that stays.',
    'parties.same': 'A party cannot be merged with itself. Choose the other sheet.',
    'parties.kinds_differ': 'One is a person, the other a body. Correct the kind before merging the sheets.',
    'parties.form_of_natural': 'A person has no legal form. Empty this field.',
  },
} as const satisfies Texts;
