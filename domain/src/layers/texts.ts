import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'layers.no_field': 'La couche n’a pas de champ « {field} ». Choisissez un champ de la liste.',
    'layers.house_style': 'Cette couche a le style de la maison : seul celui des couches de la commune se change.',
    'layers.house_rights': 'Les droits de cette couche suivent les rôles de la commune : ils se changent dans les utilisateurs.',
    'layers.not_publishable': 'Ces champs ne se publient pas : {fields}. Retirez-les de la liste publique.',
    'layers.taken': 'Une couche porte déjà le nom « {name} ». Choisissez un autre nom.',
    'layers.answer': 'Champ « {field} » : la valeur ne convient pas. Corrigez-la selon le formulaire.',
    'layers.bad_shape': 'Le contour n’est pas valide : {why}. Corrigez le tracé.',
  },
  ar: {
    'layers.no_field': 'لا يوجد في الطبقة حقل «{field}». اختر حقلًا من القائمة.',
    'layers.house_style': 'لهذه الطبقة نمط التطبيق: لا يتغيّر إلا نمط طبقات البلدية.',
    'layers.house_rights': 'حقوق هذه الطبقة تتبع أدوار البلدية: تُغيَّر من صفحة المستعملين.',
    'layers.not_publishable': 'هذه الحقول لا تُنشر: {fields}. احذفها من القائمة العمومية.',
    'layers.taken': 'توجد طبقة باسم «{name}». اختر اسمًا آخر.',
    'layers.answer': 'الحقل «{field}»: القيمة غير مناسبة. صحّحها وفق الاستمارة.',
    'layers.bad_shape': 'الشكل غير صالح: {why}. صحّح الرسم.',
  },
  en: {
    'layers.no_field': 'The layer has no field “{field}”. Choose a field of the list.',
    'layers.house_style': 'This layer has the house’s style: only the commune’s own layers can be restyled.',
    'layers.house_rights': 'The rights of this layer follow the roles of the commune: change them among the users.',
    'layers.not_publishable': 'These fields are not published: {fields}. Take them off the public list.',
    'layers.taken': 'A layer has the name “{name}” already. Choose another name.',
    'layers.answer': 'Field “{field}”: the value does not fit. Correct it after the form.',
    'layers.bad_shape': 'The outline is not valid: {why}. Correct the drawing.',
  },
} as const satisfies Texts;
