import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RuleVersion, Template, TriedExample } from '@sommier/domain/rules';
import type { RulePack } from '@sommier/domain/tax';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE/rules';
const problem = (text: string): string => (JSON.parse(text) as { message: string }).message;

describe.each(await engines())('rules as dated data, %s', (engine) => {
  let server: TestServer, officer: Call, manager: Call, viewer: Call;
  beforeAll(async () => {
    server = await testServer({ engine });
    [officer, manager, viewer] = [await server.as('officer'), await server.as('manager'), await server.as('viewer')];
  });
  afterAll(async () => { await server.close(); });
  const drafts = async (tax = 'tn-sejour'): Promise<RuleVersion[]> => (await officer('GET', `${at}?tax=${tax}&state=draft`)).json<{ rules: RuleVersion[] }>().rules;
  const verifyAll = async (tax = 'tn-sejour'): Promise<string[]> => {
    const all = await drafts(tax);
    for (const d of all) expect((await manager('POST', `${at}/${d.id}/verify`, { note: 'Read against the finance law, article 46' })).status).toBe(200);
    return all.map((d) => d.id);
  };

  test('templates say what a city must confirm; one is taken as drafts with its examples, once', async () => {
    const { templates } = (await viewer('GET', `${at}/templates`)).json<{ templates: Template[] }>();
    expect(templates.map((t) => t.pack).sort()).toEqual(['bj-cotonou', 'ci-nuitee', 'deliveries', 'fr-sejour', 'ma-sejour', 'mobility', 'sn-tpt', 'tn-sejour']);
    expect(templates.find((t) => t.pack === 'bj-cotonou')?.rules[0]?.toConfirm).toEqual(['per room or per person: the city confirms']);
    const inFrench = (await viewer('GET', `${at}/templates`, undefined, { 'accept-language': 'fr' })).json<{ templates: Template[] }>().templates;
    expect(inFrench.find((t) => t.pack === 'bj-cotonou')?.rules[0]?.toConfirm).toEqual(['par chambre ou par personne : la ville confirme']);
    expect((await officer('POST', `${at}/templates/tn-sejour`, {})).json()).toMatchObject({ drafts: { length: 7 }, examples: 3 });
    expect((await officer('POST', `${at}/templates/tn-sejour`, {})).json()).toMatchObject({ drafts: [], examples: 0 });
    expect((await viewer('POST', `${at}/templates/tn-sejour`, {})).status).toBe(403);
  });

  test('publication asks for a verification, passing examples and no overlap; then nothing changes but the end', async () => {
    const [first] = await drafts();
    const refused = await manager('POST', `${at}/publish`, { ids: [first?.id] });
    expect([refused.status, problem(refused.text)]).toEqual([422, expect.stringContaining('Nobody has verified')]);
    expect((await officer('POST', `${at}/publish`, { ids: [first?.id] })).status).toBe(403);
    const ids = await verifyAll();
    // An amount too high: the bench stands against it, and says which example.
    const foreign = (await drafts()).find((d) => d.key === 'tn.sejour.4-5-etoiles.etranger') as RuleVersion;
    const higher = await officer('PUT', `${at}/${foreign.id}`, { rule: { ...foreign.rule, amount: '13' } }, { 'if-match': `"v${String(foreign.revision)}"` });
    expect(higher.json()).toMatchObject({ verifiedOn: null, revision: foreign.revision + 1 });
    expect((await officer('PUT', `${at}/${foreign.id}`, { rule: foreign.rule }, { 'if-match': `"v${String(foreign.revision)}"` })).status).toBe(412);
    await manager('POST', `${at}/${foreign.id}/verify`, { note: 'Read too fast' });
    expect(problem((await manager('POST', `${at}/publish`, { ids })).text)).toContain('TN-01 expects 120.000 and gives 130');
    expect((await viewer('POST', `${at}/try`, { tax: 'tn-sejour', ids, rules: [foreign.rule], without: [foreign.id] })).json()).toMatchObject({ overlaps: [], tried: [{ id: 'TN-01', passed: true, lines: [{ amount: '120000' }] }, { id: 'TN-02', passed: true }] });
    await officer('PUT', `${at}/${foreign.id}`, { rule: foreign.rule }, { 'if-match': '*' });
    await manager('POST', `${at}/${foreign.id}/verify`, { note: 'Read against the law' });
    const { rules } = (await manager('POST', `${at}/publish`, { ids })).json<{ rules: RuleVersion[] }>();
    expect(rules.map((r) => [r.state, r.version, r.rule.legal.verifiedBy])).toEqual(ids.map(() => ['published', 1, 'manager HERE']));
    expect((await officer('PUT', `${at}/${foreign.id}`, { rule: foreign.rule }, { 'if-match': '*' })).status).toBe(422);
    expect((await officer('DELETE', `${at}/${foreign.id}`)).status).toBe(422);
    await expect(server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update tax_rule set rule = '{}' where state = 'published'`))).rejects.toMatchObject({ code: '23000' });

    // The next version of a key: refused while both would hold, then taken with the end of the first.
    const next = { ...foreign.rule, from: '2027-01-01', amount: '14' };
    const made = (await officer('POST', at, { rule: next })).json<RuleVersion>();
    await manager('POST', `${at}/${made.id}/verify`, { note: 'Council decision of June' });
    expect(problem((await manager('POST', `${at}/publish`, { ids: [made.id] })).text)).toContain('Two versions of the rule tn.sejour.4-5-etoiles.etranger');
    expect((await manager('POST', `${at}/publish`, { ids: [made.id], closePrevious: true })).json()).toMatchObject({ rules: [{ version: 2 }] });
    expect((await viewer('GET', `${at}/${foreign.id}`)).json()).toMatchObject({ closesOn: '2027-01-01', version: 1 });
    await expect(server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`update tax_rule set closes_on = '2028-01-01' where id = ?`, [foreign.id]))).rejects.toMatchObject({ code: '23000' });
    expect((await viewer('GET', `${at}/taxes?day=2026-06-01`)).json()).toMatchObject({ taxes: [{ tax: 'tn-sejour', published: 7, inForce: 6, drafts: 0, examples: 2 }, { tax: 'tn-taxe-hoteliere', drafts: 1 }] });
  });

  test('a tax without an example, a bill, a foreign currency are not published', async () => {
    const base = { key: 'x', tax: 'x', legal: { ref: 'a text', status: 'council' }, from: '2026-01-01', basis: 'person_night', currency: 'TND', amount: '1' };
    for (const [over, said] of [[{}, 'No example tries'], [{ legal: { ref: 'a text', status: 'bill' } }, 'only a bill'], [{ currency: 'EUR' }, 'is in EUR'], [{ from: null }, 'no first day']] as const) {
      const { id } = (await officer('POST', at, { rule: { ...base, ...over } })).json<RuleVersion>();
      await manager('POST', `${at}/${id}/verify`, { note: 'as it stands' });
      expect(problem((await manager('POST', `${at}/publish`, { ids: [id] })).text)).toContain(said);
      expect((await officer('DELETE', `${at}/${id}`)).status).toBe(204);
    }
  });

  test('a pack leaves one commune and arrives in another as drafts that prove themselves, without a name of anybody', async () => {
    await officer('POST', `${at}/examples`, { tax: 'tn-sejour', example: { id: 'two bookings', day: '2026-01-01', source: 'computed', total: '120', facts: [1, 8].map((d) => ({ ref: `Mme Ayari ${String(d)}`, kind: 'stay', unit: 'Dar Ayari', party: 'Ben Salah', class: 'hotel-4', contractOn: '2025-05-01', arrival: `2025-06-0${String(d)}`, departure: d === 1 ? '2025-06-08' : '2025-06-15', guests: [{ count: 1, adult: true, nationality: 'foreign' }] })) } });
    const out = await viewer('GET', `${at}/pack?tax=tn-sejour`);
    expect(out.text).not.toMatch(/Ayari|Salah|verified|HERE/);
    const pack = out.json<RulePack>();
    expect([pack.rules.length, pack.examples.length]).toEqual([7, 3]);
    const [there, chief] = [await server.as('officer', 'THERE'), await server.as('manager', 'THERE')];
    const other = '/api/communes/THERE/rules';
    expect((await there('POST', `${other}/import`, pack)).json()).toMatchObject({ drafts: { length: 7 }, examples: 3 });
    const { rules } = (await there('GET', other)).json<{ rules: RuleVersion[] }>();
    expect(rules.every((r) => r.state === 'draft' && r.verifiedOn === null && r.version === null)).toBe(true);
    const { tried } = (await chief('POST', `${other}/try`, { tax: 'tn-sejour', ids: rules.map((r) => r.id) })).json<{ tried: TriedExample[] }>();
    expect(tried.map((t) => [t.id, t.passed])).toEqual([['TN-01', true], ['TN-02', true], ['two bookings', true]]);
  });
});
