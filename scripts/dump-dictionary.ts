// Writes docs/api/dictionary.md: every table and column of migrations/schema.sql, with the words of the fields that people see; with --check, fails when the committed page says something else.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FIELDS, templateNote } from '@sommier/domain/imports';
import { ar } from '../client/src/platform/i18n/ar/index.ts';
import { en } from '../client/src/platform/i18n/en/index.ts';
import { fr } from '../client/src/platform/i18n/fr/index.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const schema = readFileSync(at('migrations/schema.sql'), 'utf8');
interface Column { name: string; type: string; required: boolean; key: boolean; refers: string }

/** The tables of the dumped schema. Its form is our own, written by `db:dump`: one column or constraint on each line. */
const tables = [...schema.matchAll(/^create table ([\w.]+) \(\n([\s\S]*?)\n\)[^;]*;$/gm)].map(([, name, body]) => {
  const lines = body!.split('\n').map((l) => l.trim().replace(/,$/, ''));
  const keys = /PRIMARY KEY \(([^)]*)\)/.exec(body!)?.[1]?.split(', ') ?? [];
  const refers = new Map(lines.flatMap((l) => {
    const m = /FOREIGN KEY \(([^)]*)\) REFERENCES (\w+)\(/.exec(l);
    // The commune leads every key: what is referred to is named by the last column.
    return m ? [[m[1]!.split(', ').at(-1)!, m[2]!] as const] : [];
  }));
  const columns = lines.filter((l) => l !== '' && !l.startsWith('constraint ')).map((l): Column => {
    const [, column = '', rest = ''] = /^"?(\w+)"? (.*)$/.exec(l) ?? [];
    const type = rest.replace(/ (default|generated|not null|collate).*$/, '').replace('timestamp with time zone', 'timestamptz');
    return { name: column, type, required: /not null/.test(rest), key: keys.includes(column), refers: refers.get(column) ?? '' };
  });
  return { name: name!, columns };
}).sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Which migration brought a table: its feature and day. */
const born = new Map<string, string>();
for (const file of readdirSync(at('migrations')).filter((f) => f.endsWith('.up.sql')).sort()) {
  for (const [, name] of readFileSync(at(`migrations/${file}`), 'utf8').matchAll(/create table (?:if not exists )?([\w.]+)/gi)) if (!born.has(name!)) born.set(name!, file.replace('.up.sql', ''));
}
const word = (catalogue: Record<string, string>, field: string): string => catalogue[`imports.field.${field}`] ?? '';
// The words are those of the property's fields; another table's `name` is not a property's.
const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
const label = (catalogue: Record<string, string>, table: string, column: string): string => (table === 'asset' ? catalogue[`assets.field.${camel(column)}`] ?? word(catalogue, column) : '');
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const out = ['# Data dictionary', '',
  'Made by `npm run dictionary:dump` from `migrations/schema.sql`, the formats of import and the catalogues; `npm run check` compares it. Money is whole minor units (`…_minor`); geometry is EPSG:4326; every row belongs to its `commune_id`.', '',
  '## Tables', ''];
for (const t of tables) {
  out.push(`### ${t.name}`, '', ...(born.has(t.name) ? [`Migration \`${born.get(t.name)!}\`.`, ''] : []), '| column | type | filled | key, refers to | fr | ar | en |', '|---|---|---|---|---|---|---|');
  for (const c of t.columns) out.push(`| \`${c.name}\` | ${cell(c.type)} | ${c.required ? 'always' : ''} | ${[c.key ? 'key' : '', c.refers].filter(Boolean).join(', ')} | ${[fr, ar, en].map((l) => cell(label(l as Record<string, string>, t.name, c.name))).join(' | ')} |`);
  out.push('');
}
out.push('## Fields of the import formats', '');
for (const [format, fields] of Object.entries(FIELDS)) {
  out.push(`### ${format}`, '', '| field | fr | ar | en | meaning |', '|---|---|---|---|---|');
  for (const field of Object.keys(fields)) out.push(`| \`${field}\` | ${[fr, ar, en].map((l) => cell(word(l as Record<string, string>, field))).join(' | ')} | ${cell(templateNote('en', field)?.text ?? '')} |`);
  out.push('');
}
const text = out.join('\n'), file = at('docs/api/dictionary.md');
if (!process.argv.includes('--check')) writeFileSync(file, text);
else {
  let held = '';
  try { held = readFileSync(file, 'utf8'); } catch { /* not made yet */ }
  if (held !== text) { console.error('docs/api/dictionary.md is not what the schema says: npm run dictionary:dump'); process.exitCode = 1; }
}
