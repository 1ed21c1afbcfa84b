import type { fr } from './fr/index.ts';
import type { Language } from './language.ts';

/** Every key of the French catalogue; the other two must have each of them, no more, or the types fail. */
export type MessageKey = keyof typeof fr;
export type Catalogue = Record<MessageKey, string>;
/** The same keys as a French part: how the Arabic and English parts are typed. */
export type Same<T> = { readonly [K in keyof T]: string };

/** How the keys begin that each later part holds; every other key is in `base`. */
export const HELD = {
  files: ['imports'],
  legal: ['acts', 'guards', 'titles', 'documents', 'drawing', 'campaigns', 'field', 'parties', 'references'],
  value: ['st', 'verify', 'ind', 'vz', 'comparables', 'valuations', 'condition', 'portfolio', 'reconciliation'],
  money: ['ledger', 'revenue', 'revisions', 'payments', 'penalties', 'occ', 'alerts', 'findings', 'code.alert', 'code.bool', 'code.fact', 'code.occ', 'jobs.kind.penalties'],
  tax: ['activity', 'rules', 'assess'],
  collect: ['collect'],
  identify: ['duplicates', 'pairs', 'leads', 'numbers'],
  declare: ['declare'],
  prints: ['prints'],
  keys: ['keys'],
  frugality: ['frugality'],
  layers: ['layers', 'diagnosis'],
  trust: ['factor', 'prove', 'setup'],
  help: ['help'],
  admin: ['personal', 'trail', 'ops', 'failed'],
} as const satisfies Record<string, readonly string[]>;
/** A part of the catalogue, fetched when a screen needs it: a slow line pays for what is read alone. */
export type Part = 'base' | 'door' | keyof typeof HELD;
type Texts = Partial<Catalogue>;

const LOADS: Record<Language, Record<Part, () => Promise<Texts>>> = {
  fr: {
    door: async () => (await import('./fr/parts/door.ts')).door, base: async () => (await import('./fr/parts/base.ts')).base, files: async () => (await import('./fr/parts/files.ts')).files,
    legal: async () => (await import('./fr/parts/legal.ts')).legal, value: async () => (await import('./fr/parts/value.ts')).value, money: async () => (await import('./fr/parts/money.ts')).money,
    tax: async () => (await import('./fr/parts/tax.ts')).tax, identify: async () => (await import('./fr/parts/identify.ts')).identify,
    collect: async () => (await import('./fr/parts/collect.ts')).collect, declare: async () => (await import('./fr/parts/declare.ts')).declare, prints: async () => (await import('./fr/parts/prints.ts')).prints,
    keys: async () => (await import('./fr/parts/keys.ts')).keys,
    frugality: async () => (await import('./fr/parts/frugality.ts')).frugality,
    layers: async () => (await import('./fr/parts/layers.ts')).layers,
    trust: async () => (await import('./fr/parts/trust.ts')).trust,
    help: async () => (await import('./fr/parts/help.ts')).help,
    admin: async () => (await import('./fr/parts/admin.ts')).admin,
  },
  ar: {
    door: async () => (await import('./ar/parts/door.ts')).door, base: async () => (await import('./ar/parts/base.ts')).base, files: async () => (await import('./ar/parts/files.ts')).files,
    legal: async () => (await import('./ar/parts/legal.ts')).legal, value: async () => (await import('./ar/parts/value.ts')).value, money: async () => (await import('./ar/parts/money.ts')).money,
    tax: async () => (await import('./ar/parts/tax.ts')).tax, identify: async () => (await import('./ar/parts/identify.ts')).identify,
    collect: async () => (await import('./ar/parts/collect.ts')).collect, declare: async () => (await import('./ar/parts/declare.ts')).declare, prints: async () => (await import('./ar/parts/prints.ts')).prints,
    keys: async () => (await import('./ar/parts/keys.ts')).keys,
    frugality: async () => (await import('./ar/parts/frugality.ts')).frugality,
    layers: async () => (await import('./ar/parts/layers.ts')).layers,
    trust: async () => (await import('./ar/parts/trust.ts')).trust,
    help: async () => (await import('./ar/parts/help.ts')).help,
    admin: async () => (await import('./ar/parts/admin.ts')).admin,
  },
  en: {
    door: async () => (await import('./en/parts/door.ts')).door, base: async () => (await import('./en/parts/base.ts')).base, files: async () => (await import('./en/parts/files.ts')).files,
    legal: async () => (await import('./en/parts/legal.ts')).legal, value: async () => (await import('./en/parts/value.ts')).value, money: async () => (await import('./en/parts/money.ts')).money,
    tax: async () => (await import('./en/parts/tax.ts')).tax, identify: async () => (await import('./en/parts/identify.ts')).identify,
    collect: async () => (await import('./en/parts/collect.ts')).collect, declare: async () => (await import('./en/parts/declare.ts')).declare, prints: async () => (await import('./en/parts/prints.ts')).prints,
    keys: async () => (await import('./en/parts/keys.ts')).keys,
    frugality: async () => (await import('./en/parts/frugality.ts')).frugality,
    layers: async () => (await import('./en/parts/layers.ts')).layers,
    trust: async () => (await import('./en/parts/trust.ts')).trust,
    help: async () => (await import('./en/parts/help.ts')).help,
    admin: async () => (await import('./en/parts/admin.ts')).admin,
  },
};

export interface Words { language: Language; parts: ReadonlySet<Part>; texts: Texts }
let words: Words = { language: 'fr', parts: new Set(), texts: {} };
const listeners = new Set<() => void>();
const take = (next: Words): void => { words = next; for (const tell of listeners) tell(); };

export const wordsNow = (): Words => words;
export const onWords = (tell: () => void): (() => void) => { listeners.add(tell); return () => { listeners.delete(tell); }; };

const asked = new Map<string, Promise<void>>();
/** Fetches a part of the reader's language, once; settled when its texts are here. A line that fails is asked again at the next need. */
export const needWords = (part: Part): Promise<void> => {
  const { language } = words;
  const key = `${language} ${part}`;
  const load = asked.get(key) ?? LOADS[language][part]().then((texts) => {
    // Another language may have been chosen meanwhile.
    if (words.language === language) take({ language, parts: new Set([...words.parts, part]), texts: { ...words.texts, ...texts } });
  }, (cause: unknown) => { asked.delete(key); throw cause; });
  asked.set(key, load);
  return load;
};

/** Puts every part that is here into another language, all at once. */
export const speak = async (language: Language, parts: Iterable<Part> = words.parts): Promise<void> => {
  const all = [...parts];
  const texts = await Promise.all(all.map((part) => LOADS[language][part]()));
  asked.clear();
  for (const part of all) asked.set(`${language} ${part}`, Promise.resolve());
  take({ language, parts: new Set(all), texts: Object.assign({}, ...texts) as Texts });
};

const PARTS: readonly Exclude<Part, 'door'>[] = ['base', ...(Object.keys(HELD) as (keyof typeof HELD)[])];
/** The part in which a key stands. */
export const partOf = (key: string): Exclude<Part, 'door'> => PARTS.find((part) => part !== 'base' && HELD[part].some((head) => key.startsWith(`${head}.`))) ?? 'base';
/** The part of a key that is not here, when it is still to be fetched. */
export const missingPart = (key: string): Part | undefined => {
  const part = partOf(key);
  return words.parts.has(part) ? undefined : part;
};

/** A screen's code and its texts, fetched together. */
export const withWords = <M,>(part: Part, load: () => Promise<M>) => async (): Promise<M> => (await Promise.all([load(), needWords(part)]))[0];
