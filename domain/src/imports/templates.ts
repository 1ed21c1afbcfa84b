import { addDays, addMonths } from '../shared/day.ts';
import { monthNamed } from './months.ts';
import { readDay } from './numbers.ts';

/** The fields of our own templates of activity. A row of `lodging-stays` is one stay, or one group of its guests where several rows name the same stay. */
export const STAY_FIELDS = {
  stay: 'text', unit: 'text', registration_number: 'text', platform: 'text', listing_id: 'text', address: 'text', post_code: 'text', city: 'text', lodging_class: 'text', capacity: 'count', rooms: 'count',
  host: 'text', host_identifier: 'text', host_kind: 'word', arrival: 'date', departure: 'date', contract_on: 'date', guests: 'count', age: 'count', age_group: 'word', nationality: 'text', exemption: 'text',
  price: 'amount', tax_collected: 'amount', currency: 'text', zone: 'text', declared_by: 'word', lon: 'coordinate', lat: 'coordinate',
} as const;
export const FLEET_FIELDS = { operator: 'text', operator_identifier: 'text', period: 'text', zone: 'text', vehicle_type: 'text', vehicles: 'count', per: 'word', fleet: 'count', trips: 'count', km: 'area', declared_by: 'word' } as const;
export const DELIVERY_FIELDS = { operator: 'text', operator_identifier: 'text', period: 'text', hour: 'count', zone: 'text', goods: 'text', deliveries: 'count', turnover: 'amount', currency: 'text', declared_by: 'word' } as const;
export const ADDRESS_FIELDS = { source_key: 'text', number: 'text', repeat: 'text', street: 'text', post_code: 'text', city: 'text', lon: 'coordinate', lat: 'coordinate', wkt: 'geometry' } as const;
/** A row is one line of a return, or one group of guests of it; rows of one taxpayer, tax and period are one return. */
export const DECLARATION_FIELDS = {
  taxpayer: 'text', taxpayer_identifier: 'text', taxpayer_kind: 'word', tax: 'text', period: 'text', line: 'word', registration_number: 'text', lodging_class: 'text', arrival: 'date', departure: 'date', contract_on: 'date', nights: 'count', guests: 'count', rooms: 'count',
  age: 'count', age_group: 'word', nationality: 'text', exemption: 'text', price: 'amount', currency: 'text', vehicle_type: 'text', vehicles: 'count', per: 'word', fleet: 'count', trips: 'count', km: 'area', goods: 'text', deliveries: 'count', turnover: 'amount', zone: 'text',
} as const;
export const TEMPLATE_FIELDS = { 'lodging-stays': STAY_FIELDS, fleet: FLEET_FIELDS, deliveries: DELIVERY_FIELDS, addresses: ADDRESS_FIELDS, declarations: DECLARATION_FIELDS } as const;
export const TEMPLATE_FORMATS = ['lodging-stays', 'fleet', 'deliveries', 'addresses', 'declarations'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];
/** Fields without which a file of the format says nothing. */
export const TEMPLATE_NEEDED: Record<TemplateFormat, readonly string[]> = { 'lodging-stays': ['arrival', 'departure'], fleet: ['operator', 'period'], deliveries: ['operator', 'period'], addresses: ['street'], declarations: ['taxpayer', 'tax', 'period', 'line'] };

/** Counts that may pass the register's limit of 300. */
export const WIDE_COUNTS: ReadonlySet<string> = new Set(['nights', 'guests', 'capacity', 'rooms', 'vehicles', 'fleet', 'trips', 'deliveries']);

export const TEMPLATE_WORDS: Record<string, readonly string[]> = { line: ['zero', 'nights', 'stay', 'vehicles', 'trips', 'deliveries', 'turnover'], taxpayer_kind: ['natural', 'legal'], age_group: ['adult', 'child'], host_kind: ['natural', 'legal'], per: ['hour', 'day', 'month', 'year'], declared_by: ['host', 'operator', 'platform'] };
/** What people write for them, on folded text. First match wins. */
export const TEMPLATE_SPELLINGS: Record<string, readonly (readonly [code: string, pattern: RegExp])[]> = {
  line: [['zero', /neant|zero|rien|nothing|لا شيء/], ['nights', /nuit|night|ليال/], ['stay', /sejour|stay|اقام/], ['vehicles', /vehic|مركب/], ['trips', /traj|course|trip|رحل/], ['deliveries', /livrais|deliver|توصيل/], ['turnover', /chiffre|turnover|معاملات/]],
  taxpayer_kind: [['legal', /morale|societe|entreprise|legal|company|معنوي|شركه/], ['natural', /physique|particulier|natural|person|individu|طبيعي|فرد/]],
  age_group: [['child', /enfant|mineur|child|kid|minor|طفل|اطفال|قاصر/], ['adult', /adulte?|majeur|كهل|راشد|بالغ/]],
  host_kind: [['legal', /morale|societe|entreprise|legal|company|معنوي|شركه/], ['natural', /physique|particulier|natural|person|individu|طبيعي|فرد/]],
  per: [['hour', /heure|hour|ساعه/], ['day', /jour|day|يوم/], ['month', /mois|month|شهر/], ['year', /\ban(nee)?\b|year|سنه/]],
  declared_by: [['platform', /plateforme|platform|منصه/], ['operator', /operateur|operator|مشغل/], ['host', /hote|hebergeur|logeur|loueur|host|مضيف|موجر/]],
};
/** What headings are called, folded and without separators. */
export const TEMPLATE_HEADINGS: Record<TemplateFormat, readonly (readonly [field: string, pattern: RegExp])[]> = {
  'lodging-stays': [
    ['stay', /^(stay|stayid|sejour|idsejour|numerosejour|refsejour|referencesejour|numeroreservation|reservation|booking|bookingid|dossier|الاقامه|رقمالحجز)$/], ['unit', /^(unit|logement|hebergement|bien|nomlogement|lodging|property|room|chambre|المسكن|الوحده)$/],
    ['registration_number', /^(registrationnumber|registration|numeroenregistrement|enregistrement|numenregistrement|noenregistrement|nenregistrement|numeroimmatriculation|licence|license|declarationnumber|رقمالتسجيل)$/], ['platform', /^(platform|plateforme|canal|site|المنصه)$/],
    ['listing_id', /^(listingid|listing|annonce|idannonce|numeroannonce|رقمالاعلان)$/], ['address', /^(address|adresse|العنوان)$/], ['post_code', /^(postcode|postalcode|codepostal|cp|الترقيمالبريدي)$/], ['city', /^(city|ville|commune|البلديه|المدينه)$/],
    ['lodging_class', /^(lodgingclass|class|classe|classement|categorie|category|type|الصنف|التصنيف)$/], ['capacity', /^(capacity|capacite|couchages|طاقهالاستيعاب)$/], ['rooms', /^(rooms|chambres|nbchambres|عددالغرف)$/],
    ['host_identifier', /^(hostidentifier|hostid|idhote|identifianthote|identifiant|matriculefiscal|cin|siret|taxid|المعرف|المعرفالجبائي)$/], ['host_kind', /^(hostkind|typehote|natureloueur|صفهالموجر)$/], ['host', /^(host|hote|hebergeur|loueur|logeur|proprietaire|nomhote|المضيف|الموجر)$/],
    ['arrival', /^(arrival|arrivee|datearrivee|checkin|debut|datedebut|dateentree|du|from|startdate|الوصول|تاريخالوصول)$/], ['departure', /^(departure|depart|datedepart|checkout|fin|datefin|datesortie|au|to|enddate|المغادره|تاريخالمغادره)$/], ['contract_on', /^(contracton|datecontrat|contractdate|تاريخالعقد)$/],
    ['guests', /^(guests|personnes|nbpersonnes|nombrepersonnes|nombrevoyageurs|nbvoyageurs|numberguests|nombreguests|voyageurs|occupants|persons|عددالاشخاص|الاشخاص)$/], ['age', /^(age|العمر|السن)$/], ['age_group', /^(agegroup|trancheage|groupeage|adulteenfant|الفئهالعمريه)$/], ['nationality', /^(nationality|nationalite|pays|paysresidence|codepays|country|countryresidence|residence|الجنسيه)$/],
    ['exemption', /^(exemption|exoneration|motifexoneration|الاعفاء)$/], ['price', /^(price|prix|montant|loyer|total|montantht|الثمن|السعر)$/], ['tax_collected', /^(taxcollected|taxe|taxecollectee|taxesejour|tax|المعلومالمستخلص)$/], ['currency', /^(currency|devise|العمله)$/], ['zone', /^(zone|quartier|المنطقه)$/],
    ['declared_by', /^(declaredby|declarant|declarepar|source|المصرح)$/], ['lon', /^(lon|lng|longitude|x)$/], ['lat', /^(lat|latitude|y)$/],
  ],
  fleet: [
    ['operator_identifier', /^(operatoridentifier|operatorid|idoperateur|identifiant|matriculefiscal|siret|siren|taxid|المعرفالجبائي)$/], ['operator', /^(operator|operateur|exploitant|company|societe|المشغل)$/], ['period', /^(period|periode|mois|month|date|annee|year|الفتره|الشهر)$/],
    ['zone', /^(zone|quartier|secteur|المنطقه)$/], ['vehicle_type', /^(vehicletype|typevehicule|type|vehicule|engin|vehicle|نوعالمركبه|النوع)$/], ['vehicles', /^(vehicles|vehicules|nombre|nbvehicules|nombrevehicules|numbervehicles|engins|count|عددالمركبات|العدد)$/], ['per', /^(per|par|unitetemps|وحدهالزمن)$/],
    ['fleet', /^(fleet|flotte|flottetotale|الاسطول)$/], ['trips', /^(trips|trajets|courses|nbtrajets|nombretrajets|numbertrips|الرحلات)$/], ['km', /^(km|kilometres|distance|الكيلومترات)$/], ['declared_by', /^(declaredby|declarant|declarepar|source|المصرح)$/],
  ],
  deliveries: [
    ['operator_identifier', /^(operatoridentifier|operatorid|idoperateur|identifiant|matriculefiscal|siret|siren|taxid|المعرفالجبائي)$/], ['operator', /^(operator|operateur|exploitant|plateforme|platform|company|societe|المشغل)$/], ['period', /^(period|periode|mois|month|date|jour|day|الفتره|الشهر)$/], ['hour', /^(hour|heure|الساعه)$/],
    ['zone', /^(zone|quartier|secteur|المنطقه)$/], ['goods', /^(goods|biens|marchandises?|naturebiens|typebiens|categorie|category|nature|البضائع|النوع)$/], ['deliveries', /^(deliveries|livraisons|nblivraisons|nombrelivraisons|numberdeliveries|commandes|orders|nombre|التوصيلات|عددالتوصيلات)$/], ['turnover', /^(turnover|chiffreaffaires|chiffredaffaires|ca|montant|amount|رقمالمعاملات)$/],
    ['currency', /^(currency|devise|العمله)$/], ['declared_by', /^(declaredby|declarant|declarepar|source|المصرح)$/],
  ],
  declarations: [
    ['taxpayer_identifier', /^(taxpayeridentifier|taxpayerid|identifiant|matriculefiscal|cin|siret|taxid|المعرف|المعرفالجبائي)$/], ['taxpayer_kind', /^(taxpayerkind|naturecontribuable|صفهالمطالب)$/], ['taxpayer', /^(taxpayer|contribuable|redevable|declarant|hote|operateur|المطالببالمعلوم|المصرح)$/], ['tax', /^(tax|taxe|impot|المعلوم)$/], ['period', /^(period|periode|mois|الفتره|المده|الشهر)$/],
    ['line', /^(line|ligne|nature|objet|السطر)$/], ['registration_number', /^(registrationnumber|numeroenregistrement|enregistrement|رقمالتسجيل)$/], ['lodging_class', /^(lodgingclass|classe|classement|categorie|class|الصنف)$/], ['arrival', /^(arrival|arrivee|الوصول)$/], ['departure', /^(departure|depart|المغادره)$/], ['contract_on', /^(contracton|datecontrat)$/],
    ['nights', /^(nights|nuitees|personnesnuits|personnights|الليالي)$/], ['guests', /^(guests|personnes|nbpersonnes|الاشخاص)$/], ['rooms', /^(rooms|chambres|nuitslouees|الغرف)$/], ['age', /^(age|العمر)$/], ['age_group', /^(agegroup|trancheage|groupeage)$/], ['nationality', /^(nationality|nationalite|pays|الجنسيه)$/], ['exemption', /^(exemption|exoneration|الاعفاء)$/],
    ['price', /^(price|prix|montant|الثمن)$/], ['currency', /^(currency|devise|العمله)$/], ['vehicle_type', /^(vehicletype|typevehicule|نوعالمركبه)$/], ['vehicles', /^(vehicles|vehicules|nbvehicules|عددالمركبات)$/], ['per', /^(per|par|unitetemps)$/], ['fleet', /^(fleet|flotte|الاسطول)$/], ['trips', /^(trips|trajets|courses|الرحلات)$/], ['km', /^(km|kilometres)$/],
    ['goods', /^(goods|marchandises|biens|البضائع)$/], ['deliveries', /^(deliveries|livraisons|التوصيلات)$/], ['turnover', /^(turnover|chiffreaffaires|chiffredaffaires|ca|رقمالمعاملات)$/], ['zone', /^(zone|quartier|المنطقه)$/],
  ],
  addresses: [
    ['source_key', /^(sourcekey|id|cleinterop|idban|uidadresse|identifiant|المعرف)$/], ['number', /^(number|numero|num|no|housenumber|الرقم|رقم)$/], ['repeat', /^(repeat|rep|repetition|suffixe|indice|مكرر)$/], ['street', /^(street|nomvoie|voie|rue|voienom|libellevoie|streetname|النهج|الشارع|اسمالنهج)$/],
    ['post_code', /^(postcode|codepostal|postalcode|cp|الترقيمالبريدي)$/], ['city', /^(city|nomcommune|commune|communenom|ville|المدينه|البلديه)$/], ['lon', /^(lon|lng|long|longitude|x)$/], ['lat', /^(lat|latitude|y)$/], ['wkt', /^(wkt|geom|geometry|geometrie)$/],
  ],
};

/** A period as people write it: a day, a month (2026-03, 03/2026, mars 2026), a quarter (2026-T1, Q1 2026), a half-year (2026-S2) or a year; half-open. Null where it is none. */
export function readPeriod(raw: string): { from: string; to: string; per: 'day' | 'month' | 'quarter' | 'semester' | 'year' } | null {
  const text = raw.trim().replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660));
  const year = /^(\d{4})$/.exec(text), month = /^(\d{4})[-/](\d{1,2})$/.exec(text), month2 = /^(\d{1,2})[-/](\d{4})$/.exec(text);
  const part = /^(\d{4})[-\s/]?([TQS])([1-4])$/i.exec(text), part2 = /^([TQS])([1-4])[-\s/]?(\d{4})$/i.exec(text);
  const span = (y: string, first: number, months: number, per: 'month' | 'quarter' | 'semester' | 'year'): { from: string; to: string; per: typeof per } | null => {
    if (first < 1 || first + months > 13 || Number(y) < 1990 || Number(y) > 2200) return null;
    const from = `${y}-${String(first).padStart(2, '0')}-01`;
    return { from, to: addMonths(from, months), per };
  };
  if (year?.[1] !== undefined) return span(year[1], 1, 12, 'year');
  if (month?.[1] !== undefined) return span(month[1], Number(month[2]), 1, 'month');
  if (month2?.[2] !== undefined) return span(month2[2], Number(month2[1]), 1, 'month');
  const words = /^(\p{L}[\p{L} ]*\.?)[-\s/]+(\d{4})$/u.exec(text), named = words?.[1] === undefined ? null : monthNamed(words[1]);
  if (named !== null) return span(words?.[2] ?? '', named, 1, 'month');
  const [y, letter, n] = part ? [part[1], part[2], part[3]] : part2 ? [part2[3], part2[1], part2[2]] : [];
  if (y !== undefined && letter !== undefined && n !== undefined) return letter.toUpperCase() === 'S' ? span(y, (Number(n) - 1) * 6 + 1, 6, 'semester') : span(y, (Number(n) - 1) * 3 + 1, 3, 'quarter');
  const day = readDay(text);
  return day.ok && day.value !== null ? { from: String(day.value), to: addDays(String(day.value), 1), per: 'day' } : null;
}
