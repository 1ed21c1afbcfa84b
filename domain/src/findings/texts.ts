import type { Texts } from '../shared/texts.ts';

export const texts = {
  fr: {
    'findings.free_commercial': 'Local donné gratuitement pour une activité lucrative', 'findings.no_publicity': 'Bail sans acte de publicité', 'findings.no_contract': 'Local occupé sans contrat écrit',
    'findings.venue_without_convention': 'Équipement exploité par un tiers sans convention', 'findings.sublet': 'Sous-location non autorisée ou constatée', 'findings.area_differs': 'Surface au contrat différente du registre ou du plan',
    'findings.long_lease_unapproved': 'Bail de longue durée sans approbation', 'findings.rent_never_revised': 'Loyer jamais révisé', 'findings.derisory_rent': 'Loyer dérisoire au regard des locaux comparables',
    'findings.permit_on_private': 'Occupation temporaire accordée sur le domaine privé', 'findings.public_without_permit': 'Domaine public occupé sans autorisation', 'findings.lease_on_public': 'Bail sur le domaine public',
    'findings.building_on_foreign_land': 'Construction sur un terrain n’appartenant pas à la commune', 'findings.expired_occupied': 'Droit échu, occupant resté dans les lieux', 'findings.occupied_without_title': 'Occupation sans titre',
    'findings.billboard_without_permit': 'Panneau publicitaire sans autorisation',
    'findings.rent_not_collected': 'Loyer non recouvré depuis plus d’un an', 'findings.rights_not_recorded': 'Droit en vigueur sans loyer ni redevance constatés',
  },
  ar: {
    'findings.free_commercial': 'محل ممنوح مجانا لنشاط مربح', 'findings.no_publicity': 'كراء دون إجراء إشهار', 'findings.no_contract': 'محل مشغول دون عقد مكتوب',
    'findings.venue_without_convention': 'تجهيز يستغله الغير دون اتفاقية', 'findings.sublet': 'كراء من الباطن غير مرخص أو معاين', 'findings.area_differs': 'المساحة حسب العقد تخالف السجل أو المثال',
    'findings.long_lease_unapproved': 'كراء طويل المدة دون مصادقة', 'findings.rent_never_revised': 'معين كراء لم يراجع قط', 'findings.derisory_rent': 'معين كراء زهيد مقارنة بالمحلات المماثلة',
    'findings.permit_on_private': 'إشغال وقتي ممنوح على الملك الخاص', 'findings.public_without_permit': 'ملك عمومي مشغول دون ترخيص', 'findings.lease_on_public': 'كراء على الملك العمومي',
    'findings.building_on_foreign_land': 'بناء على أرض ليست على ملك البلدية', 'findings.expired_occupied': 'حق منتهي الأجل وشاغله باقٍ', 'findings.occupied_without_title': 'إشغال دون صفة',
    'findings.billboard_without_permit': 'لوحة إشهارية دون ترخيص',
    'findings.rent_not_collected': 'معين كراء غير مستخلص منذ أكثر من سنة', 'findings.rights_not_recorded': 'حق سارٍ دون كراء ولا معلوم مثبت',
  },
  en: {
    'findings.free_commercial': 'Premises given free for a gainful activity', 'findings.no_publicity': 'Lease without an act of publicity', 'findings.no_contract': 'Premises occupied without a written contract',
    'findings.venue_without_convention': 'Venue run by a third party without an agreement', 'findings.sublet': 'Subletting found or not allowed', 'findings.area_differs': 'Area in the contract differs from the register or the plan',
    'findings.long_lease_unapproved': 'Long lease without approval', 'findings.rent_never_revised': 'Rent never revised', 'findings.derisory_rent': 'Rent far below comparable premises',
    'findings.permit_on_private': 'Temporary occupation granted on private domain', 'findings.public_without_permit': 'Public domain occupied without a permit', 'findings.lease_on_public': 'Lease on public domain',
    'findings.building_on_foreign_land': 'Building on land the commune does not own', 'findings.expired_occupied': 'Right expired, occupant still there', 'findings.occupied_without_title': 'Occupation without title',
    'findings.billboard_without_permit': 'Billboard without a permit',
    'findings.rent_not_collected': 'Rent not collected for more than a year', 'findings.rights_not_recorded': 'Right in force without any rent or fee recorded',
  },
} as const satisfies Texts;
