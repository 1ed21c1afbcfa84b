import type { Same } from '../catalogue.ts';
import type { assets as fr } from '../fr/assets.ts';

/** The register and the page of a property. */
export const assets: Same<typeof fr> = {
  'assets.register': 'سجل الأملاك',
  'assets.one': 'بطاقة ملك',
  'assets.tabs': 'أجزاء البطاقة',
  'assets.onmap': 'على الخريطة',
  'assets.tab.sheet': 'البطاقة',
  'assets.tab.legal': 'الوضعية القانونية',
  'assets.tab.ground': 'الموقع والمساحة',
  'assets.tab.occupation': 'الإشغال',
  'assets.tab.documents': 'الوثائق',
  'assets.tab.history': 'السجل الزمني',
  'assets.title.unknown': 'وضعية الملكية غير معروفة',
  'assets.facets': 'تصفية السجل',
  'assets.facet.domain': 'الملك',
  'assets.facet.title': 'وضعية الملكية',
  'assets.none': 'غير مذكور',
  'assets.group.public': 'الملك العمومي',
  'assets.group.private': 'الملك الخاص',
  'assets.group.other': 'أخرى',
  'assets.group.undetermined': 'غير محدد',
  'assets.located.yes': 'محددة الموقع',
  'assets.located.no': 'غير محددة الموقع',
  'assets.words': 'الرمز، الاسم، العنوان، الرسم…',
  'assets.words.go': 'بحث',
  'assets.tick': 'تأشير {code}',
  'assets.tick.page': 'تأشير الصفحة',
  'assets.ticked': '{n, plural, =0 {لا ملك مؤشر} one {ملك مؤشر} two {ملكان مؤشران} few {# أملاك مؤشرة} other {# ملكا مؤشرا}}',
  'assets.tick.all': '{n, plural, one {الملك المصفّى} two {الملكان المصفّيان} few {الأملاك المصفّاة وعددها #} other {الأملاك المصفّاة وعددها #}}',
  'assets.untick': 'إلغاء التأشير',
};
