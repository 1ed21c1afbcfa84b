import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    wrong_password: 'Adresse ou mot de passe incorrect. Vérifiez les deux, puis recommencez.',
    sign_in_throttled: 'Trop d’essais de connexion. Recommencez dans {seconds} secondes.',
    password_wanted: 'Cette adresse est nouvelle : donnez le nom et un mot de passe d’au moins 12 caractères.',
    already_member: 'Cette personne appartient déjà à la commune. Changez plutôt son rôle.',
    demo_exposed: 'Les comptes de démonstration ne s’ouvrent que sur la machine du serveur. Retirez-les avec « sommier demo remove ».',
    last_admin: 'La commune doit garder un administrateur actif. Nommez-en un autre d’abord.',
    setup_link_used: 'Ce lien a servi ou a expiré. Redémarrez le serveur pour en obtenir un autre, ou utilisez « sommier user add ».',
  },
  ar: {
    wrong_password: 'البريد أو كلمة المرور غير صحيحة. تحقّق منهما ثم أعد المحاولة.',
    sign_in_throttled: 'محاولات دخول كثيرة. أعد المحاولة بعد {seconds} ثانية.',
    password_wanted: 'هذا العنوان جديد: أدخل الاسم وكلمة مرور لا تقلّ عن 12 حرفًا.',
    already_member: 'هذا الشخص ينتمي إلى البلدية بالفعل. غيّر دوره بدلًا من ذلك.',
    demo_exposed: 'لا تُفتح حسابات العرض إلا على جهاز الخادم نفسه. أزلها بالأمر «sommier demo remove».',
    last_admin: 'يجب أن يبقى للبلدية مسؤول نشط. عيّن مسؤولًا آخر أولًا.',
    setup_link_used: 'استُعمل هذا الرابط أو انتهت صلاحيته. أعد تشغيل الخادم للحصول على غيره أو استعمل «sommier user add».',
  },
  en: {
    wrong_password: 'The address or the password is not right. Check both, then try again.',
    sign_in_throttled: 'Too many attempts to sign in. Try again in {seconds} seconds.',
    password_wanted: 'This address is new: give the name and a password of at least 12 characters.',
    already_member: 'This person belongs to the commune already. Change her role instead.',
    demo_exposed: 'The demo accounts open on the server’s own machine only. Remove them with “sommier demo remove”.',
    last_admin: 'The commune must keep one active administrator. Name another first.',
    setup_link_used: 'This link was used or has expired. Start the server again to get another, or use “sommier user add”.',
  },
} as const satisfies Texts;
