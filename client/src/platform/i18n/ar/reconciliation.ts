import type { Same } from '../catalogue.ts';
import type { reconciliation as fr } from '../fr/reconciliation.ts';

export const reconciliation: Same<typeof fr> = {
  'reconciliation.title': 'المقاربة مع الأصول', 'reconciliation.import': 'توريد قائمة الأصول', 'reconciliation.file': 'تقرير XLSX', 'reconciliation.none': 'لا قائمة أصول',
  'reconciliation.none.why': 'ورّد ملف المحاسب: رقم الجرد والحساب والتاريخ والقيمة الخام والاستهلاكات.', 'reconciliation.from': 'الملف', 'reconciliation.here': 'السجل', 'reconciliation.there': 'المحاسب',
  'reconciliation.count': '{n} ملكا برقم أو قيمة', 'reconciliation.lines': '{n} سطرا، الصافي {net}', 'reconciliation.matched': 'متطابقة الرقم', 'reconciliation.equal': 'منها {n} متساوية', 'reconciliation.open': 'للمعالجة',
  'reconciliation.closed': 'معالجة', 'reconciliation.of': 'من {n} فارقا', 'reconciliation.bykind': 'الفوارق حسب النوع', 'reconciliation.differences': 'الفوارق', 'reconciliation.difference': 'الفارق',
  'reconciliation.number': 'العدد', 'reconciliation.gap': 'فارق القيمة', 'reconciliation.total': 'المحاسب ناقص السجل', 'reconciliation.kind.missing_here': 'غير موجود في السجل',
  'reconciliation.kind.missing_there': 'غير موجود في الأصول', 'reconciliation.kind.no_number': 'دون رقم', 'reconciliation.kind.value': 'قيمة مختلفة', 'reconciliation.kind.date': 'تاريخ مختلف',
  'reconciliation.inventory': 'رقم الجرد', 'reconciliation.settlement': 'القرار', 'reconciliation.settlement.register_right': 'السجل على صواب', 'reconciliation.settlement.accountant_right': 'المحاسب على صواب',
  'reconciliation.settlement.to_correct': 'للتصحيح', 'reconciliation.settlement.explained': 'مفسَّر', 'reconciliation.reason': 'السبب', 'reconciliation.settle': 'حفظ القرار', 'reconciliation.settled': 'حُفظ القرار.',
  'reconciliation.lapsed': 'للمراجعة',
};
