import type { Texts } from '../shared/texts.ts';

/** Why a failed job is not begun again. */
export const texts = {
  fr: {
    job_input_gone: 'Ce que ce travail devait lire n’est plus là : le fichier a été retiré ou le calcul abandonné. Demandez le travail de nouveau depuis son écran.',
    job_asker_gone: 'La personne qui a demandé ce travail n’a plus le même accès à la commune. Quelqu’un qui y a droit doit le demander de nouveau.',
    job_kind_gone: 'Cette version ne connaît plus ce travail. Demandez-le de nouveau depuis son écran.',
  },
  ar: {
    job_input_gone: 'ما كان على هذا العمل قراءته لم يعد موجودًا: أزيل الملف أو تُرك الحساب. اطلب العمل من جديد من شاشته.',
    job_asker_gone: 'لم يعد لمن طلب هذا العمل النفاذ نفسه إلى البلدية. على من له الحق أن يطلبه من جديد.',
    job_kind_gone: 'هذا الإصدار لم يعد يعرف هذا العمل. اطلبه من جديد من شاشته.',
  },
  en: {
    job_input_gone: 'What this job was to read is no longer there: the file was removed or the computation given up. Ask for the job again from its screen.',
    job_asker_gone: 'Whoever asked for this job no longer has the same access to the commune. Somebody who has the right must ask for it again.',
    job_kind_gone: 'This version no longer knows this job. Ask for it again from its screen.',
  },
} as const satisfies Texts;
