import { foldText } from '../search/index.ts';
import { FIELDS, type Mapping, type RegisterFormat } from './model.ts';
import { LEASE_HEADINGS } from './leases.ts';
import { FIXED_ASSET_HEADINGS } from './fixed-assets.ts';
import { PAYMENT_HEADINGS } from './payments.ts';
import { SALE_HEADINGS } from './sales.ts';
import { TEMPLATE_HEADINGS } from './templates.ts';
import type { Own } from './map-row.ts';
import { wordOf } from './words.ts';

type Sample = readonly Readonly<Record<string, string>>[];
export type { RegisterFormat };

/** What headings are called, on folded names without separators ("N° d'inventaire" is "ndinventaire"). Tried in order; first column wins. */
const HEADINGS: Record<RegisterFormat, readonly (readonly [field: string, pattern: RegExp])[]> = {
  assets: [
    ['code', /^(code|codebien|codedubien|idbien|buildingid|assetid|propertyid|identifiant|reference|refbien|id|الرمز|رمز.*|المعرف)$/], ['code', /^(fid|gid|ogcfid|objectid|globalid|uuid|idu)$/], ['name_ar', /^(nomar|namear|designationar|nomarabe|الاسم|التسميه|اسم.*)$/],
    ['name', /^(nom|name|designation|libelle|intitule|buildingname|assetname|nombien|nomfr|description|البيان)$/], ['inventory_number', /^(n|no|num|numero)?d?inventaire$|^inventory(number|no)$|رقمالجرد/],
    ['parent', /^(parent|codeparent|site|codesite)$/], ['address', /^(adresse|address|situation|localisation|العنوان)$/],
    ['district', /^(quartier|arrondissement|boroughname|borough|district|secteur|circonscription|delegation|الحي|المنطقه|الدائره)$/],
    ['use_label', /^(usage|usagename|affectation|use|uselabel|utilisation|destination|الاستعمال|التخصيص)$/], ['tenure', /^(propertystatus|tenure|regime|statutoccupation|statutpropriete|droit|الصفه)$/],
    ['year_built', /^(annee|anneeconstruction|anneedeconstruction|yearbuilt|buildingconstryear|constructionyear|سنهالبناء)$/], ['floors', /^(etages|nbetages|nombreetages|niveaux|nbniveaux|floors|flooramount|عددالطوابق)$/],
    ['land_area_m2', /^(surfaceterrain|superficieterrain|superficie|surfacecadastrale|contenance|landarea|landaream2|supreg|surface|مساحهالارض|المساحه)$/],
    ['footprint_m2', /^(emprise|empriseausol|surfaceemprise|footprint|footprintm2|buildingarea)$/], ['built_area_m2', /^(surfacebatie|surfaceplancher|surfacedeveloppee|builtarea|builtaream2|المساحهالمبنيه)$/],
    ['origin', /^(origine|originepropriete|originedepropriete|origin)$/], ['acquired_on', /^(dateacquisition|datedacquisition|acquiredon|acquisitiondate|تاريخالاقتناء)$/],
    ['title_area_m2', /^(superficietitre|surfacetitre|contenancetitre|titlearea)$/], ['contract_area_m2', /^(superficiecontrat|surfacecontrat|surfacebail|contractarea)$/], ['useful_area_m2', /^(surfaceutile|sun|sub|usefularea|المساحهالنافعه)$/], ['lettable_area_m2', /^(surfacelocative|lettablearea)$/],
    ['conservation', /^(conservation|conservationfonciere|المحافظهالعقاريه)$/], ['requisition_number', /^(n|no|num|numero)?requisition$|^(رقم)?مطلب(التحفيظ|التسجيل)$/], ['requisition_on', /^date(dela)?requisition$/],
    ['appropriated_on', /^(date(d)?appropriation|dateentree|تاريخالتملك)$/], ['deed_reference', /^(acte|referenceacte|refacte|deed)$/], ['deliberation_reference', /^(deliberation|referencedeliberation|مداوله)$/],
    ['gazette_reference', /^(bo|jort|jo|bulletinofficiel|journalofficiel)$/], ['assigned_service', /^(service|serviceaffectataire|affectataire|المصلحه)$/], ['neighbourhood', /^(lieudit|cite|حي)$/], ['map_reference', /^(referenceplan|planche|mapreference)$/],
    ['basements', /^(soussols|nbsoussols|basements)$/], ['materials', /^(materiaux|materials|مواد)$/], ['title_number', /^(numerotitre|numtitre|notitre|titrenumero|titlenumber|رقمالرسم)$/], ['lon', /^(lon|lng|long|longitude|x|xcoord)$/], ['lat', /^(lat|latitude|y|ycoord)$/], ['wkt', /^(wkt|geom|geometry|thegeom|geometrie)$/],
  ],
  parcels: [
    ['source_key', /^(id|idu|idpar|idparcelle|parcelid|identifiant|geoparcelle|uuid|guid)$/],
    ['reference', /^(reference|ref|refcad|referencecadastrale|parcelle|numparcelle|numeroparcelle|nparcelle|titre|numtitre|المرجع|القطعه|رقمالقطعه)$/],
    ['stated_area_m2', /^(surfadop|surface|superficie|contenance|statedarea|statedaream2|area|surfacecadastrale|aream2|المساحه)$/],
    ['lon', /^(lon|lng|longitude|x)$/], ['lat', /^(lat|latitude|y)$/], ['wkt', /^(wkt|geom|geometry|geometrie)$/],
  ],
  leases: LEASE_HEADINGS,
  payments: PAYMENT_HEADINGS, sales: SALE_HEADINGS, 'fixed-assets': FIXED_ASSET_HEADINGS,
  ...TEMPLATE_HEADINGS,
  layer: [['lon', /^(lon|lng|long|longitude|x|xcoord)$/], ['lat', /^(lat|latitude|y|ycoord)$/], ['wkt', /^(wkt|geom|geometry|geometrie)$/]],
};

/** Enumerated fields recognised by what the column holds rather than by what it is called. */
const BY_VALUE: Record<RegisterFormat, readonly string[]> = { assets: ['level', 'nature', 'domain_class', 'title_state', 'status'], parcels: ['title_state'], layer: [], leases: ['type', 'period', 'activity_kind'], payments: ['method'], sales: ['sale_kind', 'market_use', 'period'], 'fixed-assets': [], 'lodging-stays': [], fleet: [], deliveries: [], declarations: [], addresses: [] };
/** A file with so many columns named by our fields is an extract of a register. */
const OURS = 20;
const bare = (heading: string): string => foldText(heading).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * A mapping guessed from headings (French, English, Arabic) and, for closed words, from the values met. Every value of the sample gets its
 * word or stays unknown; a column that no field takes is kept with the attributes.
 */
export function suggestMapping(format: RegisterFormat, columns: readonly string[], sample: Sample, own?: Own): Mapping {
  const chosen = new Map<string, string[]>();
  const taken = new Set<string>();
  const give = (column: string, field: string): void => { taken.add(field); chosen.set(column, [...chosen.get(column) ?? [], field]); };
  // A file of ours names its columns by the fields themselves, and the commune's own fields by their key. Closed words are understood below, with their values.
  // Even those are taken by their name where the whole file is plainly ours and its first rows do not contradict: they may not state them yet.
  if (format === 'assets') {
    const extract = columns.filter((c) => FIELDS.assets[c] !== undefined).length >= OURS;
    const agrees = (field: string): boolean => sample.every((r) => { const v = r[field]?.trim() ?? ''; return v === '' || wordOf(field, v) !== null; });
    for (const column of columns) {
      const field = FIELDS.assets[column] !== undefined ? column : own?.extra.map((x) => `extra_${x.key}`).find((x) => x === column);
      if (field !== undefined && !taken.has(field) && (!BY_VALUE.assets.includes(field) || (extract && agrees(field)))) give(column, field);
    }
  }
  for (const [field, pattern] of HEADINGS[format]) {
    if (taken.has(field)) continue;
    const column = columns.find((c) => !chosen.has(c) && pattern.test(bare(c)));
    if (column !== undefined && !taken.has(field) && (field !== 'source_key' || isKey(sample, column))) give(column, field);
  }
  if (format === 'parcels' && !taken.has('reference')) for (const [column, fields] of chosen) if (fields[0] === 'source_key') { give(column, 'reference'); break; }
  const values: Mapping['values'] = {};
  // A column with a role keeps it: a name that holds the word "market" is still a name.
  for (const column of columns.filter((c) => !chosen.has(c))) {
    const met = [...new Set(sample.map((r) => r[column]?.trim() ?? '').filter((v) => v !== ''))];
    if (met.length === 0 || met.length > 40) continue;
    for (const field of BY_VALUE[format]) {
      if (taken.has(field)) continue;
      const words = Object.fromEntries(met.flatMap((v) => { const w = wordOf(field, v); return w === null ? [] : [[v, w]]; }));
      const known = Object.keys(words).length;
      // Level and domain must be understood whole; nature and status may leave part of the values unknown.
      if (known === 0 || (known < met.length && !['nature', 'status'].includes(field)) || (field === 'nature' && known < met.length / 2)) continue;
      if (field === 'level' && !/(level|niveau|مستوي)/.test(bare(column))) continue;
      values[field] = Object.fromEntries(met.map((v) => [v, words[v] ?? '']));
      give(column, field);
    }
  }
  return { columns: Object.fromEntries([...chosen].map(([c, f]) => [c, f.length === 1 && f[0] !== undefined ? f[0] : f])), values, constants: {} };
}

const isKey = (sample: Sample, column: string): boolean => {
  const met = sample.map((r) => r[column]?.trim() ?? '');
  return met.length > 0 && met.every((v) => v !== '') && new Set(met).size === met.length;
};
