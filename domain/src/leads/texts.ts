import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'leads.acted': 'Quelqu’un a déjà agi sur l’un des dossiers ouverts : fermez-le ou défaites son effet, puis revenez sur la décision.',
    'leads.decided': 'Cette piste est déjà décidée. Rouvrez-la pour en changer.', 'leads.closed': 'Ce dossier est déjà clos.',
    'leads.not_near': 'Ce terrain n’est pas dans le disque de l’annonce ni dans son voisinage. Choisissez l’un des candidats.',
    'leads.found_by': 'Rapprochement des annonces et du registre', 'leads.evidence': 'Annonce {platform} {externalId}, piste {id} ({score} %), confirmée le {day}.',
  },
  ar: {
    'leads.acted': 'سبق أن تصرّف أحدهم في أحد الملفين المفتوحين: أغلقه أو ألغ أثره ثم عد إلى القرار.',
    'leads.decided': 'سبق البتّ في هذا المؤشر. أعد فتحه لتغيير القرار.', 'leads.closed': 'هذا الملف مغلق.',
    'leads.not_near': 'ليست هذه القطعة في دائرة الإعلان ولا بجوارها. اختر أحد المرشحين.',
    'leads.found_by': 'مقاربة الإعلانات والسجل', 'leads.evidence': 'إعلان {platform} {externalId}، مؤشر {id} ({score} %)، تأكّد في {day}.',
  },
  en: {
    'leads.acted': 'Somebody has acted on one of the files opened: close it or take its effect back, then change the decision.',
    'leads.decided': 'This lead is decided. Reopen it to change that.', 'leads.closed': 'This file is closed.',
    'leads.not_near': 'This ground is not in the listing’s disc nor near it. Choose one of the candidates.',
    'leads.found_by': 'Listings crossed with the register', 'leads.evidence': 'Listing {platform} {externalId}, lead {id} ({score} %), confirmed on {day}.',
  },
} as const satisfies Texts;
