import type { activityFiles as fr } from '../fr/activity-files.ts';
import type { Same } from '../catalogue.ts';

/** The words of the files of platform activity. */
export const activityFiles = {
  'imports.format.lodging-stays': 'الإقامات والليالي (نموذجنا)', 'imports.format.eu-str': 'نشاط الاتحاد الأوروبي 2024/1028 (JSON)', 'imports.format.dpi-xml': 'التصريح السنوي للمنصات (DPI/DAC7)',
  'imports.format.declarations': 'التصاريح (نموذجنا)', 'imports.field.taxpayer': 'المطالب بالمعلوم', 'imports.field.taxpayer_identifier': 'معرّف المطالب', 'imports.field.taxpayer_kind': 'شخص أو شركة', 'imports.field.tax': 'المعلوم', 'imports.field.line': 'نوع السطر', 'imports.field.nights': 'الليالي (أشخاص × ليال)',
  'imports.format.gbfs': 'التنقل: مركبات ومحطات (GBFS)', 'imports.format.mds': 'التنقل: رحلات وتقارير وقواعد (MDS)', 'imports.format.fleet': 'الأساطيل (نموذجنا)', 'imports.format.deliveries': 'التوصيلات ورقم المعاملات (نموذجنا)',
  'imports.format.ocsitan': 'تعريفات معلوم الإقامة (OCSIT@N)', 'imports.format.addresses': 'عناوين البلدية', 'imports.field.stay': 'مرجع الإقامة', 'imports.field.registration_number': 'رقم التسجيل',
  'imports.field.platform': 'المنصة', 'imports.field.listing_id': 'رقم الإعلان', 'imports.field.post_code': 'الترقيم البريدي', 'imports.field.city': 'المدينة', 'imports.field.lodging_class': 'صنف الإيواء',
  'imports.field.capacity': 'طاقة الاستيعاب', 'imports.field.rooms': 'الغرف', 'imports.field.host': 'المضيف', 'imports.field.host_identifier': 'معرف المضيف', 'imports.field.host_kind': 'المضيف: شخص أو شركة',
  'imports.field.arrival': 'الوصول', 'imports.field.departure': 'المغادرة', 'imports.field.contract_on': 'تاريخ العقد', 'imports.field.guests': 'الأشخاص', 'imports.field.age': 'العمر', 'imports.field.age_group': 'كهل أو طفل',
  'imports.field.nationality': 'الجنسية أو بلد الإقامة', 'imports.field.exemption': 'سبب الإعفاء', 'imports.field.tax_collected': 'المعلوم المستخلص', 'imports.field.zone': 'المنطقة', 'imports.field.declared_by': 'المصرح',
  'imports.field.operator': 'المشغل', 'imports.field.operator_identifier': 'معرف المشغل', 'imports.field.vehicle_type': 'نوع المركبة', 'imports.field.vehicles': 'المركبات', 'imports.field.per': 'وحدة الزمن',
  'imports.field.fleet': 'الأسطول كله', 'imports.field.trips': 'الرحلات', 'imports.field.km': 'الكيلومترات', 'imports.field.hour': 'الساعة', 'imports.field.goods': 'نوع البضائع', 'imports.field.deliveries': 'التوصيلات',
  'imports.field.turnover': 'رقم المعاملات', 'imports.field.number': 'الرقم', 'imports.field.repeat': 'مكرر', 'imports.field.street': 'النهج', 'imports.provenance': 'المصدر (من سلم الملف)', 'imports.licence': 'الرخصة',
  'imports.legalbasis': 'الأساس القانوني', 'imports.hash': 'بصمة SHA-256', 'imports.template.xlsx': 'نموذج مشروح (XLSX)', 'imports.source.more': 'المصدر والحق',
} as const satisfies Same<typeof fr>;
