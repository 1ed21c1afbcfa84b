import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: { 'views.sharing': 'Votre rôle permet de garder une vue pour vous, non de la partager. Enregistrez-la sans la partager.' },
  ar: { 'views.sharing': 'يسمح دورك بحفظ عرض لنفسك دون مشاركته. احفظه دون مشاركة.' },
  en: { 'views.sharing': 'Your role lets you keep a view for yourself, not share it. Save it without sharing.' },
} as const satisfies Texts;
