import type { Same } from '../catalogue.ts';
import type { sales as fr } from '../fr/sales.ts';

export const sales: Same<typeof fr> = {
  'imports.format.sales': 'بيوعات وأكرية السوق', 'imports.format.fixed-assets': 'قائمة الأصول لدى المحاسب', 'imports.field.sale_kind': 'بيع أو كراء', 'imports.field.market_use': 'الاستعمال', 'imports.field.traded_on': 'تاريخ البيع أو الكراء', 'imports.field.price': 'الثمن أو الكراء', 'imports.field.property': 'رمز الملك', 'imports.field.source': 'المصدر',
  'imports.field.account': 'الحساب', 'imports.field.designation': 'البيان', 'imports.field.gross_value': 'القيمة الخام', 'imports.field.prior_depreciation': 'الاستهلاكات السابقة', 'imports.field.year_depreciation': 'استهلاك السنة', 'imports.field.net_value': 'القيمة الصافية', 'imports.field.life_years': 'المدة (سنوات)', 'imports.field.entry_mode': 'طريقة الدخول', 'imports.field.exit_on': 'تاريخ الخروج', 'imports.field.exit_mode': 'طريقة الخروج', 'imports.template.empty': 'أنموذج للتعمير (CSV)',
  'imports.format.payments': 'مدفوعات (بنك، خزينة)', 'imports.field.operation': 'رقم العملية', 'imports.field.paid_on': 'تاريخ القيمة', 'imports.field.side': 'الاتجاه (مدين، دائن)', 'imports.field.method': 'طريقة الدفع', 'imports.field.occupation': 'مرجع الإشغال', 'imports.field.payer': 'الدافع', 'imports.field.label': 'البيان',
};
