// Every text in French, Arabic and English, with the same values to fill in; no key in two places.
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Part = Record<string, string>;
const LANGUAGES = ['fr', 'ar', 'en'] as const;
const faults: string[] = [];

/** The names of the values a text wants: `{n}` and the first word of an ICU `{n, plural, …}`; the branches' own braces hold no name. */
const BRANCH = /(?:=\d+|\b(?:zero|one|two|few|many|other))\s*\{\s*(?=[^{}]*\})/g;
const wanted = (text: string): string => {
  // A branch of one word, `=0 {aucune}`, reads like a value: its brace is put away first.
  const bare = /,\s*(?:plural|select|selectordinal)\s*,/.test(text) ? text.replace(BRANCH, '(') : text;
  return [...new Set([...bare.matchAll(/\{\s*([A-Za-z_]\w*)\s*[,}]/g)].map((m) => m[1]))].sort().join(' ');
};

const compare = (where: string, parts: Record<(typeof LANGUAGES)[number], Part>): void => {
  for (const language of LANGUAGES) {
    for (const [key, text] of Object.entries(parts[language])) {
      if (text.trim() === '') faults.push(`${where}: ${language} ${key} is empty`);
      const french = parts.fr[key];
      if (french === undefined) faults.push(`${where}: ${language} ${key} is not in French`);
      else if (wanted(french) !== wanted(text)) faults.push(`${where}: ${language} ${key} wants {${wanted(text)}}, French {${wanted(french)}}`);
    }
    for (const key of Object.keys(parts.fr)) if (!(key in parts[language])) faults.push(`${where}: ${language} lacks ${key}`);
  }
};
const load = async (path: string): Promise<Record<string, unknown>> => (await import(pathToFileURL(path).href)) as Record<string, unknown>;

const client = 'client/src/platform/i18n';
if (LANGUAGES.every((l) => existsSync(`${client}/${l}/index.ts`))) {
  const [fr, ar, en] = await Promise.all(LANGUAGES.map(async (l) => (await load(`${client}/${l}/index.ts`))[l] as Part));
  compare('client', { fr: fr!, ar: ar!, en: en! });
}
// A screen fetches the part that its key's beginning names: a key must stand in that part and no other.
const { HELD, partOf } = await load('client/src/platform/i18n/catalogue.ts') as { HELD: Record<string, readonly string[]>; partOf: (key: string) => string };
const stands = new Map<string, string>();
for (const part of ['base', ...Object.keys(HELD)]) {
  for (const key of Object.keys((await load(`${client}/fr/parts/${part}.ts`))[part] as Part)) {
    if (stands.has(key)) faults.push(`client: ${key} stands in the parts ${stands.get(key) ?? ''} and ${part}`);
    if (partOf(key) !== part) faults.push(`client: ${key} is in the part ${part}, and i18n/catalogue.ts (HELD) looks for it in ${partOf(key)}`);
    stands.set(key, part);
  }
}
const seen = new Map<string, string>();
for (const feature of readdirSync('domain/src')) {
  const path = `domain/src/${feature}/texts.ts`;
  if (!existsSync(path)) continue;
  for (const value of Object.values(await load(path))) {
    if (typeof value !== 'object' || value === null || !LANGUAGES.every((l) => l in value)) continue;
    const parts = value as Record<(typeof LANGUAGES)[number], Part>;
    if (typeof Object.values(parts.fr)[0] !== 'string') continue;
    compare(path, parts);
    for (const key of Object.keys(parts.fr)) {
      if (seen.has(key)) faults.push(`${path}: ${key} stands in ${seen.get(key)} too`);
      seen.set(key, path);
    }
  }
}
if (faults.length > 0) { console.log(faults.join('\n')); process.exitCode = 1; }
