import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'geometries.refused': 'Ce tracé contredit une règle de la commune ; rien n’a été enregistré. Lisez les constats et corrigez le contour.',
    'geometries.unread': 'Ce tracé appelle des avertissements. Lisez-les, puis confirmez l’enregistrement.',
    'geometries.unknown_crs': 'Le système EPSG:{crs} n’est pas connu. Choisissez-en un dans la liste.',
    'geometries.out_of_reach': 'Ces coordonnées sont hors de portée du système EPSG:{crs}. Vérifiez le système, et l’ordre x puis y.',
    'geometries.box_too_large': 'La fenêtre demandée est trop grande : rapprochez-vous.',
  },
  ar: {
    'geometries.refused': 'يخالف هذا الرسم إحدى قواعد البلدية، ولم يُحفظ شيء. اقرأ المعاينات ثم صحّح الحدود.',
    'geometries.unread': 'يثير هذا الرسم تنبيهات. اقرأها ثم أكّد الحفظ.',
    'geometries.unknown_crs': 'النظام EPSG:{crs} غير معروف. اختر نظامًا من القائمة.',
    'geometries.out_of_reach': 'هذه الإحداثيات خارج مدى النظام EPSG:{crs}. تحقّق من النظام ومن ترتيب x ثم y.',
    'geometries.box_too_large': 'النافذة المطلوبة واسعة جدًا: قرّب الخريطة.',
  },
  en: {
    'geometries.refused': 'This drawing contradicts a rule of the commune; nothing was saved. Read the findings and correct the outline.',
    'geometries.unread': 'This drawing raises warnings. Read them, then confirm the saving.',
    'geometries.unknown_crs': 'The system EPSG:{crs} is not known. Choose one from the list.',
    'geometries.out_of_reach': 'These coordinates are out of reach of the system EPSG:{crs}. Check the system, and the order x then y.',
    'geometries.box_too_large': 'The window asked for is too large: come closer.',
  },
} as const satisfies Texts;
