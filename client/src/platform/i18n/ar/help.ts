import type { Same } from '../catalogue.ts';
import type { help as french } from '../fr/help.ts';

export const help: Same<typeof french> = {
  'help.title': 'مساعدة',
  'help.search': 'البحث في الأدلة',
  'help.guides': 'الأدلة',
  'help.guide': 'الدليل',
  'help.section': 'الفصل',
  'help.text': 'نص الدليل',
  'help.found': '{n, plural, =0 {لا فصل. جرّب كلمة واحدة.} one {فصل واحد} two {فصلان} few {# فصول} many {# فصلًا} other {# فصل}}',
  'help.tour': 'القيام بجولة',
  'help.tour.back': 'السابق',
  'help.tour.next': 'التالي',
  'help.tour.leave': 'مغادرة',
  'help.tour.end': 'البدء',
  'help.tour.work': 'عملك هنا',
  'help.tour.work.why': 'الخريطة وجدولها والبطاقة تعرض الاختيار نفسه. ينتقل المفتاح ⁦F6⁩ من جزء إلى آخر. لا يُسجَّل شيء دون طلبك.',
  'help.tour.nav': 'الشاشات حسب المهنة',
  'help.tour.nav.why': 'كل كلمة تفتح قائمة شاشات. لا ترى إلا ما يفتحه دورك.',
  'help.tour.find': 'البحث: ⁦Ctrl K⁩',
  'help.tour.find.why': 'ملك أو قطعة أو عنوان أو شاشة: تكفي بعض الحروف في كل الشاشات.',
  'help.tour.language': 'العربية والفرنسية والإنجليزية',
  'help.tour.language.why': 'تُغيَّر اللغة في كل وقت ويبقى ما كتبته في مكانه.',
  'help.tour.status': 'سطر الحالة',
  'help.tour.status.why': 'يذكر ما تعدّه الشاشة والدور الذي تعمل به.',
  'help.tour.help': 'المساعدة: ⁦F1⁩',
  'help.tour.help.why': 'تُفتح على فصل الشاشة التي أنت فيها. ويمكن إعادة الجولة منها.',
};
