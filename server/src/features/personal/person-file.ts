import type { Writable } from 'node:stream';
import { message } from '@sommier/domain/messages';
import { CATEGORIES, type Category } from '@sommier/domain/personal';
import type { Language } from '@sommier/domain/shared';
import { isolate, openPaper } from '../../platform/pdf/index.ts';
import type { Part } from './holdings.queries.ts';

export interface PersonFacts { party: string; name: string; commune: string; madeAt: string; parts: readonly Part[] }

/** Everything as it stands, for machines: `{party, commune, madeAt, holdings: {category: {table: [row]}}}`. */
export function personJson({ party, commune, madeAt, parts }: PersonFacts): string {
  const holdings: Partial<Record<Category, Record<string, unknown[]>>> = {};
  for (const p of parts) { const at = (holdings[p.category] ??= {}); at[p.table] = [...(at[p.table] ?? []), ...p.rows]; }
  return JSON.stringify({ party, commune, madeAt, holdings }, null, 1);
}

/** Rows of one table on paper: beyond them the JSON file has all. */
const ON_PAPER = 200;
const shown = (v: unknown): string => (typeof v === 'object' ? JSON.stringify(v) : String(v));

/** The same on paper, section by section, each value beside its name. */
export async function personPdf(out: Writable, f: PersonFacts, language: Language): Promise<void> {
  const say = (key: string, values: Record<string, unknown> = {}): string => message(language, `personal.${key}`, values) ?? key;
  const paper = openPaper(out, language, say('pdf.foot'), (n, of) => say('pdf.page', { n, of }), say('pdf.title'));
  paper.head({ issuer: f.commune, service: say('pdf.service'), title: say('pdf.title'), number: f.party, date: f.madeAt.slice(0, 10) });
  paper.paragraph(isolate(f.name), { size: 13, weight: 'bold' });
  for (const category of CATEGORIES) {
    const parts = f.parts.filter((p) => p.category === category && p.rows.length > 0);
    paper.section(say(`category.${category}`));
    if (parts.length === 0) paper.paragraph(say('pdf.none'), { size: 9 });
    for (const p of parts) {
      paper.paragraph(`${isolate(p.table)} : ${say('pdf.rows', { n: p.rows.length })}`, { size: 9, weight: 'bold' });
      for (const row of p.rows.slice(0, ON_PAPER)) {
        paper.facts(Object.entries(row).filter(([, v]) => v !== null && v !== '' && !(Array.isArray(v) && v.length === 0)).map(([k, v]) => [isolate(k), isolate(shown(v))] as const));
        paper.space(4);
      }
      if (p.rows.length > ON_PAPER) paper.paragraph(say('pdf.more', { n: p.rows.length - ON_PAPER }), { size: 9 });
      await paper.settled();
    }
  }
  await paper.end();
}
