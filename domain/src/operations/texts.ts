import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: { 'operations.not_operator': 'Seul l’exploitant de cette installation voit et crée ses communes. « sommier user operator ADRESSE » le nomme.' },
  ar: { 'operations.not_operator': 'مشغّل هذا التنصيب وحده يرى بلدياته وينشئها. يُعيَّن بالأمر «sommier user operator».' },
  en: { 'operations.not_operator': 'Only who runs this deployment sees and makes its communes. “sommier user operator ADDRESS” names her.' },
} as const satisfies Texts;
