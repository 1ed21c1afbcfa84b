import { foldText } from '../search/index.ts';
import { LEASE_SPELLINGS, LEASE_WORDS } from './leases.ts';
import { SALE_SPELLINGS, SALE_WORDS } from './sales.ts';
import { PAYMENT_SPELLINGS, PAYMENT_WORDS } from './payments.ts';
import { TEMPLATE_SPELLINGS, TEMPLATE_WORDS } from './templates.ts';
import { ASSET_FIELDS } from '../assets/fields.ts';

/** The closed words of each enumerated field. */
export const WORDS: Record<string, readonly string[]> = {
  ...Object.fromEntries(ASSET_FIELDS.flatMap((f) => (f.words ? [[f.column, f.words]] : []))), ...LEASE_WORDS, ...PAYMENT_WORDS, ...SALE_WORDS, ...TEMPLATE_WORDS,
};

const FLAGS: readonly (readonly [string, RegExp])[] = [['true', /^(true|vrai|oui|o|yes|y|1|x|نعم)$/], ['false', /^(false|faux|non|n|no|0|لا)$/]];
/** Yes or no as people write it; null where it is neither. */
export const flagOf = (raw: string): string | null => FLAGS.find(([, pattern]) => pattern.test(foldText(raw)))?.[0] ?? null;

type Spelling = readonly [code: string, pattern: RegExp];
/** What registers write for a word, tested on folded text (no accents, lower case). First match wins; order matters. */
const SPELLINGS: Record<string, readonly Spelling[]> = {
  ...LEASE_SPELLINGS, ...PAYMENT_SPELLINGS, ...SALE_SPELLINGS, ...TEMPLATE_SPELLINGS,
  title_state: [
    ['non_immatricule', /^(ni|non[ -]?immatricule.*|non (titree?|enregistree?)|untitled|unregistered|not registered|(عقار |ملك )?غير (محفظه?|مسجله?))$/], ['requisition', /^(r|req(uisition)?\b.*|(en cours d.)?immatriculation( en cours)?|title application|(في طور )?(مطلب )?(ال)?(تحفيظ|تسجيل))$/],
    ['sans_document', /^(sans document|aucun document|sd|no document|بدون وثيقه|دون وثيقه)$/], ['titre_foncier', /^(t|tf|titree?( foncier)?|immatriculee?|land title|titled|registered|(ال)?رسم (ال)?عقاري|(عقار |ملك )?محفظه?|مسجله?)$/],
  ],
  status: [
    ['surplus', /exced|surplus|فائض/], ['dormant', /vacant|dormant|inoccup|شاغر/], ['disposed', /cede|vendu|disposed|sold|مفوت/], ['demolished', /demoli|هدم/],
    ['deactivated', /desactive|deactivated|hors service/], ['project', /^(en )?projet|^project|مشروع/], ['active', /^(actif|active|en service|in use|مستعمل)$/],
  ],
  condition_class: [
    ['very_good', /^(tres bon(ne)?|neuf|excellent|very good|جيده جدا|جيد جدا)( etat)?$/], ['very_bad', /^(tres mauvais(e)?|very bad|سيئه جدا|سيء جدا)( etat)?$/], ['good', /^(bon(ne)?|bon etat|good|جيده|جيد)( etat)?$/],
    ['bad', /^(mauvais(e)?|degrade|bad|poor|سيئه|سيء)( etat)?$/], ['ruin', /^(en )?ruine?s?$|^ruin(ed)?$|خرب/],
  ],
  nature: [
    ['cemetery', /cimetier|cemeter|مقبر/], ['market', /^marche|market|سوق/], ['road', /^(voirie|voie|rue|route)\b|^(road|street)\b|طريق|نهج/],
    ['unit', /^(local|appartement|logement|unite|shop|unit)\b|محل|شقه/], ['land', /terrain|parcelle|foncier nu|^(land|plot)\b|ارض/],
    ['equipment', /installation|equipement|equipment|ouvrage|تجهيز/], ['building', /^(batiment|bati|immeuble|building|edifice|construction)\b|مبني|بنايه|عماره/], ['other', /^(autre|divers|other|اخري)$/],
  ],
  level: [['site', /^(site|موقع)$/], ['building', /^(batiment|building|مبني)$/], ['unit', /^(unite( fonctionnelle)?|unit|وحده)$/], ['room', /^(local|piece|room|محل)$/]],
  domain_class: [
    ['public_naturel', /public naturel|natural public|عمومي طبيعي/], ['public_artificiel', /public artificiel|artificial public|عمومي اصطناعي/],
    ['etat_mis_a_disposition', /\betat\b|state[- ]owned|ملك الدوله/],
    ['public_par_affectation', /^(domaine )?public\b.*|^dp[cm]?$|^(ال)?ملك (ال)?(عمومي|عام)(?!\p{L}).*/u], ['prive_affecte', /prive affecte/],
    ['prive_patrimonial', /^(domaine )?prive( (patrimonial|communal|municipal|de la (commune|ville)))?$|^private( (municipal|communal))?( (domain|property))?$|^(ال)?ملك (ال)?خاص.*/], ['tiers_occupe_par_commune', /tiers|locataire/], ['indetermine', /indetermine|unknown|غير محدد/],
  ],
};

/** The word a raw value stands for, or null where it is none of ours. A word of ours stands for itself. */
export function wordOf(field: string, raw: string): string | null {
  const text = foldText(raw);
  if (WORDS[field]?.includes(text)) return text;
  return SPELLINGS[field]?.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The nearest word of ours to a value that is none, for the mend (least edits, at most 40 % of the length). */
export function nearestWord(field: string, raw: string): string | null {
  const text = foldText(raw).replace(/[ -]/g, '_');
  const best = (WORDS[field] ?? []).map((word) => ({ word, d: distance(text, word) })).sort((a, b) => a.d - b.d)[0];
  return best && best.d <= Math.max(2, best.word.length * 0.4) ? best.word : null;
}

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
};
