import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'controls.none': 'Aucun écart à ouvrir sur cette période.', 'controls.assessed': 'La taxation d’office est signée : le redevable ne change plus.', 'controls.nights': 'Registre des nuitées', 'controls.zone': 'Zone', 'controls.certainty': 'Zone sûre', 'controls.unit': 'Hébergement', 'controls.class': 'Classe', 'controls.taxpayer': 'Redevable', 'controls.source': 'Source', 'controls.platform': 'Plateforme', 'controls.from': 'Du', 'controls.to': 'Au (exclu)', 'controls.nights.n': 'Nuits', 'controls.guests': 'Personnes', 'controls.exempt': 'Exonérées',
    'controls.said.declared': 'déclaré', 'controls.said.reported': 'transmis', 'controls.said.observed': 'constaté', 'controls.why': '{gap} nuits de plus que déclaré, d’après {from}', 'controls.from.reported': 'les plateformes', 'controls.from.estimated': 'une estimation', 'controls.from.none': 'un constat',
  },
  ar: {
    'controls.none': 'لا فارق لفتحه في هذه الفترة.', 'controls.assessed': 'وُقّع التوظيف الإجباري: لا يتغير المطالب.', 'controls.nights': 'سجل الليالي', 'controls.zone': 'المنطقة', 'controls.certainty': 'منطقة ثابتة', 'controls.unit': 'محل الإيواء', 'controls.class': 'الصنف', 'controls.taxpayer': 'المطالب', 'controls.source': 'المصدر', 'controls.platform': 'المنصة', 'controls.from': 'من', 'controls.to': 'إلى (غير داخل)', 'controls.nights.n': 'الليالي', 'controls.guests': 'الأشخاص', 'controls.exempt': 'المعفون',
    'controls.said.declared': 'مصرّح به', 'controls.said.reported': 'مبلّغ', 'controls.said.observed': 'معاين', 'controls.why': '{gap} ليلة أكثر من المصرّح به حسب {from}', 'controls.from.reported': 'المنصات', 'controls.from.estimated': 'تقدير', 'controls.from.none': 'معاينة',
  },
  en: {
    'controls.none': 'No gap to open over these days.', 'controls.assessed': 'The assessment by office is signed: the taxpayer no longer changes.', 'controls.nights': 'Register of nights', 'controls.zone': 'Zone', 'controls.certainty': 'Zone certain', 'controls.unit': 'Lodging', 'controls.class': 'Class', 'controls.taxpayer': 'Taxpayer', 'controls.source': 'Source', 'controls.platform': 'Platform', 'controls.from': 'From', 'controls.to': 'To (excluded)', 'controls.nights.n': 'Nights', 'controls.guests': 'Guests', 'controls.exempt': 'Exempt',
    'controls.said.declared': 'declared', 'controls.said.reported': 'reported', 'controls.said.observed': 'observed', 'controls.why': '{gap} nights more than declared, from {from}', 'controls.from.reported': 'platforms', 'controls.from.estimated': 'an estimate', 'controls.from.none': 'a finding',
  },
} as const satisfies Texts;
