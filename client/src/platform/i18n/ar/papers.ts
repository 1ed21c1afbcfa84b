import type { papers as french } from '../fr/papers.ts';
import type { Same } from '../catalogue.ts';

export const papers: Same<typeof french> = {
  'papers.indicators': 'المؤشرات',
  'papers.valorisation': 'التثمين',
  'papers.statements': 'الوثائق القانونية',
  'papers.sheet': 'بطاقة PDF',
  'papers.sheets': 'بطاقات PDF',
  'papers.sheets.title': '{n, plural, zero {بطاقات الأملاك} one {بطاقة ملك} two {بطاقتا ملكين} few {# بطاقات أملاك} many {# بطاقة ملك} other {# بطاقة ملك}}',
  'papers.sheets.note': 'مخطط بمقياس حقيقي وصور وتعريف ووضعية قانونية ومساحات وعقود وإشغال وقيمة وسجل تاريخي؛ من صفحة إلى ثلاث صفحات A4 لكل ملك، نحو 15 كيلوبايت لكل واحدة.',
  'papers.sheets.language': 'لغة البطاقات',
  'papers.sheets.go': 'إعداد ملف PDF',
};
