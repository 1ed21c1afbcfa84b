import type { FormField } from './form.ts';
import type { Directory } from './model.ts';

type Line = [name: string, title: string, titleAr: string, type?: FormField['type'], choices?: readonly string[]];
const field = ([name, title, titleAr, type = 'text', choices = []]: Line, i: number): FormField => ({ name, title, titleAr, type, choices: [...choices], required: i === 0, personal: false });
const personal = (line: Line): FormField => ({ ...field(line, 1), personal: true });

const NAME: Line = ['name', 'Nom', 'الاسم'];
const NAME_AR: Line = ['name_ar', 'Nom en arabe', 'الاسم بالعربية'];
const ADDRESS: Line = ['address', 'Adresse', 'العنوان'];
const HOURS: Line = ['hours', 'Horaires', 'أوقات العمل'];
const CONTACT: Line = ['contact', 'Personne à joindre', 'جهة الاتصال'];

/** The forms a directory starts with; the commune changes them as it likes. What names a person is marked personal. */
export const DIRECTORY_FORMS: Readonly<Record<Exclude<Directory, 'free'>, readonly FormField[]>> = {
  services: [
    ...[NAME, NAME_AR, ['kind', 'Service', 'الخدمة', 'choice', ['administration', 'école', 'santé', 'sport', 'culture', 'marché', 'transport', 'social', 'autre']], ['operator', 'Gestionnaire', 'المتصرف'], ADDRESS, HOURS,
      ['capacity', 'Capacité (personnes)', 'طاقة الاستيعاب (أشخاص)', 'number'], ['accessible', 'Accessible en fauteuil', 'مهيأ للكراسي المتحركة', 'boolean'], ['website', 'Site', 'الموقع']] as Line[],
  ].map(field).concat(personal(CONTACT)),
  digital: ([NAME, NAME_AR, ['kind', 'Espace ou réseau', 'فضاء أو شبكة', 'choice', ['espace public numérique', 'wifi public', 'fibre', 'antenne', 'centre de données', 'borne', 'autre']], ['operator', 'Opérateur', 'المشغل'], ADDRESS, HOURS,
    ['posts', 'Postes', 'عدد المراكز', 'number'], ['speed', 'Débit (Mbit/s)', 'السرعة (ميغابت/ث)', 'number'], ['free_access', 'Accès gratuit', 'نفاذ مجاني', 'boolean']] satisfies Line[]).map(field).concat(personal(CONTACT)),
  premises: ([NAME, ADDRESS, ['kind', 'Local', 'نوع المحل', 'choice', ['bureau', 'atelier', 'commerce', 'entrepôt', 'espace partagé', 'autre']], ['area_m2', 'Surface (m²)', 'المساحة (م²)', 'number'],
    ['state', 'État', 'الحالة', 'choice', ['prêt', 'travaux légers', 'travaux lourds']], ['free_from', 'Libre à partir du', 'شاغر ابتداء من', 'date'], ['rent', 'Loyer mensuel demandé', 'الكراء الشهري المطلوب', 'number'],
    ['connection', 'Raccordements', 'الربط بالشبكات']] satisfies Line[]).map(field).concat(personal(CONTACT)),
  startups: ([NAME, NAME_AR, ['sector', 'Secteur', 'القطاع', 'choice', ['numérique', 'santé', 'agriculture', 'énergie', 'mobilité', 'tourisme', 'éducation', 'finance', 'culture', 'autre']], ['stage', 'Étape', 'المرحلة', 'choice', ['idée', 'prototype', 'marché', 'croissance']],
    ['staff', 'Effectif', 'عدد العاملين', 'number'], ['seeks', 'Cherche', 'تبحث عن', 'choice', ['local', 'financement', 'accompagnement', 'marché public', 'partenaires', 'recrutement', 'rien']], ['seeks_area_m2', 'Surface cherchée (m²)', 'المساحة المطلوبة (م²)', 'number'],
    ['label', 'Label', 'العلامة'], ['website', 'Site', 'الموقع'], ADDRESS] satisfies Line[]).map(field).concat(personal(CONTACT)),
};
