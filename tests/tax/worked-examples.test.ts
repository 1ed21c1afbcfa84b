import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromMinor } from '@sommier/domain/shared';
import type { RulePack, TaxAnswer } from '@sommier/domain/tax';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { TEMPLATE_EXAMPLES } from './template-examples.ts';
import { TEXT_EXAMPLES } from './text-examples.ts';

const root = new URL('../../', import.meta.url).pathname;
const packs = readdirSync(`${root}seed/tax-rules`).map((f) => ({ file: `${root}seed/tax-rules/${f}`, ...(JSON.parse(readFileSync(`${root}seed/tax-rules/${f}`, 'utf8')) as RulePack) }));
const folder = mkdtempSync(join(tmpdir(), 'sommier-tax-'));
const sommier = async (...args: string[]): Promise<{ status: number; out: string }> => promisify(execFile)(process.execPath, [`${root}bin/sommier.mjs`, ...args, '--json'], { env: { ...process.env, SOMMIER_DATA: folder } })
  .then(({ stdout }) => ({ status: 0, out: stdout }), (e: unknown) => ({ status: (e as { code: number }).code, out: (e as { stdout: string }).stdout }));
/** A total as the currency writes it, or the code of what refused. */
const endOf = (answer: TaxAnswer): string => answer.outcomes.find((o) => o.kind === 'refused')?.code ?? answer.totals[0]?.totalText ?? '';
const sumOf = (answer: TaxAnswer): number => Math.round(answer.totals.reduce((n, t) => n + Number(t.totalText), 0) * 1000) / 1000;
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('the worked examples by the command', () => {
  // One process for the examples of a pack that share their day and tax, each found again by its reference: every line goes through the command.
  const groups = packs.flatMap((p) => [...new Set(p.examples.map((e) => `${e.day} ${e.tax ?? ''}`))].map((key) => [`${p.pack} ${key}`, p, p.examples.filter((e) => `${e.day} ${e.tax ?? ''}` === key)] as const));
  test.each(groups)('%s', async (name, pack, examples) => {
    const file = join(folder, `${name.replace(/\W+/g, '-')}.json`), tax = examples[0]?.tax;
    writeFileSync(file, JSON.stringify({ day: examples[0]?.day, facts: examples.flatMap((e) => e.facts.map((f, i) => ({ ...f, ref: `${e.id}#${String(i)}`, ...('unit' in f && f.unit !== undefined ? { unit: `${e.id} ${f.unit}` } : {}) }))) }));
    const { status, out } = await sommier('tax', 'compute', '--rule', pack.file, '--facts', file, ...(tax === undefined ? [] : ['--tax', tax]));
    const answer = JSON.parse(out) as TaxAnswer;
    const sums = new Map<string, number>();
    for (const o of answer.outcomes) if (o.kind === 'assessed') { const id = o.ref.split('#')[0] ?? ''; sums.set(id, Math.round(((sums.get(id) ?? 0) + Number(o.totalText)) * 1000) / 1000); }
    expect([status, answer.refused, examples.map((e) => [e.id, sums.get(e.id)])]).toEqual([0, 0, examples.map((e) => [e.id, Number(e.total)])]);
  }, 60_000);
  test('tariffs as laws and reports tell them, each worked out by hand', async () => {
    const rules = join(folder, 'told.json'), facts = join(folder, 'told-facts.json');
    writeFileSync(rules, JSON.stringify(TEXT_EXAMPLES.flatMap((e) => e.rules)));
    writeFileSync(facts, JSON.stringify({ day: '2030-01-01', facts: TEXT_EXAMPLES.flatMap((e) => e.facts) }));
    const answer = JSON.parse((await sommier('tax', 'compute', '--rule', rules, '--facts', facts)).out) as TaxAnswer;
    // Every tax is asked about every fact of its kind; each reads its own alone.
    const found = TEXT_EXAMPLES.map((e) => [e.id, answer.outcomes.filter((o) => o.tax === `x-${e.id}` && o.ref.startsWith(`${e.id}#`)).reduce((n, o) => n + (o.kind === 'assessed' ? Number(o.totalText) : NaN), 0)] as const);
    expect(found.map(([id, n]) => [id, Math.round(n * 1000) / 1000])).toEqual(TEXT_EXAMPLES.map((e) => [e.id, e.total]));
  }, 60_000);
  test.each([...new Set(TEMPLATE_EXAMPLES.map((e) => e.pack))])('cases beyond the table, by the template %s', async (name) => {
    const pack = packs.find((p) => p.pack === name), own = TEMPLATE_EXAMPLES.filter((e) => e.pack === name);
    for (const tax of new Set(own.map((e) => e.tax))) {
      const file = join(folder, `${name}-${tax}-more.json`), cases = own.filter((e) => e.tax === tax);
      writeFileSync(file, JSON.stringify({ day: '2030-01-01', facts: cases.flatMap((e) => e.facts) }));
      const { outcomes } = JSON.parse((await sommier('tax', 'compute', '--rule', pack?.file ?? '', '--facts', file, '--tax', tax)).out) as TaxAnswer;
      const found = cases.map((e) => {
        const its = outcomes.filter((o) => o.ref.startsWith(`${e.id}#`)), exponent = its.find((o) => o.kind === 'assessed')?.exponent ?? 0;
        return [e.id, its.find((o) => o.kind === 'refused')?.code ?? fromMinor(its.reduce((n, o) => n + (o.kind === 'assessed' ? BigInt(o.total) : 0n), 0n), exponent)];
      });
      expect(found).toEqual(cases.map((e) => [e.id, e.expected]));
    }
  }, 180_000);
  test('no line of the table of worked examples is left out', () => {
    const samples = process.env['SOMMIER_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url)), path = join(samples, 'platform/rules/worked_examples.csv');
    if (!existsSync(path)) return;
    const ids = readFileSync(path, 'utf8').split('\n').flatMap((l) => /^([A-Z]{2,}-\d+),/.exec(l)?.[1] ?? []), told = new Set(packs.flatMap((p) => p.examples.map((e) => e.id)));
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !told.has(id))).toEqual([]);
  });
  test('a file with a fault is refused with its place and value', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify([{ ref: 'x', kind: 'stay', arrival: '2025-02-30', departure: '2025-03-01', guests: [{ count: 0 }] }]));
    const { status, out } = await sommier('tax', 'compute', '--rule', packs[0]?.file ?? '', '--facts', bad);
    expect(status).toBe(1);
    expect((JSON.parse(out) as { refused_file: { faults: { path: string; value: unknown }[] } }).refused_file.faults.map((f) => [f.path, f.value])).toEqual([['0.arrival', '2025-02-30'], ['0.guests.0.count', 0]]);
  });
});

describe.each((await engines()).slice(0, 1))('the worked examples by the API, %s', (engine) => {
  let server: TestServer, viewer: Call;
  beforeAll(async () => { server = await testServer({ engine }); viewer = await server.as('viewer'); });
  afterAll(async () => { await server.close(); });
  test.each(packs.flatMap((p) => p.examples.map((e) => [e.id, p, e] as const)))('%s', async (_id, pack, example) => {
    const rules = example.tax === undefined ? pack.rules : pack.rules.filter((r) => r.tax === example.tax);
    const { status, json } = await viewer('POST', '/api/tax/compute', { rules, facts: example.facts, day: example.day });
    expect(status).toBe(200);
    expect([json<TaxAnswer>().refused, sumOf(json<TaxAnswer>())]).toEqual([0, Number(example.total)]);
  });
  test.each(TEMPLATE_EXAMPLES.map((e) => [e.id, e] as const))('by the template: %s', async (_id, { pack, tax, facts, expected }) => {
    const { status, json } = await viewer('POST', '/api/tax/compute', { rules: packs.find((p) => p.pack === pack)?.rules.filter((r) => r.tax === tax), facts, day: '2030-01-01' });
    expect([status, endOf(json<TaxAnswer>())]).toEqual([200, expected]);
  });
  test.each(TEXT_EXAMPLES.map((e) => [e.id, e] as const))('as told: %s', async (_id, { rules, facts, total }) => {
    const { status, json } = await viewer('POST', '/api/tax/compute', { rules, facts, day: '2030-01-01' });
    expect([status, json<TaxAnswer>().refused, sumOf(json<TaxAnswer>())]).toEqual([200, 0, total]);
  });
  test('a refusal says its reason in words', async () => {
    const tn = packs.find((p) => p.pack === 'tn-sejour');
    const { json } = await viewer('POST', '/api/tax/compute', { rules: tn?.rules, day: '2026-01-01', facts: [{ ref: 'x', kind: 'turnover', day: '2025-01-01', amount: '10', source: 'estimated' }] });
    expect(json<TaxAnswer>().outcomes[0]).toMatchObject({ kind: 'refused', code: 'estimate_alone', message: expect.stringContaining('assess by office') });
  });
});
