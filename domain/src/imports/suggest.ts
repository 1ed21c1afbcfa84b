import { foldText } from '../search/index.ts';
import { ASSET_HEADINGS, COUNTED_CODE } from './asset-headings.ts';
import { FIELDS, type Mapping, type RegisterFormat } from './model.ts';
import { LEASE_HEADINGS } from './leases.ts';
import { FIXED_ASSET_HEADINGS } from './fixed-assets.ts';
import { PAYMENT_HEADINGS } from './payments.ts';
import { saidByPrice, SALE_HEADINGS } from './sales.ts';
import { TEMPLATE_HEADINGS } from './templates.ts';
import type { Own } from './map-row.ts';
import { wordOf } from './words.ts';

type Sample = readonly Readonly<Record<string, string>>[];
export type { RegisterFormat };

/** What headings are called, on folded names without separators ("N° d'inventaire" is "ndinventaire"). Tried in order; first column wins. */
const HEADINGS: Record<RegisterFormat, readonly (readonly [field: string, pattern: RegExp])[]> = {
  assets: ASSET_HEADINGS,
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
const BY_VALUE: Record<RegisterFormat, readonly string[]> = { assets: ['level', 'nature', 'domain_class', 'title_state', 'status', 'condition_class'], parcels: ['title_state'], layer: [], leases: ['type', 'period', 'activity_kind'], payments: ['method', 'side'], sales: ['sale_kind', 'market_use', 'period'], 'fixed-assets': [], 'lodging-stays': [], fleet: [], deliveries: [], declarations: [], addresses: [] };
/** A file with so many columns named by our fields is an extract of a register. */
const OURS = 20;
/** A unit in brackets or at a heading's end, which is none of its name: "Superficie (m²)", "Valeur en DH". */
const UNIT = /\s*[([]\s*(?:en |in |ب)?(?:m2|sqm|sq\.? ?m|metres? carres?|ha|hectares?|d\.?t\.?|dhs?|mad|tnd|f ?cfa|xof|xaf|eur|euros?|€|متر مربع|م2|هكتار|درهم|دينار|د\.?ت?\.?)\s*[)\]]|\s+(?:en |in |ب)?(?:m2|sqm|ha|dhs?|mad|tnd|fcfa|xof|xaf|eur|euros?|dinars?|dirhams?|م2)\s*$/g;
/** Between the two lines of a heading, as tables are read. */
const UNDER = ' · ';
const PAST = /ancien|precedent|former|previous|\bold\b|سابق/;
const letters = (folded: string): string => folded.replace(/[^\p{L}\p{N}]/gu, '');
const bare = (heading: string): string => letters(foldText(heading));
/** Small words inside a heading of our own templates: "Numéro d'enregistrement", "Date de l'arrivée", "Number of guests". */
const SMALL = /(?<!\p{L})(?:d|de|du|des|l|la|le|les|of|the)(?!\p{L})/gu;
/** True where a heading is one of a field's names, with its unit or without. */
const named = (pattern: RegExp, heading: string): boolean => pattern.test(bare(heading)) || pattern.test(letters(foldText(heading).replace(UNIT, '')));
const loosely = (format: RegisterFormat, pattern: RegExp, heading: string): boolean => named(pattern, heading) || (format in TEMPLATE_HEADINGS && pattern.test(letters(foldText(heading).replace(SMALL, ''))));

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
    const column = columns.find((c) => !chosen.has(c) && loosely(format, pattern, c) && holds(field, sample, c));
    if (column !== undefined && !taken.has(field) && ((field !== 'source_key' && pattern !== COUNTED_CODE) || isKey(sample, column))) give(column, field);
  }
  if (format === 'leases' || format === 'payments') for (const [field, pattern] of HEADINGS[format]) {
    // Under a merged heading ("Contrat" over "Début" and "Fin") the lower word says what it is, unless the upper one says it is past.
    const column = taken.has(field) ? undefined : columns.find((c) => !chosen.has(c) && c.includes(UNDER) && !PAST.test(foldText(c)) && named(pattern, c.slice(c.lastIndexOf(UNDER) + UNDER.length)) && holds(field, sample, c));
    if (column !== undefined) give(column, field);
  }
  // A register whose only number is that of its inventory is known by it.
  if (format === 'assets' && !taken.has('code')) for (const [column, fields] of chosen) if (fields[0] === 'inventory_number' && isKey(sample, column)) { give(column, 'code'); break; }
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
      // Nature and status may leave part of the values unknown. What the law names must be understood in most rows, and a word that is not refuses its row; the rest must be understood whole.
      const legal = LEGAL[field], partly = legal !== undefined && known * 2 >= met.length && share(sample, column, words) >= (legal.test(bare(column)) ? 0.5 : 0.8);
      if (known === 0 || (known < met.length && !partly && !['nature', 'status'].includes(field)) || (field === 'nature' && known < met.length / 2)) continue;
      if (field === 'level' && !/(level|niveau|مستوي)/.test(bare(column))) continue;
      values[field] = partly ? words : Object.fromEntries(met.map((v) => [v, words[v] ?? '']));
      give(column, field);
    }
  }
  const priced = format === 'sales' ? [...chosen].find(([, fields]) => fields.includes('price'))?.[0] : undefined;
  return { columns: Object.fromEntries([...chosen].map(([c, f]) => [c, f.length === 1 && f[0] !== undefined ? f[0] : f])), values, constants: priced === undefined ? {} : saidByPrice(foldText(priced), taken) };
}

/** What the columns of the law's own words are often called. */
const LEGAL: Readonly<Record<string, RegExp>> = { title_state: /titre|fonci|title|immatric|عقاري/, domain_class: /domain|statutjuridique|ملك/ };
/** The share of a column's filled rows whose value is understood. */
const share = (sample: Sample, column: string, words: Readonly<Record<string, string>>): number => {
  const met = sample.map((r) => r[column]?.trim() ?? '').filter((v) => v !== '');
  return met.filter((v) => words[v] !== undefined).length / Math.max(1, met.length);
};
/** A title's number has figures: under the same heading others write the state of the title. */
const holds = (field: string, sample: Sample, column: string): boolean => {
  if (field === 'operation') return namesOperations(sample, column);
  if (field !== 'title_number') return true;
  const met = sample.map((r) => r[column]?.trim() ?? '').filter((v) => v !== '');
  return met.filter((v) => /\d|[٠-٩]/.test(v)).length * 2 >= met.length;
};
/** A number of its own for each line. Under the same heading other banks write what the line is, or a 0 where no cheque was drawn. */
const namesOperations = (sample: Sample, column: string): boolean => {
  const met = sample.map((r) => r[column]?.trim() ?? '').filter((v) => v !== '');
  return new Set(met).size === met.length && met.every((v) => /^\S*[\d٠-٩]\S*$/.test(v));
};
const isKey = (sample: Sample, column: string): boolean => {
  const met = sample.map((r) => r[column]?.trim() ?? '');
  return met.length > 0 && met.every((v) => v !== '') && new Set(met).size === met.length;
};
