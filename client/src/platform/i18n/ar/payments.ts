import type { payments as fr } from '../fr/payments.ts';
import type { Same } from '../catalogue.ts';

export const payments: Same<typeof fr> = {
  'payments.title': 'مدفوعات قيد التعرّف', 'payments.count': '{n, plural, =0 {لا سطر} one {سطر واحد} two {سطران} few {# أسطر} other {# سطرًا}}، {amount} \u2066{currency}\u2069', 'payments.none': 'لا شيء للتعرّف عليه', 'payments.none.why': 'تنتظر هنا أسطر الملف البنكي التي لا يدل عليها شيء بيقين.', 'payments.day': 'قُبض في', 'payments.label': 'البيان', 'payments.payer': 'الدافع', 'payments.amount': 'المبلغ',
  'payments.match': 'إسناد إلى \u2066{reference}\u2069', 'payments.match.to': 'إسناد', 'payments.open': 'مستحق {amount}', 'payments.other': 'حساب آخر (المرجع)', 'payments.find': 'بحث', 'payments.aside': 'استبعاد', 'payments.aside.reason': 'لماذا ليس دفعًا مستحقًا', 'payments.reopened': 'أُلغي دفع هذا السطر:', 'payments.by.reference': 'المرجع', 'payments.by.amount': 'المبلغ', 'payments.done': 'أُسند السطر ورُقّم وصله.', 'payments.import': 'استيراد ملف',
};
