import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'keys.read_only': 'Cette clé d’accès ne fait que lire. Faites une clé qui écrit, ou travaillez dans l’application.',
    'keys.layer': 'Cette clé d’accès n’ouvre pas la couche « {layer} ». Faites une clé qui la nomme.',
    'keys.over': 'Cette clé d’accès est inconnue, expirée ou révoquée. Faites-en une autre sur l’écran « Clés d’accès ».',
    'keys.cannot_write': 'Votre rôle ne modifie pas le registre : une clé qui écrit ne servirait à rien. Faites une clé qui lit.',
    'keys.too_many': 'Vous avez déjà {count} clés en cours. Révoquez celles qui ne servent plus.',
    'keys.too_fast': 'Cette clé d’accès demande trop souvent : attendez {seconds} s, ou demandez des pages plus grandes (limit=10000).',
  },
  ar: {
    'keys.read_only': 'مفتاح النفاذ هذا للقراءة فقط. أنشئ مفتاحًا للكتابة أو اعمل في التطبيق.',
    'keys.layer': 'مفتاح النفاذ هذا لا يفتح الطبقة «{layer}». أنشئ مفتاحًا يسمّيها.',
    'keys.over': 'مفتاح النفاذ هذا غير معروف أو منتهي الصلاحية أو ملغى. أنشئ غيره في شاشة «مفاتيح النفاذ».',
    'keys.cannot_write': 'دورك لا يسمح بتعديل السجل: لا فائدة من مفتاح للكتابة. أنشئ مفتاحًا للقراءة.',
    'keys.too_many': 'لديك {count} مفتاحًا ساريًا. ألغِ ما لم يعد يُستعمل.',
    'keys.too_fast': 'يُستعمل هذا المفتاح بوتيرة عالية: انتظر {seconds} ثانية أو اطلب صفحات أكبر (limit=10000).',
  },
  en: {
    'keys.read_only': 'This access key only reads. Make a key that writes, or work in the application.',
    'keys.layer': 'This access key does not open the layer “{layer}”. Make a key that names it.',
    'keys.over': 'This access key is unknown, over or revoked. Make another on the screen “Access keys”.',
    'keys.cannot_write': 'Your role does not change the register: a key that writes would be of no use. Make a key that reads.',
    'keys.too_many': 'You already have {count} keys in use. Revoke those that no longer serve.',
    'keys.too_fast': 'This access key asks too often: wait {seconds} s, or ask for larger pages (limit=10000).',
  },
} satisfies Texts;
