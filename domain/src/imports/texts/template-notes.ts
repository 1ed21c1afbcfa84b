import type { Language } from '../../shared/texts.ts';

type Note = readonly [fr: string, ar: string, en: string, example?: string];
const NOTES: Readonly<Record<string, Note>> = {
  stay: ['Référence du séjour ; plusieurs lignes de même référence sont les groupes d’un même séjour', 'مرجع الإقامة؛ عدة أسطر بالمرجع نفسه هي مجموعات إقامة واحدة', 'Reference of the stay; several lines with one reference are the groups of one stay', 'S-2026-001'],
  unit: ['Nom du logement', 'اسم المسكن', 'Name of the lodging', 'Dar Zitouna'], registration_number: ['Numéro d’enregistrement donné par la commune', 'رقم التسجيل المسند من البلدية', 'Registration number given by the commune', 'AB-100001'],
  platform: ['Plateforme par laquelle le séjour fut réservé', 'المنصة التي تم الحجز بها', 'Platform through which the stay was booked', 'airbnb'], listing_id: ['Numéro de l’annonce, en texte', 'رقم الإعلان، نصا', 'Number of the listing, as text', '9716331111'],
  address: ['Adresse', 'العنوان', 'Address', '12, rue du Puits'], post_code: ['Code postal', 'الترقيم البريدي', 'Post code', '1000'], city: ['Ville', 'المدينة', 'City', 'Tunis'],
  lodging_class: ['Classement, comme la règle de la taxe le nomme', 'التصنيف كما تسميه قاعدة المعلوم', 'Class, as the rule of the tax names it', '3_stars'], capacity: ['Personnes que le logement peut recevoir', 'عدد الأشخاص الممكن إيواؤهم', 'Persons the lodging can take', '4'], rooms: ['Chambres', 'عدد الغرف', 'Rooms', '2'],
  host: ['Nom de l’hôte (donnée personnelle)', 'اسم المضيف (معطى شخصي)', 'Name of the host (personal data)', 'Amel Exemple'], host_identifier: ['Son identifiant : fiscal, carte d’identité (donnée personnelle)', 'معرفه: الجبائي أو بطاقة التعريف (معطى شخصي)', 'The host’s number: tax, identity card (personal data)', ''],
  host_kind: ['Personne (natural) ou société (legal)', 'شخص طبيعي (natural) أو معنوي (legal)', 'A person (natural) or a company (legal)', 'natural'], arrival: ['Jour d’arrivée', 'يوم الوصول', 'Day of arrival', '2026-03-01'], departure: ['Jour de départ : la nuit de ce jour ne compte pas', 'يوم المغادرة: ليلته لا تحتسب', 'Day of departure: its night does not count', '2026-03-04'],
  contract_on: ['Jour du contrat, où la règle le demande', 'يوم العقد حيث تطلبه القاعدة', 'Day of the contract, where the rule asks for it', '2026-01-15'], guests: ['Personnes du séjour ou du groupe', 'عدد أشخاص الإقامة أو المجموعة', 'Persons of the stay or of the group', '2'],
  age: ['Âge des personnes du groupe', 'عمر أشخاص المجموعة', 'Age of the persons of the group', '34'], age_group: ['adult ou child, sans l’âge', 'adult أو child دون العمر', 'adult or child, without the age', 'adult'], nationality: ['Nationalité ou pays de résidence', 'الجنسية أو بلد الإقامة', 'Nationality or country of residence', 'TN'],
  exemption: ['Motif d’exonération, vide sinon', 'سبب الإعفاء، وإلا فارغ', 'Reason of an exemption, empty otherwise', ''], price: ['Prix du séjour hors taxe, décimales de la monnaie', 'ثمن الإقامة دون الأداء، بكسور العملة', 'Price of the stay before tax, with the currency’s decimals', '360.000'],
  tax_collected: ['Taxe de séjour perçue', 'المعلوم المستخلص', 'Tax collected', '12.000'], currency: ['Monnaie ; celle de la commune où c’est vide', 'العملة؛ وعملة البلدية إن كانت فارغة', 'Currency; the commune’s where empty', 'TND'], zone: ['Zone, comme le découpage de la commune la nomme', 'المنطقة كما يسميها تقسيم البلدية', 'Zone, as the commune’s set names it', ''],
  declared_by: ['host, operator ou platform : ce que dit une plateforme est « transmis », non « déclaré »', 'host أو operator أو platform: ما تقوله المنصة «مبلغ عنه» لا «مصرح به»', 'host, operator or platform: what a platform says is “reported”, not “declared”', 'host'],
  lon: ['Longitude, si le lieu exact est connu', 'خط الطول إن عُرف الموضع', 'Longitude, where the exact place is known', '10.1815'], lat: ['Latitude', 'خط العرض', 'Latitude', '36.8065'], operator: ['Opérateur', 'المشغل', 'Operator', 'Mobile SA'], operator_identifier: ['Son identifiant fiscal', 'معرفه الجبائي', 'Its tax number', ''],
  period: ['Jour (2026-03-01), mois (2026-03), trimestre (2026-T1), semestre (2026-S1) ou année', 'يوم (2026-03-01) أو شهر (2026-03) أو ثلاثي (2026-T1) أو سداسي (2026-S1) أو سنة', 'Day (2026-03-01), month (2026-03), quarter (2026-Q1), half-year (2026-S1) or year', '2026-03'],
  vehicle_type: ['Type de véhicule', 'نوع المركبة', 'Type of vehicle', 'scooter'], vehicles: ['Véhicules dans la zone', 'المركبات في المنطقة', 'Vehicles in the zone', '120'], per: ['Comptés par hour, day, month ou year', 'محسوبة بـ hour أو day أو month أو year', 'Counted by hour, day, month or year', 'month'],
  fleet: ['Flotte entière de l’opérateur, pour les paliers', 'كامل أسطول المشغل، للشرائح', 'The operator’s whole fleet, for tiers', '800'], trips: ['Trajets de la période', 'رحلات الفترة', 'Trips of the period', '5400'], km: ['Kilomètres parcourus', 'الكيلومترات المقطوعة', 'Kilometres travelled', '8100'],
  hour: ['Heure du jour, 0 à 23, si le fichier compte par heure', 'ساعة اليوم من 0 إلى 23 إن كان العد بالساعة', 'Hour of the day, 0 to 23, where counts are hourly', '12'], goods: ['Nature des biens', 'نوع البضائع', 'Kind of goods', 'meals'], deliveries: ['Livraisons', 'التوصيلات', 'Deliveries', '940'], turnover: ['Chiffre d’affaires hors taxe', 'رقم المعاملات دون الأداء', 'Turnover before tax', '18500.000'],
  source_key: ['Clé de l’adresse à sa source', 'مفتاح العنوان في مصدره', 'Key of the address at its source', ''], number: ['Numéro dans la voie', 'الرقم في النهج', 'Number in the street', '12'], repeat: ['Bis, ter', 'مكرر', 'Bis, ter', 'bis'], street: ['Voie', 'النهج', 'Street', 'rue du Puits'],
};
const AT: Readonly<Record<Language, 0 | 1 | 2>> = { fr: 0, ar: 1, en: 2 };
export interface TemplateNote { text: string; example: string }
/** What a column of a template is for, and an example of it, in a language; null for a column of other tables. */
export const templateNote = (language: Language, field: string): TemplateNote | null => {
  const note = NOTES[field];
  return note === undefined ? null : { text: note[AT[language]], example: note[3] ?? '' };
};
/** Headings of the sheet that explains a template: its name, then what stands in each column. */
export const TEMPLATE_SHEET: Readonly<Record<Language, readonly [name: string, column: string, needed: string, meaning: string, example: string, yes: string]>> = {
  fr: ['Notice', 'Colonne', 'Obligatoire', 'Ce qu’elle dit', 'Exemple', 'oui'], ar: ['دليل', 'العمود', 'إلزامي', 'ما يعنيه', 'مثال', 'نعم'], en: ['Notes', 'Column', 'Needed', 'What it says', 'Example', 'yes'],
};
