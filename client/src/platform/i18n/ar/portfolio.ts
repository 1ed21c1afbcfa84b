import type { Same } from '../catalogue.ts';
import type { portfolio as fr } from '../fr/portfolio.ts';

export const portfolio: Same<typeof fr> = {
  'portfolio.title': 'تقييم الأملاك', 'portfolio.run': 'التقييم', 'portfolio.new': 'تقييم الأملاك', 'portfolio.start': 'بدء الحساب', 'portfolio.name': 'الاسم', 'portfolio.day': 'تاريخ التقييم',
  'portfolio.months': 'بيوعات آخر أشهر', 'portfolio.zones': 'التقسيم', 'portfolio.districts': 'أحياء السجل', 'portfolio.fewest': 'أقل عدد من البيوعات', 'portfolio.fewest.hint': 'دونه يُعتمد ثمن كامل البلدية',
  'portfolio.factors': 'المعامل حسب الحالة', 'portfolio.class.unknown': 'مجهولة', 'portfolio.limits': 'شاذ إذا تجاوز', 'portfolio.jump': 'فارق القيمة (%)', 'portfolio.spread': 'تباعد الأثمان (%)',
  'portfolio.times': 'المساحة، أضعاف الوسيط', 'portfolio.how': 'القيمة = المساحة × الثمن الوسيط للمتر المربع للاستعمال في المنطقة × المعامل. تُجمد المعطيات ببصمتها؛ ولا قيمة لاستعمال دون سوق أو مساحة مجهولة أو دون بيوعات.',
  'portfolio.empty': 'لا تقييم للأملاك', 'portfolio.empty.why': 'ورّد بيوعات ثم قيّم الأملاك حسب المنطقة والاستعمال والحالة.', 'portfolio.run.computing': 'قيد الحساب', 'portfolio.run.draft': 'مسودة',
  'portfolio.run.adopted': 'مصادق عليه', 'portfolio.run.dropped': 'متروك', 'portfolio.computing': 'تقييم الأملاك', 'portfolio.ended': 'لم يكتمل هذا الحساب ولم يبق منه شيء.', 'portfolio.adoptedby': 'من طرف {name}',
  'portfolio.adopt': 'المصادقة', 'portfolio.own': 'المصادقة لشخص آخر.', 'portfolio.drop': 'ترك', 'portfolio.done': 'صودق على التقييم.', 'portfolio.file': 'جدول XLSX', 'portfolio.check': 'إعادة الحساب',
  'portfolio.same': 'تعطي المعطيات المجمدة نفس القيم ونفس البصمة.', 'portfolio.differs': 'لم تعد المعطيات المجمدة تعطي هذه القيم.', 'portfolio.total': 'قيمة الأملاك', 'portfolio.total.of': '{n} ملكا مقيّما',
  'portfolio.held.of': 'للحسم قبل المصادقة', 'portfolio.held.first': 'احسم أولا في {n} قيم شاذة.', 'portfolio.hash': 'البصمة', 'portfolio.hash.of': 'للمعطيات المجمدة', 'portfolio.prices': 'أثمان المتر المجمدة',
  'portfolio.prices.of': '{months} شهرا إلى {day}', 'portfolio.few': 'قليل جدا', 'portfolio.change': 'ما الذي تغير', 'portfolio.since': 'منذ {day}', 'portfolio.why': 'السبب', 'portfolio.part.area': 'المساحات',
  'portfolio.part.price': 'أثمان السوق', 'portfolio.part.place': 'الاستعمال أو المنطقة', 'portfolio.part.class': 'الحالة', 'portfolio.part.new': 'أملاك مضافة', 'portfolio.part.gone': 'أملاك خارجة',
  'portfolio.difference': 'الفارق', 'portfolio.lines': 'الأسطر', 'portfolio.state': 'الوضعية', 'portfolio.line.valued': 'معتمدة', 'portfolio.line.held': 'شاذة', 'portfolio.line.accepted': 'مقبولة',
  'portfolio.line.excluded': 'مستبعدة', 'portfolio.line.none': 'غير مقيّمة', 'portfolio.none.no_market': 'استعمال دون سوق', 'portfolio.none.no_area': 'مساحة مجهولة', 'portfolio.none.no_evidence': 'لا بيوعات',
  'portfolio.none.within': 'ضمن ملك مقيّم', 'portfolio.outlier': 'الشذوذ', 'portfolio.outlier.jump': 'بعيدة عن التقييم السابق', 'portfolio.outlier.valuation': 'بعيدة عن التقييم الممضى',
  'portfolio.outlier.spread': 'أثمان متباعدة', 'portfolio.outlier.area': 'مساحة شاذة', 'portfolio.wider': '(كامل البلدية)', 'portfolio.value': 'القيمة', 'portfolio.before': 'القيمة السابقة', 'portfolio.formula': 'الحساب',
  'portfolio.accept': 'قبول القيمة', 'portfolio.exclude': 'استبعاد القيمة', 'portfolio.reason': 'السبب', 'portfolio.reason.needed': 'اكتب السبب.',
};
