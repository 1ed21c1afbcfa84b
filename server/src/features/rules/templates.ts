import { readFile, readdir } from 'node:fs/promises';
import { RulePack } from '@sommier/domain/tax';
import { toConfirmIn, type Template } from '@sommier/domain/rules';
import type { Language } from '@sommier/domain/shared';

const FOLDER = new URL('../../../../seed/tax-rules/', import.meta.url);
let read: Promise<RulePack[]> | undefined;

/** The packs shipped with the program, read once. */
export const packs = (): Promise<RulePack[]> => read ??= (async () => {
  const names = (await readdir(FOLDER)).filter((n) => n.endsWith('.json')).sort();
  return Promise.all(names.map(async (n) => RulePack.parse(JSON.parse(await readFile(new URL(n, FOLDER), 'utf8')))));
})();

/** A pack as its reader chooses from it. */
export const asTemplate = (p: RulePack, language: Language): Template => ({
  pack: p.pack, title: p.title, country: p.country, currencies: [...new Set(p.rules.map((r) => r.currency))], examples: p.examples.length,
  rules: p.rules.map((r) => ({ key: r.key, tax: r.tax, label: r.label ?? {}, legalRef: r.legal.ref, status: r.legal.status, from: r.from, to: r.to, toConfirm: r.legal.toConfirm.map((said) => toConfirmIn(language, said)) })),
});
