import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RulePack, TaxFact, TaxRule } from '@sommier/domain/tax';
import { Usage } from '../../platform/cli/index.ts';

/** A file of rules or facts that cannot be used: each fault with its place and value. */
export class BadFile extends Error {
  constructor(readonly file: string, readonly faults: { path: string; code: string; message: string; value: unknown }[]) { super(`${file}: ${faults.map((f) => `${f.path} ${f.message}`).join('; ')}`); }
}
const at = (value: unknown, path: readonly PropertyKey[]): unknown => path.reduce<unknown>((v, k) => (typeof v === 'object' && v !== null ? (v as Record<PropertyKey, unknown>)[k] : undefined), value);

async function json(path: string): Promise<unknown> {
  let text: string;
  try { text = await readFile(path, 'utf8'); } catch { throw new Usage(`${path} cannot be read`); }
  try { return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown; } catch (error) {
    throw new BadFile(path, [{ path: '', code: 'bad_json', message: error instanceof Error ? error.message : String(error), value: text.slice(0, 80) }]);
  }
}
function parsed<T>(path: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadFile(path, result.error.issues.map((i) => ({ path: i.path.map(String).join('.'), code: i.code, message: i.message, value: at(value, i.path) ?? null })));
}
const hasList = (value: unknown, key: string): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && key in value;

/** Rules of a file: a pack, a list, `{rules: [...]}`, or one rule. @throws BadFile, Usage */
export async function readRules(path: string): Promise<TaxRule[]> {
  const value = await json(path);
  if (hasList(value, 'pack')) return parsed(path, RulePack, value).rules;
  const list = hasList(value, 'rules') ? value['rules'] : value;
  return parsed(path, z.array(TaxRule).min(1), Array.isArray(list) ? list : [list]);
}
/** Facts of a file: a list, `{facts: [...], day?}`, or one fact. @throws BadFile, Usage */
export async function readFacts(path: string): Promise<{ facts: TaxFact[]; day: string | undefined }> {
  const value = await json(path);
  const list = hasList(value, 'facts') ? value['facts'] : value;
  return { facts: parsed(path, z.array(TaxFact).min(1), Array.isArray(list) ? list : [list]), day: hasList(value, 'facts') && value['day'] !== undefined ? parsed(path, z.iso.date(), value['day']) : undefined };
}
