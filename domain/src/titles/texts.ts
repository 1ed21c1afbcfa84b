import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'titles.closed': 'Ce dossier est clos. Ouvrez un nouveau dossier pour une nouvelle procédure.', 'titles.future': 'Une étape faite ne peut être datée du futur. Indiquez qu’elle est prévue.', 'titles.no_such_asset': 'Ce bien n’existe pas, ou n’existe plus.',
    'titles.col.kind': 'Nature', 'titles.col.area': 'Superficie commune (m²)', 'titles.col.share': 'Part de la plus petite', 'titles.col.a': 'Référence A', 'titles.col.b': 'Référence B', 'titles.col.areaA': 'Superficie A (m²)', 'titles.col.areaB': 'Superficie B (m²)',
    'titles.col.state': 'Décision', 'titles.col.note': 'Motif', 'titles.col.by': 'Décidé par', 'titles.col.at': 'Le', 'titles.col.lon': 'Longitude', 'titles.col.lat': 'Latitude',
    'titles.conflict.open': 'à examiner', 'titles.conflict.real': 'conflit réel', 'titles.conflict.drawing': 'défaut de dessin', 'titles.conflict.resolved': 'réglé',
  },
  ar: {
    'titles.closed': 'هذا الملف مغلق. افتح ملفا جديدا لإجراء جديد.', 'titles.future': 'لا تؤرَّخ مرحلة منجزة في المستقبل. بيّن أنها مبرمجة.', 'titles.no_such_asset': 'هذا الملك غير موجود أو لم يعد موجودا.',
    'titles.col.kind': 'النوع', 'titles.col.area': 'المساحة المشتركة (م²)', 'titles.col.share': 'النسبة من الأصغر', 'titles.col.a': 'المرجع أ', 'titles.col.b': 'المرجع ب', 'titles.col.areaA': 'مساحة أ (م²)', 'titles.col.areaB': 'مساحة ب (م²)',
    'titles.col.state': 'القرار', 'titles.col.note': 'السبب', 'titles.col.by': 'قرّره', 'titles.col.at': 'في', 'titles.col.lon': 'خط الطول', 'titles.col.lat': 'خط العرض',
    'titles.conflict.open': 'للدرس', 'titles.conflict.real': 'تداخل حقيقي', 'titles.conflict.drawing': 'خلل في الرسم', 'titles.conflict.resolved': 'تمت تسويته',
  },
  en: {
    'titles.closed': 'This file is closed. Open a new one for a new procedure.', 'titles.future': 'A step done cannot be dated in the future. Say that it is planned.', 'titles.no_such_asset': 'This property does not exist, or no longer does.',
    'titles.col.kind': 'Kind', 'titles.col.area': 'Common area (m²)', 'titles.col.share': 'Share of the smaller', 'titles.col.a': 'Reference A', 'titles.col.b': 'Reference B', 'titles.col.areaA': 'Area A (m²)', 'titles.col.areaB': 'Area B (m²)',
    'titles.col.state': 'Decision', 'titles.col.note': 'Reason', 'titles.col.by': 'Decided by', 'titles.col.at': 'On', 'titles.col.lon': 'Longitude', 'titles.col.lat': 'Latitude',
    'titles.conflict.open': 'to examine', 'titles.conflict.real': 'real conflict', 'titles.conflict.drawing': 'drawing fault', 'titles.conflict.resolved': 'settled',
  },
} as const satisfies Texts;
