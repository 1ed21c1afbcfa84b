import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'registrations.missing': 'Cette ligne n’a pas de numéro.', 'registrations.missing.mend': 'Ajoutez le numéro, ou supprimez la ligne.',
    'registrations.unreadable': 'La valeur n’est pas de la forme attendue.', 'registrations.unreadable.mend': 'Dates en AAAA-MM-JJ ou JJ/MM/AAAA, nombres sans lettres ; la fin vient après le début.',
    'registrations.twice': 'Ce numéro figure déjà plus haut dans la liste.', 'registrations.twice.mend': 'Gardez une seule ligne par numéro.',
    'registrations.too_many_lines': 'La liste dépasse 20 000 lignes.', 'registrations.too_many_lines.mend': 'Découpez-la en plusieurs envois.',
  },
  ar: {
    'registrations.missing': 'لا رقم في هذا السطر.', 'registrations.missing.mend': 'أضف الرقم أو احذف السطر.',
    'registrations.unreadable': 'القيمة ليست على الشكل المنتظر.', 'registrations.unreadable.mend': 'التواريخ على شكل YYYY-MM-DD أو DD/MM/YYYY، والأعداد دون حروف، والنهاية بعد البداية.',
    'registrations.twice': 'ورد هذا الرقم أعلاه في القائمة.', 'registrations.twice.mend': 'احتفظ بسطر واحد لكل رقم.',
    'registrations.too_many_lines': 'تتجاوز القائمة 20.000 سطر.', 'registrations.too_many_lines.mend': 'قسّمها إلى عدة إرسالات.',
  },
  en: {
    'registrations.missing': 'This line has no number.', 'registrations.missing.mend': 'Add the number, or delete the line.',
    'registrations.unreadable': 'The value is not written as expected.', 'registrations.unreadable.mend': 'Dates as YYYY-MM-DD or DD/MM/YYYY, numbers without letters; the end comes after the start.',
    'registrations.twice': 'This number stands further up in the list.', 'registrations.twice.mend': 'Keep one line for each number.',
    'registrations.too_many_lines': 'The list has more than 20,000 lines.', 'registrations.too_many_lines.mend': 'Send it in several parts.',
  },
} as const satisfies Texts;
