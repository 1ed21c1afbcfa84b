import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'duplicates.decided': 'Cette paire a déjà été décidée. Actualisez la file.', 'duplicates.not_of_pair': 'Le bien à garder doit être l’un des deux.',
    'duplicates.family': 'L’un de ces biens est au-dessous de l’autre : un bâtiment n’est pas son site.', 'duplicates.validated': 'L’un de ces biens est validé : faites-le rendre en brouillon avant de fusionner.',
    'duplicates.undone': 'Cette fusion a déjà été défaite.', 'duplicates.changed_since': 'Le bien gardé a changé depuis la fusion ({fields}). Rétablissez ces champs par l’historique, puis défaites la fusion.',
    'duplicates.clash': 'Les deux biens portent le même lien dans « {table} » : réglez-le avant de fusionner.',
  },
  ar: {
    'duplicates.decided': 'سبق البتّ في هذا الزوج. حدّث القائمة.', 'duplicates.not_of_pair': 'يجب أن يكون الملك المحتفظ به أحد الاثنين.',
    'duplicates.family': 'أحد الملكين يتبع الآخر: البناية ليست موقعها.', 'duplicates.validated': 'أحد الملكين مصادق عليه: أعده إلى مسودة قبل الدمج.',
    'duplicates.undone': 'سبق إلغاء هذا الدمج.', 'duplicates.changed_since': 'تغيّر الملك المحتفظ به منذ الدمج ({fields}). أعد هذه الحقول من سجل التغييرات ثم ألغ الدمج.',
    'duplicates.clash': 'للملكين الرابط نفسه في «{table}»: سوّه قبل الدمج.',
  },
  en: {
    'duplicates.decided': 'This pair was decided before. Refresh the queue.', 'duplicates.not_of_pair': 'The property to keep must be one of the two.',
    'duplicates.family': 'One of these stands under the other: a building is not its site.', 'duplicates.validated': 'One of these is validated: have it returned to draft before merging.',
    'duplicates.undone': 'This merge was taken back before.', 'duplicates.changed_since': 'The property kept changed since the merge ({fields}). Restore these fields from its history, then take the merge back.',
    'duplicates.clash': 'Both properties carry the same link in “{table}”: settle it before merging.',
  },
} as const satisfies Texts;
