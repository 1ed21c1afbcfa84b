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
    'layers.ask': 'Votre rôle ne lit pas cette composition. Demandez l’accès à {who}, qui l’a faite, ou à un administrateur de la commune.',
    'layers.ask_expired': 'Le partage de cette composition a pris fin le {until}. Demandez à {who} de le prolonger.',
  },
  ar: {
    'layers.no_field': 'لا يوجد في الطبقة حقل «{field}». اختر حقلًا من القائمة.',
    'layers.house_style': 'لهذه الطبقة نمط التطبيق: لا يتغيّر إلا نمط طبقات البلدية.',
    'layers.house_rights': 'حقوق هذه الطبقة تتبع أدوار البلدية: تُغيَّر من صفحة المستعملين.',
    'layers.not_publishable': 'هذه الحقول لا تُنشر: {fields}. احذفها من القائمة العمومية.',
    'layers.taken': 'توجد طبقة باسم «{name}». اختر اسمًا آخر.',
    'layers.answer': 'الحقل «{field}»: القيمة غير مناسبة. صحّحها وفق الاستمارة.',
    'layers.bad_shape': 'الشكل غير صالح: {why}. صحّح الرسم.',
    'layers.ask': 'دورك لا يسمح بقراءة هذه الخريطة. اطلب النفاذ من {who} الذي أعدّها أو من مسؤول البلدية.',
    'layers.ask_expired': 'انتهت مشاركة هذه الخريطة يوم {until}. اطلب من {who} تمديدها.',
  },
  en: {
    'layers.no_field': 'The layer has no field “{field}”. Choose a field of the list.',
    'layers.house_style': 'This layer has the house’s style: only the commune’s own layers can be restyled.',
    'layers.house_rights': 'The rights of this layer follow the roles of the commune: change them among the users.',
    'layers.not_publishable': 'These fields are not published: {fields}. Take them off the public list.',
    'layers.taken': 'A layer has the name “{name}” already. Choose another name.',
    'layers.answer': 'Field “{field}”: the value does not fit. Correct it after the form.',
    'layers.bad_shape': 'The outline is not valid: {why}. Correct the drawing.',
    'layers.ask': 'Your role does not read this composition. Ask {who}, who made it, or an administrator of the commune for access.',
    'layers.ask_expired': 'The sharing of this composition ended on {until}. Ask {who} to prolong it.',
  },
} as const satisfies Texts;
