import type { Texts } from '../shared/texts.ts';

/** Words of the printed state of the place. */
export const texts = {
  fr: {
    'diagnosis.title': 'État des lieux du territoire', 'diagnosis.service': 'Par zone : {set}', 'diagnosis.number': '{n} zones', 'diagnosis.date': 'Au {date}',
    'diagnosis.intro': 'Nombre, surface et nombre pour mille habitants, par zone. Un élément compte dans la zone où se trouve son point intérieur. Une surface est celle du contour dans la zone, ou celle que la fiche déclare.',
    'diagnosis.zone': 'Zone', 'diagnosis.people': 'Habitants', 'diagnosis.count': 'Nombre', 'diagnosis.area': 'Surface, m²', 'diagnosis.rate': 'Pour 1 000 hab.', 'diagnosis.total': 'Toutes les zones', 'diagnosis.unknown': 'non connu',
    'diagnosis.places': 'Les zones', 'diagnosis.left': '{count} éléments en tout ; hors de toute zone : {outside} ; sans emplacement : {unlocated}.',
    'diagnosis.sources': 'Habitants : {sources}', 'diagnosis.nosource': 'Habitants : non renseignés.', 'diagnosis.page': 'page {n}/{of}',
  },
  ar: {
    'diagnosis.title': 'تشخيص حالة المجال', 'diagnosis.service': 'حسب المنطقة: {set}', 'diagnosis.number': 'عدد المناطق: {n}', 'diagnosis.date': 'بتاريخ {date}',
    'diagnosis.intro': 'العدد والمساحة والعدد لكل ألف ساكن، حسب المنطقة. يُحتسب العنصر في المنطقة التي تقع فيها نقطته الداخلية. المساحة هي مساحة الرسم داخل المنطقة، أو ما تصرّح به البطاقة.',
    'diagnosis.zone': 'المنطقة', 'diagnosis.people': 'السكان', 'diagnosis.count': 'العدد', 'diagnosis.area': 'المساحة، م²', 'diagnosis.rate': 'لكل 1000 ساكن', 'diagnosis.total': 'كل المناطق', 'diagnosis.unknown': 'غير معروف',
    'diagnosis.places': 'المناطق', 'diagnosis.left': 'المجموع: {count}؛ خارج كل منطقة: {outside}؛ دون موضع: {unlocated}.',
    'diagnosis.sources': 'السكان: {sources}', 'diagnosis.nosource': 'السكان: غير مذكورين.', 'diagnosis.page': 'صفحة {n}/{of}',
  },
  en: {
    'diagnosis.title': 'State of the place', 'diagnosis.service': 'By zone: {set}', 'diagnosis.number': '{n} zones', 'diagnosis.date': 'As of {date}',
    'diagnosis.intro': 'Number, area and number per thousand inhabitants, by zone. A feature counts in the zone where its inner point lies. An area is that of the outline within the zone, or the one its sheet states.',
    'diagnosis.zone': 'Zone', 'diagnosis.people': 'Inhabitants', 'diagnosis.count': 'Number', 'diagnosis.area': 'Area, m²', 'diagnosis.rate': 'Per 1,000 inh.', 'diagnosis.total': 'All zones', 'diagnosis.unknown': 'not known',
    'diagnosis.places': 'The zones', 'diagnosis.left': '{count} features in all; in no zone: {outside}; without a place: {unlocated}.',
    'diagnosis.sources': 'Inhabitants: {sources}', 'diagnosis.nosource': 'Inhabitants: not stated.', 'diagnosis.page': 'page {n}/{of}',
  },
} as const satisfies Texts;
export type DiagnosisText = keyof typeof texts.fr;
