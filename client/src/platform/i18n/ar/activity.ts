import type { activity as fr } from '../fr/activity.ts';
import type { Same } from '../catalogue.ts';

export const activity: Same<typeof fr> = {
  'activity.title': 'المراقبة والمتابعة', 'activity.tab.figures': 'ثلاثة أرقام', 'activity.tab.zones': 'حسب المنطقة', 'activity.tab.follow': 'المتابعة', 'activity.tab.held': 'للبت', 'activity.from': 'من', 'activity.to': 'إلى (غير مشمول)',
  'activity.on': 'في يوم', 'activity.unit': 'المسكن', 'activity.host': 'المضيف', 'activity.declared': 'مصرح به', 'activity.reported': 'مبلغ عنه', 'activity.estimated': 'مقدر', 'activity.range': 'المجال', 'activity.gap': 'الفارق بالليالي',
  'activity.gapfrom.reported': 'حسب المنصة', 'activity.gapfrom.estimated': 'حسب التقدير الأدنى', 'activity.gapfrom.none': 'لا شيء للمقارنة', 'activity.expected': 'للتثبت', 'activity.only': 'الفوارق فقط', 'activity.units': 'المساكن',
  'activity.withgap': 'لها فارق', 'activity.sums.of': '{n, number} من {of, number}',
  'activity.how': 'ثلاثة أرقام لا تُجمع أبدا: ما يصرح به المضيف وما تبلغ عنه المنصة وما يقدره النموذج {model} v{version}. المجال من نسبتي تقييم 72 ٪ و30,5 ٪. الفارق سبب للسؤال وليس أساسا للتوظيف.', 'activity.none': 'لا نشاط في هذه الفترة',
  'activity.none.why': 'استوردوا رصدا أو إقامات مصرحا بها أو تصريح منصة.', 'activity.csv': 'جدول (CSV)', 'activity.xlsx': 'جدول (XLSX)', 'activity.brief': 'مذكرة تأليفية (PDF)', 'activity.open': 'بيانات مفتوحة (CSV)',
  'activity.set': 'التقسيم', 'activity.platform': 'المنصة', 'activity.hosts': 'حجم المضيفين', 'activity.hosts.all': 'الكل', 'activity.hosts.one': 'إعلان واحد', 'activity.hosts.few': '2 إلى 4 إعلانات',
  'activity.hosts.many': '5 إعلانات فأكثر', 'activity.zone': 'المنطقة', 'activity.certain': 'مؤكدة', 'activity.possible': 'محتملة', 'activity.expectedn': 'متوقعة', 'activity.nights': 'الليالي المقدرة', 'activity.vehicles': 'المركبات المعدودة', 'activity.vehicles.stated': 'المركبات المصرح بها',
  'activity.trips': 'الرحلات المعدودة', 'activity.trips.stated': 'الرحلات المصرح بها', 'activity.deliveries': 'التوصيلات', 'activity.total': 'المجموع', 'activity.captures': 'عمليات الرصد من الأقدم إلى الأحدث', 'activity.capture': 'الرصد', 'activity.listings': 'الإعلانات',
  'activity.new': 'جديدة', 'activity.gone': 'اختفت', 'activity.kept': 'باقية', 'activity.concentration': 'تركز المضيفين', 'activity.hostsn': 'المضيفون', 'activity.topten': 'حصة العشرة الأوائل', 'activity.entire': 'مساكن كاملة',
  'activity.compliance': 'مطابقة الإعلانات النشيطة', 'activity.withnumber': 'تحمل رقما', 'activity.exempt': 'تدعي الإعفاء', 'activity.withdeclaration': 'لها تصريح', 'activity.effect': 'قبل وبعد يوم', 'activity.effect.day': 'يوم القاعدة',
  'activity.effect.zone': 'المنطقة المعنية', 'activity.effect.rest': 'كل المناطق الأخرى', 'activity.effect.against': 'منطقة المقارنة', 'activity.effect.before': 'قبل', 'activity.effect.after': 'بعد', 'activity.effect.points': 'الأثر بالنقاط',
  'activity.effect.why': 'نمو المنطقة ناقص نمو المقارنة. الفارق ليس دليلا: قد تكون هناك أسباب أخرى.', 'activity.held.none': 'لا شيء ينتظر قرارا', 'activity.held.why': 'يبقى هنا تصحيح دون أصل أو رسالة وصلت من قبل بمضمون آخر.',
  'activity.held.document': 'الوثيقة', 'activity.held.file': 'الملف', 'activity.held.reason': 'السبب', 'activity.held.orphan': 'يصحح ما لم يصل', 'activity.held.came_before': 'رسالة وصلت من قبل بمضمون آخر', 'activity.held.accept': 'احتساب',
  'activity.held.reject': 'استبعاد', 'activity.held.facts': 'الوقائع', 'activity.acts': 'القرار',
  'activity.active': 'نشيطة', 'activity.revenue': 'المداخيل المقدرة', 'activity.nights.declared': 'الليالي المصرح بها', 'activity.nights.reported': 'الليالي المبلغ عنها', 'activity.kind': 'النوع',
  'activity.class': 'التصنيف', 'activity.compare': 'المقارنة', 'activity.measure': 'الرقم', 'activity.against': 'مقارنة بـ {zone}', 'activity.map': 'خريطة المناطق',
  'activity.drawing': 'انقروا زاوية بعد زاوية، ثم الأولى للإغلاق.', 'activity.show': 'العرض', 'activity.show.zones': 'المناطق', 'activity.show.7': 'سداسيات 5 كم²', 'activity.show.8': 'سداسيات 0,7 كم²',
  'activity.show.9': 'سداسيات 0,1 كم²', 'activity.draw': 'رسم منطقة', 'activity.drop': 'إزالة الرسم', 'activity.drawn': 'المنطقة المرسومة', 'activity.key': 'الدرجات', 'activity.tick': 'مقارنة {zone}',
  'activity.tick.all': 'مقارنة الكل', 'activity.map.why': 'انقروا منطقة لمقارنتها. السداسي يعد الإعلان حيث تقع نقطته المشوشة: كثافة لا عناوين.',
  'activity.answer.how': 'الإعلان قرص: مؤكد إن كان كله في المنطقة، ومحتمل إن كان بعضه، ومتوقع بحصته. الليالي والمداخيل تقديرات النموذج {model} v{version}؛ ولا يُجمع المصرح به والمبلغ عنه والمقدر. والتصنيف لا يُبقي إلا الإعلانات المرتبطة بمسكن مصرح به من ذلك الصنف.',
  'activity.tab.vacant': 'عقارات شاغرة', 'activity.vacant.none': 'لا عقار شاغر له موضع', 'activity.vacant.none.why': 'يظهر هنا كل عقار شاغر موضوع على الخريطة.', 'activity.vacant.code': 'الرمز', 'activity.vacant.premises': 'المحل',
  'activity.vacant.use': 'الاستعمال', 'activity.vacant.area': 'المساحة (م²)', 'activity.vacant.compared': 'الجيران', 'activity.vacant.price': 'وسيط الثمن لليلة', 'activity.vacant.year': 'في السنة ({currency})', 'activity.vacant.few': 'جيران قلائل',
  'activity.vacant.how': 'مساكن كاملة نشيطة على أقل من {radius} م: وسيط الثمن في وسيط الليالي المقدرة (النموذج {model} v{version})، مع مجال نسب التقييم. رتبة قدر خام؛ ليست كراء ولا ترخيصا في الكراء بهذه الصفة.',
};
