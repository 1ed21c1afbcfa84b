/** Words of a property's sheet for its title files and its valuations. */
const fr = {
  held: 'Contrats en vigueur',
  title: 'Dossier d’immatriculation', stage: 'Étape atteinte', number: 'Titre', requisition: 'Réquisition', since: 'Depuis le', pending: 'Oppositions en cours', overdue: 'Délais dépassés', lost: 'Copie de la réquisition perdue', next: 'Prochaine échéance',
  'col.step': 'Étape', 'col.reference': 'Numéro, référence', 'col.note': 'Remarque', planned: 'prévue', valuations: 'Évaluations', 'col.basis': 'Base', 'col.method': 'Méthode', 'col.amount': 'Valeur', 'col.state': 'État', opposition: 'Opposition', late: 'hors délai',
  'stage.non_immatricule': 'non immatriculé', 'stage.requisition': 'réquisition', 'stage.bornage': 'bornage', 'stage.titre_foncier': 'titre foncier',
  'step.search': 'recherche de titre', 'step.no_document': 'aucun document trouvé', 'step.deposit': 'dépôt de la réquisition', 'step.copy_lost': 'copie de réquisition perdue', 'step.extract_published': 'publication de l’extrait', 'step.boundary': 'bornage',
  'step.boundary_notice': 'avis de clôture du bornage', 'step.hearing': 'audience', 'step.judgment': 'jugement', 'step.registration': 'titre foncier établi', 'step.rejected': 'réquisition rejetée', 'step.withdrawn': 'réquisition retirée',
  'outcome.pending': 'en cours', 'outcome.upheld': 'admise', 'outcome.partly': 'admise en partie', 'outcome.rejected': 'rejetée', 'outcome.withdrawn': 'retirée',
  'method.comparison': 'comparaison', 'method.income': 'capitalisation du revenu', 'method.term_reversion': 'terme et réversion', 'method.replacement_cost': 'coût de remplacement déprécié', 'method.residual': 'bilan à rebours', 'method.administrative': 'valeur comptable',
  'basis.market_value': 'valeur de marché', 'basis.value_in_use': 'valeur d’usage', 'basis.book_value': 'valeur comptable', 'basis.replacement': 'valeur de remplacement', 'basis.land_value': 'valeur du terrain',
  'state.draft': 'brouillon, non signée', 'state.signed': 'signée le {day}', 'state.withdrawn': 'retirée',
} as const;
export type SheetMore = keyof typeof fr;
const ar: Record<SheetMore, string> = {
  held: 'العقود السارية',
  title: 'ملف التسجيل', stage: 'المرحلة الحالية', number: 'الرسم', requisition: 'المطلب', since: 'منذ', pending: 'اعتراضات جارية', overdue: 'آجال متجاوزة', lost: 'نسخة المطلب مفقودة', next: 'الأجل القادم',
  'col.step': 'المرحلة', 'col.reference': 'الرقم والمرجع', 'col.note': 'ملاحظة', planned: 'مبرمجة', valuations: 'التقييمات', 'col.basis': 'الأساس', 'col.method': 'الطريقة', 'col.amount': 'القيمة', 'col.state': 'الحالة', opposition: 'اعتراض', late: 'خارج الأجل',
  'stage.non_immatricule': 'غير مسجل', 'stage.requisition': 'مطلب تسجيل', 'stage.bornage': 'تحديد', 'stage.titre_foncier': 'رسم عقاري',
  'step.search': 'البحث عن رسم', 'step.no_document': 'لم توجد أي وثيقة', 'step.deposit': 'إيداع المطلب', 'step.copy_lost': 'ضياع نسخة المطلب', 'step.extract_published': 'نشر الملخص', 'step.boundary': 'التحديد',
  'step.boundary_notice': 'إعلان انتهاء التحديد', 'step.hearing': 'جلسة', 'step.judgment': 'حكم', 'step.registration': 'إحداث الرسم العقاري', 'step.rejected': 'رفض المطلب', 'step.withdrawn': 'سحب المطلب',
  'outcome.pending': 'جار', 'outcome.upheld': 'مقبول', 'outcome.partly': 'مقبول جزئيا', 'outcome.rejected': 'مرفوض', 'outcome.withdrawn': 'مسحوب',
  'method.comparison': 'المقارنة', 'method.income': 'رسملة المدخول', 'method.term_reversion': 'الأجل والاسترداد', 'method.replacement_cost': 'كلفة الاستبدال بعد الاستهلاك', 'method.residual': 'الطريقة المتبقية', 'method.administrative': 'القيمة المحاسبية',
  'basis.market_value': 'القيمة السوقية', 'basis.value_in_use': 'قيمة الاستعمال', 'basis.book_value': 'القيمة المحاسبية', 'basis.replacement': 'قيمة الاستبدال', 'basis.land_value': 'قيمة الأرض',
  'state.draft': 'مسودة غير ممضاة', 'state.signed': 'ممضى في {day}', 'state.withdrawn': 'مسحوب',
};
const en: Record<SheetMore, string> = {
  held: 'Contracts in force',
  title: 'Registration file', stage: 'Stage reached', number: 'Title', requisition: 'Application', since: 'Since', pending: 'Open oppositions', overdue: 'Delays passed', lost: 'Copy of the application lost', next: 'Next due',
  'col.step': 'Step', 'col.reference': 'Number, reference', 'col.note': 'Note', planned: 'planned', valuations: 'Valuations', 'col.basis': 'Basis', 'col.method': 'Method', 'col.amount': 'Value', 'col.state': 'State', opposition: 'Opposition', late: 'late',
  'stage.non_immatricule': 'not registered', 'stage.requisition': 'application', 'stage.bornage': 'boundary', 'stage.titre_foncier': 'land title',
  'step.search': 'search for a title', 'step.no_document': 'no document found', 'step.deposit': 'application filed', 'step.copy_lost': 'copy of the application lost', 'step.extract_published': 'extract published', 'step.boundary': 'boundary survey',
  'step.boundary_notice': 'notice of boundary closing', 'step.hearing': 'hearing', 'step.judgment': 'judgment', 'step.registration': 'title registered', 'step.rejected': 'application rejected', 'step.withdrawn': 'application withdrawn',
  'outcome.pending': 'open', 'outcome.upheld': 'upheld', 'outcome.partly': 'partly upheld', 'outcome.rejected': 'rejected', 'outcome.withdrawn': 'withdrawn',
  'method.comparison': 'comparison', 'method.income': 'income capitalisation', 'method.term_reversion': 'term and reversion', 'method.replacement_cost': 'depreciated replacement cost', 'method.residual': 'residual', 'method.administrative': 'book value',
  'basis.market_value': 'market value', 'basis.value_in_use': 'value in use', 'basis.book_value': 'book value', 'basis.replacement': 'replacement value', 'basis.land_value': 'land value',
  'state.draft': 'draft, not signed', 'state.signed': 'signed on {day}', 'state.withdrawn': 'withdrawn',
};
export const sheetTexts: Readonly<Record<'fr' | 'ar' | 'en', Readonly<Record<SheetMore, string>>>> = { fr, ar, en };
