/** Names in both languages, side by side. Trades, plants and virtues: no person, no real place. */
export type Name = readonly [fr: string, ar: string];

export const STREETS: readonly Name[] = [
  ['des Potiers', 'الفخارين'], ['des Tisserands', 'النساجين'], ['des Teinturiers', 'الصباغين'], ['des Parfumeurs', 'العطارين'], ['du Puits', 'البئر'],
  ['de la Fontaine', 'العين'], ['des Orangers', 'البرتقال'], ['du Palmier', 'النخلة'], ['des Pêcheurs', 'البحارة'], ['du Vieux Port', 'المرسى القديم'],
  ['des Selliers', 'السراجين'], ['du Four', 'الكوشة'], ['des Libraires', 'الكتبية'], ['du Moulin', 'الطاحونة'], ['des Hirondelles', 'الخطاف'],
  ['du Figuier', 'التينة'], ['de la Paix', 'السلام'], ['de la Liberté', 'الحرية'], ['du Savoir', 'العلم'], ['des Artisans', 'الحرفيين'],
  ['de la Mer', 'البحر'], ['des Remparts', 'السور'], ['du Jasmin', 'الياسمين'], ['des Oliviers', 'الزيتون'], ['des Grenadiers', 'الرمان'],
  ['de la Colline', 'الربوة'], ['du Phare', 'المنارة'], ['des Marchands', 'التجار'], ['de l’Espérance', 'الأمل'], ['des Amandiers', 'اللوز'],
  ['de l’Avenir', 'المستقبل'], ['des Roses', 'الورود'], ['du Marché', 'السوق'], ['de l’Horloge', 'الساعة'], ['du Stade', 'الملعب'],
  ['de la Source', 'المنبع'], ['des Écoles', 'المدارس'], ['du Lac', 'البحيرة'], ['des Mouettes', 'النوارس'], ['de l’Amitié', 'الصداقة'],
];
/** Ways by the fabric they run through. */
export const WAY = {
  medina: ['Impasse', 'زنقة'], 'new-town': ['Avenue', 'شارع'], suburb: ['Rue', 'نهج'], coast: ['Promenade', 'ممشى'], outskirts: ['Route', 'طريق'],
} as const satisfies Record<string, Name>;
export const FLOWERS: readonly Name[] = [
  ['les Oliviers', 'الزيتون'], ['le Jasmin', 'الياسمين'], ['l’Espoir', 'الأمل'], ['le Savoir', 'المعرفة'], ['la Source', 'المنبع'], ['les Palmiers', 'النخيل'],
  ['la Concorde', 'الوفاق'], ['l’Horizon', 'الأفق'], ['le Progrès', 'التقدم'], ['la Lumière', 'النور'], ['les Mouettes', 'النوارس'], ['la Corniche', 'الكورنيش'],
];

/** A kind of municipal property: names, what the register calls it, how many levels stand on it, how its domain is drawn (public artificial, public by
 *  assignment, private assigned, private patrimonial). */
export interface Kind { name: Name; nature: string; use: string; buildings: number; domain: readonly [number, number, number, number]; weight: number }
const kind = (fr: string, ar: string, nature: string, use: string, buildings: number, domain: Kind['domain'], weight: number): Kind =>
  ({ name: [fr, ar], nature, use, buildings, domain, weight });

export const SITES: readonly Kind[] = [
  kind('Terrain nu', 'أرض بيضاء', 'land', 'Réserve foncière', 0, [0, 0, 1, 9], 15),
  kind('Jardin public', 'حديقة عمومية', 'land', 'Espace vert', 0, [6, 4, 0, 0], 9),
  kind('Place publique', 'ساحة عمومية', 'road', 'Voirie', 0, [1, 0, 0, 0], 8),
  kind('Parc de stationnement', 'مأوى سيارات', 'land', 'Stationnement', 0, [4, 2, 2, 2], 5),
  kind('Terrain de sport', 'ملعب حي', 'land', 'Sport', 0, [0, 6, 4, 0], 5),
  kind('École primaire', 'مدرسة ابتدائية', 'equipment', 'Enseignement', 3, [0, 8, 2, 0], 6),
  kind('Jardin d’enfants municipal', 'روضة أطفال بلدية', 'equipment', 'Petite enfance', 2, [0, 7, 3, 0], 4),
  kind('Maison de la culture', 'دار الثقافة', 'equipment', 'Culture', 2, [0, 8, 2, 0], 3),
  kind('Bibliothèque municipale', 'المكتبة البلدية', 'equipment', 'Culture', 2, [0, 8, 2, 0], 3),
  kind('Dispensaire', 'مستوصف', 'equipment', 'Santé', 2, [0, 7, 3, 0], 3),
  kind('Salle omnisports', 'قاعة رياضات', 'equipment', 'Sport', 2, [0, 5, 5, 0], 2),
  kind('Dépôt municipal', 'المستودع البلدي', 'equipment', 'Services techniques', 3, [0, 0, 8, 2], 3),
  kind('Bain municipal', 'حمام بلدي', 'equipment', 'Bains', 2, [0, 2, 3, 5], 3),
  kind('Marché municipal', 'السوق البلدي', 'market', 'Marché', 3, [0, 5, 3, 2], 3),
  kind('Cimetière', 'مقبرة', 'cemetery', 'Cimetière', 1, [0, 6, 4, 0], 2),
  kind('Immeuble de rapport', 'عقار للكراء', 'building', 'Location', 3, [0, 0, 0, 1], 8),
  kind('Fondouk', 'فندق عتيق', 'building', 'Artisanat', 2, [0, 1, 2, 7], 5),
  kind('Siège d’arrondissement', 'مقر دائرة بلدية', 'building', 'Administration', 2, [0, 7, 3, 0], 3),
  kind('Fontaine ancienne', 'سبيل', 'other', 'Patrimoine', 0, [8, 2, 0, 0], 4),
  kind('Section de rempart', 'جزء من السور', 'other', 'Patrimoine', 0, [1, 0, 0, 0], 3),
];
export const UNITS: readonly (readonly [Name, string])[] = [
  [['Local commercial', 'محل تجاري'], 'Commerce'], [['Atelier', 'ورشة'], 'Artisanat'], [['Logement', 'مسكن'], 'Habitation'], [['Bureau', 'مكتب'], 'Bureaux'],
  [['Stand', 'نصبة'], 'Marché'], [['Dépôt', 'مخزن'], 'Stockage'],
];
export const ROOMS: readonly Name[] = [['Salle', 'قاعة'], ['Réserve', 'مخزن صغير'], ['Mezzanine', 'سدة'], ['Cour', 'وسط الدار']];
export const ORIGINS = ['acquisition', 'don', 'échange', 'expropriation', 'lotissement, cession gratuite', 'transfert de l’État', 'construction'] as const;

export const HOSTS = ['Amel', 'Bilel', 'Chiraz', 'Dorra', 'Emna', 'Farah', 'Ghazi', 'Hela', 'Ines', 'Jihed', 'Karim', 'Leila', 'Mehdi', 'Nour', 'Olfa', 'Rami', 'Selma', 'Taha',
  'Wafa', 'Yosra', 'Zied', 'Claire', 'Marco', 'Anna'] as const;
/** The same first names as a host may write them: in Arabic letters, or with other accents. */
export const HOSTS_AR: Readonly<Partial<Record<(typeof HOSTS)[number], string>>> = {
  Amel: 'آمل', Bilel: 'بلال', Chiraz: 'شيراز', Dorra: 'درة', Farah: 'فرح', Ghazi: 'غازي', Ines: 'إيناس', Jihed: 'جهاد', Karim: 'كريم', Leila: 'ليلى', Mehdi: 'مهدي', Nour: 'نور', Rami: 'رامي', Selma: 'سلمى', Yosra: 'يسرى', Zied: 'زياد',
};
export const LISTING_TITLES = {
  medina: ['Dar {n} au cœur de la médina', 'Chambre d’hôtes, Dar {n}', 'Traditional house near the souk', 'دار {a} في قلب المدينة', 'Patio et terrasse, Dar {n}', 'Rooftop with sea view, medina'],
  'new-town': ['Appartement moderne S+{k}', 'Bright S+{k} flat, new town', 'شقة عصرية S+{k}', 'Studio calme près de la gare', 'S+{k} avec balcon'],
  suburb: ['Étage de villa S+{k}', 'Maison familiale avec jardin', 'طابق فيلا S+{k}', 'Quiet house with garden'],
  coast: ['Vue mer, S+{k} résidence {n}', 'Seafront flat S+{k}', 'شقة على البحر', 'Pieds dans l’eau, villa {n}', 'Chambre avec vue mer'],
  outskirts: ['Ferme et piscine', 'Maison de campagne {n}', 'منزل ريفي', 'Farm stay among olive trees'],
} as const;
