import type { Same } from '../catalogue.ts';
import type { documents as fr } from '../fr/documents.ts';

export const documents: Same<typeof fr> = {
  'documents.title': 'الوثائق', 'documents.all': 'وثائق البلدية', 'documents.add': 'إضافة ملفات', 'documents.add.title': '{n, plural, one {إرفاق ملف} other {إرفاق # ملفات}}',
  'documents.add.go': '{n, plural, one {إرفاق الملف} other {إرفاق الملفات (#)}}', 'documents.sending': 'إرسال الملفات', 'documents.outcome.sent': 'أُرفق', 'documents.outcome.known': 'مرفق هنا من قبل', 'documents.outcome.refused': 'مرفوض',
  'documents.none': 'لا توجد وثائق', 'documents.none.why': 'أسقط هنا رسما أو عقدا أو مخططا أو صورا، أو اختر ملفات.', 'documents.bin': 'سلة المحذوفات', 'documents.bin.none': 'سلة المحذوفات فارغة', 'documents.acts': 'إجراءات', 'documents.preview': 'معاينة',
  'documents.kind': 'النوع', 'documents.kind.any': 'الكل', 'documents.kind.title': 'رسم', 'documents.kind.plan': 'مخطط', 'documents.kind.deed': 'عقد', 'documents.kind.record': 'محضر', 'documents.kind.agreement': 'اتفاقية أو كراء',
  'documents.kind.deliberation': 'مداولة', 'documents.kind.publication': 'نشر رسمي', 'documents.kind.estimate': 'تقدير', 'documents.kind.photo': 'صورة', 'documents.kind.report': 'تقرير', 'documents.kind.letter': 'مراسلة', 'documents.kind.other': 'أخرى',
  'documents.name': 'العنوان', 'documents.dated': 'التاريخ', 'documents.author': 'المؤلف', 'documents.from': 'صالحة من', 'documents.until': 'صالحة إلى', 'documents.until.hint': 'يُنبَّه إليها قبل 90 يوما.', 'documents.note': 'ملاحظة',
  'documents.restricted': 'مخصصة لمن يحق له الاطلاع على المعطيات الشخصية', 'documents.restricted.tag': 'مخصصة', 'documents.validity': 'الصلاحية', 'documents.validity.valid': 'صالحة إلى', 'documents.validity.expiring': 'تنتهي في', 'documents.validity.expired': 'انتهت في', 'documents.validity.future': 'غير صالحة بعد',
  'documents.size': 'الحجم', 'documents.pages': 'الصفحات', 'documents.pages.n': '{n, plural, one {صفحة واحدة} other {# صفحات}}', 'documents.file': 'الملف', 'documents.pixels': 'الأبعاد (بكسل)', 'documents.taken': 'التقطت في', 'documents.place': 'الموقع (عرض، طول)', 'documents.sha': 'بصمة SHA-256',
  'documents.also': 'الملف نفسه', 'documents.also.n': '{n, plural, one {مرفق في موضع آخر} other {مرفق في # مواضع أخرى}}', 'documents.change': 'تصحيح الوثيقة', 'documents.change.of': 'تصحيح {title}', 'documents.changed': 'صُحّحت الوثيقة.', 'documents.save': 'حفظ',
  'documents.bin.of': 'وضع {title} في سلة المحذوفات', 'documents.binned': '«{title}» في سلة المحذوفات.', 'documents.undo': 'تراجع', 'documents.restore.of': 'استرجاع {title}', 'documents.subject': 'مرفقة بـ', 'documents.subject.asset': 'ملك', 'documents.subject.act': 'عقد', 'documents.subject.title': 'ملف الرسم',
  'documents.subject.occupation': 'إشغال', 'documents.subject.party': 'شخص', 'documents.subject.valuation': 'تقييم', 'documents.subject.inspection': 'معاينة', 'documents.subject.campaign': 'حملة', 'documents.words': 'العنوان أو الملف أو الكاتب', 'documents.view': 'عرض', 'documents.view.all': 'الكل', 'documents.view.expired': 'المنتهية', 'documents.view.expiring': 'تنتهي خلال 90 يوما', 'documents.view.bin': 'سلة المحذوفات',
  'documents.empty.all': 'لم تُرفق أي وثيقة بعد', 'documents.empty.expired': 'لا توجد وثيقة منتهية', 'documents.empty.expiring': 'لا تنتهي أي وثيقة خلال 90 يوما', 'documents.empty.bin': 'سلة المحذوفات فارغة',
};
