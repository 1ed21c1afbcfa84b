import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'history.nothing_to_restore': 'Le bien est déjà dans cet état. Choisissez une autre version.',
    'history.parent_gone': 'Le bien dont celui-ci dépendait n’est plus là, ou en dépend à son tour. Rétablissez les autres champs.',
    'history.unknown_change': 'Cette version n’est pas celle de ce bien. Revenez à son historique et actualisez.',
    'history.not_yours': 'Seule la personne qui a fait cette action peut l’annuler. Passez par l’historique du bien.',
    'history.not_undoable': 'Cette action ne s’annule pas ainsi : un import, un acte ou une décision ont leur propre retour.',
    'history.undone_before': 'Cette action a déjà été annulée. Actualisez.',
    'history.nothing_undone': 'Rien n’a été annulé : {refused} biens ont changé depuis. Leur historique dit par qui.',
  },
  ar: {
    'history.nothing_to_restore': 'الملك في هذه الحالة أصلا. اختر نسخة أخرى.',
    'history.parent_gone': 'الملك الذي كان هذا يتبعه لم يعد موجودا أو صار يتبعه. أعد الحقول الأخرى.',
    'history.unknown_change': 'هذه النسخة لا تخص هذا الملك. ارجع إلى سجل تغييراته وحدّث الصفحة.',
    'history.not_yours': 'لا يتراجع عن هذا الإجراء إلا من قام به. استعمل سجل تغييرات الملك.',
    'history.not_undoable': 'لا يُتراجع عن هذا الإجراء هكذا: للتوريد والعقد والقرار طريق رجوع خاص.',
    'history.undone_before': 'سبق التراجع عن هذا الإجراء. حدّث الصفحة.',
    'history.nothing_undone': 'لم يُتراجع عن شيء: تغيّر {refused} من الأملاك منذ ذلك. سجل التغييرات يذكر من غيّرها.',
  },
  en: {
    'history.nothing_to_restore': 'The property already stands so. Choose another version.',
    'history.parent_gone': 'The property that this one stood under is gone, or stands under it now. Restore the other fields.',
    'history.unknown_change': 'This version is not one of this property. Go back to its history and refresh.',
    'history.not_yours': 'Only the person who did this can undo it. Use the history of the property.',
    'history.not_undoable': 'This is not undone so: an import, an act or a decision has its own way back.',
    'history.undone_before': 'This was undone before. Refresh.',
    'history.nothing_undone': 'Nothing was undone: {refused} properties changed since. Their history says by whom.',
  },
} as const satisfies Texts;
