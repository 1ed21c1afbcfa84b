import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: { 'payments.decided': 'Cette ligne est déjà décidée. Actualisez la file.' },
  ar: { 'payments.decided': 'حُسم أمر هذا السطر. حدّث القائمة.' },
  en: { 'payments.decided': 'This line is already decided. Refresh the queue.' },
} as const satisfies Texts;
