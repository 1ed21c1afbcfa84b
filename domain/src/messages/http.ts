import type { Texts } from '../shared/texts.ts';

export const httpTexts = {
  fr: {
    idempotency_reused: 'Cette clé d’envoi a déjà servi pour une autre demande. Recommencez avec une nouvelle clé.', not_yours: 'Cette tâche a été lancée par quelqu’un d’autre. Demandez à un gestionnaire de l’arrêter.', commune_exists: 'La commune {commune} existe déjà. Choisissez un autre code.',
    file_infected: 'L’antivirus a trouvé un contenu dangereux dans ce fichier : il n’a pas été pris. Nettoyez-le ou demandez-en un autre à sa source, puis recommencez.',
    scanner_away: 'L’antivirus du serveur ne répond pas, et aucun fichier n’est pris sans lui. Recommencez dans une minute ; si cela dure, prévenez l’administrateur du serveur.',
    factor_unreadable: 'Les codes du moment ne peuvent pas être vérifiés : le serveur n’a pas la clé de votre second facteur. Donnez un code de secours, ou prévenez l’administrateur du serveur.',
  },
  ar: {
    idempotency_reused: 'استُعمل مفتاح الإرسال هذا لطلب آخر. أعد المحاولة بمفتاح جديد.', not_yours: 'أطلق شخص آخر هذه المهمة. اطلب من أحد المتصرّفين إيقافها.', commune_exists: 'البلدية {commune} موجودة بالفعل. اختر رمزًا آخر.',
    file_infected: 'وجد مضاد الفيروسات محتوى خطرًا في هذا الملف فلم يُقبل. نظّفه أو اطلب غيره من مصدره، ثم أعد المحاولة.',
    scanner_away: 'مضاد الفيروسات في الخادم لا يجيب، ولا يُقبل أي ملف من دونه. أعد المحاولة بعد دقيقة، وإن استمر ذلك فأبلغ مسؤول الخادم.',
    factor_unreadable: 'لا يمكن التحقق من الرموز الآنية: ليس لدى الخادم مفتاح عاملك الثاني. أدخل أحد رموز الاسترجاع، أو أبلغ مسؤول الخادم.',
  },
  en: {
    idempotency_reused: 'This key was already used for another request. Try again with a new key.', not_yours: 'Somebody else started this job. Ask a manager to stop it.', commune_exists: 'The commune {commune} exists already. Choose another code.',
    file_infected: 'The antivirus found something dangerous in this file: it was not taken. Clean it or ask its source for another, then try again.',
    scanner_away: 'The server’s antivirus does not answer, and no file is taken without it. Try again in a minute; if it lasts, tell whoever runs the server.',
    factor_unreadable: 'Codes of the moment cannot be checked: the server does not have the key of your second factor. Give a recovery code, or tell whoever runs the server.',
  },
} as const satisfies Texts;
