import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'documents.type_refused': 'Ce fichier n’est pas d’un type accepté ({type}). Envoyez un PDF, une photo, un plan DWG ou DXF, un document bureautique ou un texte.',
    'documents.runs': 'Ce fichier pourrait s’exécuter ({type}) : il est refusé. Envoyez-en une version PDF.',
    'documents.empty': 'Ce fichier est vide. Vérifiez-le et envoyez-le de nouveau.',
    'documents.no_subject': 'L’élément auquel joindre ce fichier n’existe pas, ou n’existe plus.',
    'documents.in_bin': 'Ce document est dans la corbeille. Restaurez-le d’abord.',
    'documents.not_in_bin': 'Ce document n’est pas dans la corbeille. Mettez-le d’abord à la corbeille.',
    'documents.lost': 'Le fichier de ce document est introuvable dans le dépôt. Restaurez une sauvegarde ou joignez-le de nouveau.',
    'documents.dates': 'La fin de validité précède son début. Corrigez les dates.',
  },
  ar: {
    'documents.type_refused': 'نوع هذا الملف غير مقبول ({type}). أرسل ملف PDF أو صورة أو مخطط DWG أو DXF أو وثيقة مكتبية أو نصا.',
    'documents.runs': 'قد يُنفَّذ هذا الملف ({type}) فرُفض. أرسل نسخة PDF منه.',
    'documents.empty': 'هذا الملف فارغ. تحقّق منه ثم أرسله من جديد.',
    'documents.no_subject': 'العنصر الذي يُرفق به هذا الملف غير موجود أو لم يعد موجودا.',
    'documents.in_bin': 'هذه الوثيقة في سلة المحذوفات. استرجعها أولا.',
    'documents.not_in_bin': 'هذه الوثيقة ليست في سلة المحذوفات. ضعها فيها أولا.',
    'documents.lost': 'ملف هذه الوثيقة مفقود من المستودع. استرجع نسخة احتياطية أو أرفقه من جديد.',
    'documents.dates': 'نهاية الصلاحية تسبق بدايتها. صحّح التاريخين.',
  },
  en: {
    'documents.type_refused': 'This file is not of an accepted type ({type}). Send a PDF, a photo, a DWG or DXF plan, an office document or a text.',
    'documents.runs': 'This file could run ({type}): it is refused. Send a PDF of it.',
    'documents.empty': 'This file is empty. Check it and send it again.',
    'documents.no_subject': 'What this file would be attached to does not exist, or no longer does.',
    'documents.in_bin': 'This document is in the bin. Restore it first.',
    'documents.not_in_bin': 'This document is not in the bin. Put it there first.',
    'documents.lost': 'The file of this document is missing from the store. Restore a backup or attach it again.',
    'documents.dates': 'The validity ends before it begins. Correct the dates.',
  },
} as const satisfies Texts;
