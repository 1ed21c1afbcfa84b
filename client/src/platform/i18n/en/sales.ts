import type { Same } from '../catalogue.ts';
import type { sales as fr } from '../fr/sales.ts';

export const sales: Same<typeof fr> = {
  'imports.format.sales': 'Market sales and rents', 'imports.format.fixed-assets': 'The accountant’s fixed assets', 'imports.field.sale_kind': 'Sale or rent', 'imports.field.market_use': 'Use', 'imports.field.traded_on': 'Day of sale or letting', 'imports.field.price': 'Price or rent', 'imports.field.property': 'Property’s code', 'imports.field.source': 'Source',
  'imports.field.account': 'Account', 'imports.field.designation': 'Designation', 'imports.field.gross_value': 'Gross value', 'imports.field.prior_depreciation': 'Earlier depreciation', 'imports.field.year_depreciation': 'Depreciation of the year', 'imports.field.net_value': 'Net value', 'imports.field.life_years': 'Life (years)', 'imports.field.entry_mode': 'Mode of entry', 'imports.field.exit_on': 'Day of exit', 'imports.field.exit_mode': 'Mode of exit', 'imports.template.empty': 'Template to fill in (CSV)',
  'imports.format.payments': 'Payments (bank, treasury)', 'imports.field.operation': 'Operation number', 'imports.field.paid_on': 'Value date', 'imports.field.side': 'Side (debit, credit)', 'imports.field.method': 'By', 'imports.field.occupation': 'Occupation’s reference', 'imports.field.payer': 'Payer', 'imports.field.label': 'Label',
};
