import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'personal.open': 'Cette personne ne peut pas encore être effacée : {matters}. Terminez ou soldez, puis recommencez.',
    'personal.open.right': 'un droit d’occupation court', 'personal.open.balance': 'une somme reste due', 'personal.open.file': 'un dossier est ouvert', 'personal.open.draft': 'une déclaration est commencée',
    'personal.erased': 'Cette personne est déjà effacée.',
    'personal.pdf.title': 'Données détenues sur une personne', 'personal.pdf.service': 'Droit d’accès aux données personnelles', 'personal.pdf.page': 'page {n}/{of}',
    'personal.pdf.foot': 'Copie établie à la demande de la personne ou de son représentant. Rien n’est omis de ce que l’application détient.',
    'personal.pdf.rows': '{n} enregistrement(s)', 'personal.pdf.none': 'Rien n’est détenu sous cette rubrique.', 'personal.pdf.more': 'Les {n} suivants sont dans le fichier JSON.',
    'personal.category.identity': 'Identité et coordonnées', 'personal.category.rights': 'Droits d’occupation', 'personal.category.accounts': 'Comptes et paiements', 'personal.category.taxes': 'Taxes et déclarations',
    'personal.category.activity': 'Activité des plateformes', 'personal.category.acts': 'Actes et oppositions', 'personal.category.calls': 'Candidatures', 'personal.category.documents': 'Documents joints', 'personal.category.portal': 'Compte du portail', 'personal.category.trail': 'Journal (qui a lu ou changé)',
  },
  ar: {
    'personal.open': 'لا يمكن محو بيانات هذا الشخص بعد: {matters}. أنهِ ذلك أو سدّده ثم أعد المحاولة.',
    'personal.open.right': 'حق إشغال جارٍ', 'personal.open.balance': 'مبلغ غير مسدد', 'personal.open.file': 'ملف مفتوح', 'personal.open.draft': 'تصريح لم يكتمل',
    'personal.erased': 'مُحيت بيانات هذا الشخص من قبل.',
    'personal.pdf.title': 'البيانات الممسوكة عن شخص', 'personal.pdf.service': 'حق النفاذ إلى البيانات الشخصية', 'personal.pdf.page': 'صفحة {n}/{of}',
    'personal.pdf.foot': 'نسخة أُعدّت بطلب من الشخص أو من ممثله. لم يُحذف منها شيء مما يمسكه التطبيق.',
    'personal.pdf.rows': '{n} تسجيل', 'personal.pdf.none': 'لا شيء تحت هذا الباب.', 'personal.pdf.more': 'البقية ({n}) في ملف JSON.',
    'personal.category.identity': 'الهوية والاتصال', 'personal.category.rights': 'حقوق الإشغال', 'personal.category.accounts': 'الحسابات والدفوعات', 'personal.category.taxes': 'المعاليم والتصاريح',
    'personal.category.activity': 'نشاط المنصات', 'personal.category.acts': 'العقود والاعتراضات', 'personal.category.calls': 'الترشحات', 'personal.category.documents': 'الوثائق المرفقة', 'personal.category.portal': 'حساب البوابة', 'personal.category.trail': 'السجل (من اطلع أو غيّر)',
  },
  en: {
    'personal.open': 'This person cannot be erased yet: {matters}. End or settle it, then try again.',
    'personal.open.right': 'a right of occupation runs', 'personal.open.balance': 'money is owed', 'personal.open.file': 'a file is open', 'personal.open.draft': 'a return was begun',
    'personal.erased': 'This person is erased already.',
    'personal.pdf.title': 'Data held on a person', 'personal.pdf.service': 'Right of access to personal data', 'personal.pdf.page': 'page {n}/{of}',
    'personal.pdf.foot': 'Copy made at the request of the person or her representative. Nothing the application holds is left out.',
    'personal.pdf.rows': '{n} record(s)', 'personal.pdf.none': 'Nothing is held here.', 'personal.pdf.more': 'The {n} that follow are in the JSON file.',
    'personal.category.identity': 'Identity and contacts', 'personal.category.rights': 'Rights of occupation', 'personal.category.accounts': 'Accounts and payments', 'personal.category.taxes': 'Taxes and returns',
    'personal.category.activity': 'Platform activity', 'personal.category.acts': 'Acts and oppositions', 'personal.category.calls': 'Applications', 'personal.category.documents': 'Attached documents', 'personal.category.portal': 'Account of the portal', 'personal.category.trail': 'Trail (who read or changed)',
  },
} as const satisfies Texts;
