import type { Same } from '../catalogue.ts';
import type { field as french } from '../fr/field.ts';

export const field: Same<typeof french> = {
  'field.title': 'الميدان', 'field.refused': 'دورك لا يسمح بالمعاينة الميدانية. اتصل بالمسؤول.', 'field.nothing': 'لا شيء على هذا الجهاز', 'field.nothing.why': 'افتح هذه الصفحة مرة مع الشبكة: ترافقك بطاقاتك.',
  'field.install': 'تثبيت على هذا الجهاز',
  'field.online': 'متصل', 'field.offline': 'غير متصل', 'field.sending': 'إرسال…', 'field.queue.n': '{n} للإرسال', 'field.queue.label': '{n, plural, =0 {لا شيء في انتظار الإرسال} one {عنصر واحد في انتظار الإرسال} two {عنصران في انتظار الإرسال} few {# عناصر في انتظار الإرسال} other {# عنصرًا في انتظار الإرسال}}',
  'field.queue.offline': 'لا شبكة: يبقى كل شيء على الجهاز ويُرسل عند عودتها.', 'field.queue.empty': 'أُرسل كل شيء', 'field.queue.why': 'تنتظر الزيارات والصور هنا حتى يستلمها الخادم.', 'field.queue.photos': 'الصور: أُرسل {sent} من {all}',
  'field.queue.drop': 'حذف هذه الزيارة من الجهاز', 'field.queue.drop.photo': 'حذف هذه الصورة', 'field.send': 'إرسال الآن', 'field.back': 'العودة إلى القائمة',
  'field.asof': 'أُخذت البطاقات يوم {at, date, short} على {at, time, short}.', 'field.newer': 'نسخة جديدة من هذه الصفحة جاهزة.', 'field.newer.take': 'أخذها',
  'field.leave': 'تسجيل الخروج', 'field.leave.why': 'ستُمحى البطاقات والمسودات والصور من هذا الجهاز.', 'field.leave.unsent': '{n, plural, one {عنصر واحد لم يُرسل وسيضيع.} two {عنصران لم يُرسلا وسيضيعان.} few {# عناصر لم تُرسل وستضيع.} other {# عنصرًا لم تُرسل وستضيع.}}',
  'field.leave.go': 'المحو وتسجيل الخروج', 'field.leave.anyway': 'المحو رغم ذلك وتسجيل الخروج', 'field.here': 'أين أنا؟', 'field.found': 'ملك عُثر عليه', 'field.found.of': 'ملك عُثر عليه ({name})', 'field.found.one': 'عُثر عليه في عين المكان', 'field.found.unnamed': 'ملك دون اسم', 'field.found.name': 'اسم الملك أو وصفه', 'field.found.name.first': 'سمّ هذا الملك أولًا.',
  'field.search': 'البحث عن بطاقة', 'field.none': 'لا بطاقة للزيارة', 'field.none.why': 'لم يسند إليك المكتب شيئًا أو قُبل كل شيء.', 'field.again.bare': 'للمراجعة', 'field.again': 'للمراجعة: {note}',
  'field.state.draft': 'جارية', 'field.state.queued': 'للإرسال', 'field.state.sent': 'أُرسلت', 'field.state.refused': 'مرفوضة', 'field.map': 'مخطط {n, plural, one {بطاقة واحدة} two {بطاقتين} few {# بطاقات} other {# بطاقة}}',
  'field.step': 'السؤال {n} من {of}', 'field.progress': 'تقدّم الزيارة', 'field.outcome': 'الملك', 'field.outcome.seen': 'شوهد', 'field.outcome.not_found': 'لم يُعثر عليه', 'field.outcome.no_access': 'تعذّر الدخول',
  'field.register': 'في السجل: {value}', 'field.confirm': 'ما زال صحيحًا', 'field.unanswer': 'تركه دون جواب', 'field.unanswered': 'دون جواب', 'field.yes': 'نعم', 'field.no': 'لا',
  'field.occupant': 'الشاغل المصرّح به في عين المكان', 'field.occupant.why': 'معطى شخصي: يقرؤه في المكتب من له الحق، ويُمحى من الجهاز عند الخروج.', 'field.note': 'ملاحظة',
  'field.photo': 'صورة', 'field.photos': 'الصور', 'field.photos.n': '{n, plural, =0 {لا شيء} other {#}}', 'field.photo.n': 'الصورة {n}', 'field.photo.drop': 'حذف الصورة {n}', 'field.gps': 'GPS', 'field.position': 'الموقع', 'field.position.at': 'أُخذ الموقع بدقة {n} م.', 'field.position.failed': 'تعذّر تحديد الموقع. اسمح بتحديد الموقع أو اخرج إلى مكان مكشوف.',
  'field.acts': 'الزيارة', 'field.before': 'السابق', 'field.next': 'التالي', 'field.finish': 'إنهاء', 'field.clash': 'غيّر المكتب في الأثناء:', 'field.also': 'زاره من قبل {by}. سيرى المكتب الزيارتين.',
};
