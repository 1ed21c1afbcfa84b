import type { Same } from '../catalogue.ts';
import type { acts as fr } from '../fr/acts.ts';

export const acts: Same<typeof fr> = {
  'guards.met': 'القواعد المعنية', 'guards.refused': 'مرفوض', 'guards.warned': 'للتحقق', 'guards.overridden': 'تجاوز القاعدة', 'guards.basis': 'الأساس:', 'guards.toconfirm': 'يؤكده مختص قانوني', 'guards.reason': 'السبب:',
  'guards.override': 'سبب تجاوز القاعدة', 'guards.override.hint': 'عشرة أحرف على الأقل. يُسجَّل اسمك والسبب في العقد وفي السجل.', 'acts.title': 'العقود والقرارات', 'acts.register': 'سجل العقود والقرارات', 'acts.one': 'العقد',
  'acts.new': 'تسجيل عقد أو قرار', 'acts.any': 'الكل', 'acts.none': 'لا توجد عقود', 'acts.none.why': 'الوضعية والصنف كما صُرّح بهما، وسيتبعان العقود المسجلة.',
  'acts.none.register': 'تظهر هنا التخصيصات والإدراجات والاقتناءات والتفويتات.', 'acts.choose': 'اختر عقدا', 'acts.total': '{n, plural, one {عقد واحد} other {# عقود}}', 'acts.csv': 'CSV',
  'acts.words': 'المرجع أو الموضوع أو الطرف', 'acts.count': 'الأملاك', 'acts.kind': 'النوع', 'acts.kind.assignment': 'تخصيص', 'acts.kind.unassignment': 'إنهاء التخصيص', 'acts.kind.classification': 'إدراج بالملك العمومي',
  'acts.kind.declassification': 'إخراج من الملك العمومي', 'acts.kind.acquisition': 'اقتناء', 'acts.kind.disposal': 'تفويت', 'acts.kind.exchange': 'معاوضة', 'acts.kind.donation': 'هبة', 'acts.kind.expropriation': 'انتزاع',
  'acts.kind.demolition': 'هدم', 'acts.kind.deliberation': 'مداولة', 'acts.kind.approval': 'مصادقة', 'acts.kind.cancellation': 'إلغاء', 'acts.side': 'الاتجاه', 'acts.side.in': 'يدخل الأملاك', 'acts.side.out': 'يخرج من الأملاك',
  'acts.side.about': 'معني', 'acts.becomes': 'الصنف بعد العقد', 'acts.becomes.default': 'حسب نوع العقد', 'acts.reference': 'المرجع', 'acts.authority': 'السلطة', 'acts.subject': 'الموضوع', 'acts.signed': 'تاريخ العقد',
  'acts.effective': 'تاريخ السريان', 'acts.effective.hint': 'فارغ: يوم العقد.', 'acts.deliberated': 'مداولة بتاريخ', 'acts.deliberation': 'رقم المداولة', 'acts.approved': 'مصادقة بتاريخ', 'acts.approval': 'رقم المصادقة',
  'acts.publication': 'النشر', 'acts.publication.hint': 'الجريدة الرسمية أو الرائد الرسمي، العدد.', 'acts.published': 'نُشر في', 'acts.service': 'المصلحة المنتفعة', 'acts.record': 'محضر التسليم', 'acts.counterpart': 'البائع أو المشتري أو الواهب أو طرف آخر', 'acts.party': 'الشخص',
  'acts.note': 'ملاحظة', 'acts.property.add': 'إضافة ملك: الرمز أو الاسم أو العنوان', 'acts.property.remove': 'سحب {code}', 'acts.deed': 'ملف الاقتناء أو التفويت', 'acts.deed.deliberation': 'مداولة {n}',
  'acts.deed.deliberations': 'المداولات', 'acts.deed.estimate': 'تقدير {n}', 'acts.deed.estimates': 'التقديرات', 'acts.deed.promised': 'الوعد', 'acts.deed.on': 'العقد الرسمي', 'acts.deed.reference': 'مرجع العقد',
  'acts.deed.notary': 'العدل', 'acts.deed.net': 'الثمن دون الأداءات', 'acts.deed.gross': 'الثمن بالأداءات', 'acts.deed.fees': 'المصاريف', 'acts.deed.initial': 'القطع الأصلية', 'acts.deed.final': 'القطع النهائية',
  'acts.amount.wrong': 'مبلغ غير مقروء: {value}. اكتب مثلا 1250,500.', 'acts.check': 'تحقّق', 'acts.check.title': 'أثر العقد', 'acts.check.before': 'قبل', 'acts.check.after': 'بعد',
  'acts.check.clear': 'لا تعارضه أي قاعدة. راجع ثم سجّل.', 'acts.check.reason': 'اذكر سبب كل قاعدة متجاوزة.', 'acts.check.manager': 'يمكن لمسؤول تجاوزها مع ذكر السبب.', 'acts.go': 'تسجيل العقد',
  'acts.recorded': 'سُجّل العقد {reference}.', 'acts.cancel': 'إلغاء هذا العقد', 'acts.cancel.title': 'إلغاء العقد {reference}', 'acts.cancel.subject': 'إلغاء العقد {reference}', 'acts.cancels': 'يلغي', 'acts.cancelled': 'ملغى',
  'acts.cancelled.by': 'أُلغي بالعقد', 'acts.declared': 'مصرح به قبل أي عقد', 'acts.coming': 'لاحق', 'acts.leaves.domain': 'الصنف', 'acts.leaves.status': 'الوضعية', 'acts.documents': 'وثائق العقد',
  'acts.properties': '{n, plural, one {الملك المعني} other {الأملاك المعنية (#)}}', 'acts.overridden': 'قاعدة تجاوزها {by}:', 'acts.state': 'الحالة', 'acts.state.standing': 'سارية', 'acts.state.cancelled': 'ملغاة',
  'acts.state.overridden': 'قاعدة متجاوزة',
};
