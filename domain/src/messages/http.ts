import type { Texts } from '../shared/texts.ts';

export const httpTexts = {
  fr: { idempotency_reused: 'Cette clé d’envoi a déjà servi pour une autre demande. Recommencez avec une nouvelle clé.', not_yours: 'Cette tâche a été lancée par quelqu’un d’autre. Demandez à un gestionnaire de l’arrêter.', commune_exists: 'La commune {commune} existe déjà. Choisissez un autre code.' },
  ar: { idempotency_reused: 'استُعمل مفتاح الإرسال هذا لطلب آخر. أعد المحاولة بمفتاح جديد.', not_yours: 'أطلق شخص آخر هذه المهمة. اطلب من أحد المتصرّفين إيقافها.', commune_exists: 'البلدية {commune} موجودة بالفعل. اختر رمزًا آخر.' },
  en: { idempotency_reused: 'This key was already used for another request. Try again with a new key.', not_yours: 'Somebody else started this job. Ask a manager to stop it.', commune_exists: 'The commune {commune} exists already. Choose another code.' },
} as const satisfies Texts;
