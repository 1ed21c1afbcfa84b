import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'compositions.ask': 'Cette composition n’est pas partagée avec votre rôle. Demandez l’accès à {who}, qui l’a faite, ou à un administrateur de la commune.',
    'compositions.expired': 'Le partage de cette composition a pris fin le {until}. Demandez à {who}, qui l’a faite, de le prolonger.',
    'compositions.sharing': 'Votre rôle permet de garder un repère pour vous, non de le partager. Enregistrez-le sans le partager.',
  },
  ar: {
    'compositions.ask': 'هذه الخريطة غير مشتركة مع دورك. اطلب النفاذ من {who} الذي أعدّها أو من مسؤول البلدية.',
    'compositions.expired': 'انتهت مشاركة هذه الخريطة يوم {until}. اطلب من {who} الذي أعدّها تمديدها.',
    'compositions.sharing': 'يسمح دورك بحفظ موقع لنفسك دون مشاركته. احفظه دون مشاركة.',
  },
  en: {
    'compositions.ask': 'This composition is not shared with your role. Ask {who}, who made it, or an administrator of the commune for access.',
    'compositions.expired': 'The sharing of this composition ended on {until}. Ask {who}, who made it, to prolong it.',
    'compositions.sharing': 'Your role lets you keep a place for yourself, not share it. Save it without sharing.',
  },
} as const satisfies Texts;
