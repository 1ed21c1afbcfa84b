import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssessmentArticle, AssessmentLine, AssessmentRun, RunFigures, Simulation } from '@sommier/domain/assessments';
import { vary } from '@sommier/domain/assessments';
import { TaxFact, TaxRule } from '@sommier/domain/tax';
import { verifyLedger } from '../../server/src/features/ledger/index.ts';
import { ended } from '../faults/city.ts';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plantFacts, plantRules } from './facts.ts';

const at = '/api/communes/HERE/assessments';
const RULES = [TaxRule.parse({ key: 'all', tax: 't', legal: { ref: 'council decision 12', status: 'council' }, from: '2025-01-01', basis: 'person_night', currency: 'TND', amount: '1.5', maxNightsPerStay: 10, dueDay: 15 }),
  TaxRule.parse({ key: 'medina', tax: 't', legal: { ref: 'council decision 12', status: 'council' }, from: '2025-01-01', basis: 'person_night', currency: 'TND', amount: '3', when: { zones: ['Médina'] } })];
const stay = (ref: string, over: object = {}): TaxFact => TaxFact.parse({ ref, kind: 'stay', arrival: '2026-01-10', departure: '2026-01-14', guests: [{ count: 2, adult: true }], unit: ref, ...over });

describe.each(await engines())('runs of a tax, %s', (engine) => {
  let server: TestServer, officer: Call, manager: Call, admin: Call, parties: string[];
  const inHere = <T,>(work: Parameters<TestServer['deps']['db']['inCommune']>[1]): Promise<T> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, work) as Promise<T>;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [officer, manager, admin] = [await server.as('officer'), await server.as('manager'), await server.as('admin')];
    parties = await inHere<string[]>(async (tx) => {
      await plantRules(tx, RULES);
      const { rows } = await tx.raw(`insert into party (commune_id, kind, name, search) select current_commune(), 'legal', 'Hôte ' || n, '' from generate_series(1, 3) n returning id`) as { rows: { id: string }[] };
      await tx.raw(`insert into zone_set (commune_id, name, label_field) values (current_commune(), 'tarif', 'name')`);
      for (const [i, z] of ['Médina', 'Port'].entries()) await tx.raw(`insert into zone (commune_id, set_id, label, geom, area_m2) select current_commune(), s.id, ?, st_multi(st_makeenvelope(?, 36, ?, 37, 4326)), 1 from zone_set s`, [z, 10 + i, 11 + i]);
      await plantFacts(tx, [stay('a', { zone: { code: 'Médina', certainty: 'certain' } }), stay('b', { zone: { code: 'Port', certainty: 'certain' } })], 'TND', rows[0]?.id ?? '');
      await plantFacts(tx, [stay('c'), stay('d', { source: 'estimated' }), stay('g', { zone: { code: 'Port', certainty: 'certain' }, arrival: '2026-02-03', departure: '2026-02-05' })], 'TND', rows[1]?.id ?? '', 'two');
      // A disc astride the two zones; a place exactly in the Médina; what a platform reports of a place that its host declares.
      await tx.raw(`update activity_unit set geom = st_setsrid(st_makepoint(11, 36.5), 4326), uncertainty_m = 500, place_from = 'listing' where unit_key = 'test:c'`);
      await plantFacts(tx, [stay('e', { source: 'reported', unit: 'a', zone: { code: 'Médina', certainty: 'certain' } })], 'TND', rows[0]?.id ?? '', 'platform');
      await plantFacts(tx, [stay('f', { zone: { code: 'Port', certainty: 'certain' } })], 'TND', rows[2]?.id ?? '', 'nobody');
      await tx.raw(`update activity_fact set taxpayer_id = null where origin = 'nobody'`);
      return rows.map((r) => r.id);
    });
  });
  afterAll(async () => { await server.close(); });
  const JAN = { tax: 't', from: '2026-01-01', to: '2026-02-01' };
  const run = async (body: object = JAN): Promise<AssessmentRun> => {
    const started = await officer('POST', at, body);
    if (started.status !== 202) throw new Error(started.text);
    const { run: id, job } = started.json<{ run: string; job: string }>();
    await ended(officer, 'HERE', job);
    return (await officer('GET', `${at}/${id}`)).json<AssessmentRun>();
  };
  const post = (who: Call, id: string, what: string, body: object = {}) => who('POST', `${at}/${id}/${what}`, body);
  const said = (text: string): string => (JSON.parse(text) as { message: string }).message;
  const balance = (party: string | undefined): Promise<number> => inHere<{ rows: { n: string }[] }>((tx) => tx.raw(`select coalesce(sum(d.amount), 0)::text as n from ledger_due d join ledger_account a on a.commune_id = d.commune_id and a.id = d.account_id where a.party_id = ?`, [party ?? ''])).then((r) => Number(r.rows[0]?.n));
  let first: AssessmentRun;

  test('a dry run writes nothing and says what a run then gives; what may not be taxed waits with its reason', async () => {
    const dry = (await officer('POST', `${at}/preview`, JAN)).json<RunFigures>();
    expect((await officer('GET', at)).json()).toMatchObject({ total: 0 });
    first = await run();
    expect(first).toMatchObject({ state: 'draft', figures: { facts: 6, assessed: 2, waiting: 4, total: '36000', reasons: { zone_uncertain: 1, estimate_alone: 1, covered: 1, no_taxpayer: 1 }, articles: 1 } });
    expect(dry).toMatchObject({ facts: 6, assessed: 2, total: '36000', reasons: first.figures?.reasons });
    const { rows } = (await officer('GET', `${at}/${first.id}/lines?reason=zone_uncertain`)).json<{ rows: AssessmentLine[] }>();
    expect(rows).toMatchObject([{ amount: '0', certainty: 'possible', reasonText: expect.stringContaining('only possible') }]);
    const all = (await officer('GET', `${at}/${first.id}/lines?waiting=no`)).json<{ rows: AssessmentLine[] }>();
    expect(all.rows.map((l) => [l.zone, l.amount, l.lines[0]?.rule, l.lines[0]?.version, l.lines[0]?.formula])).toEqual([['Médina', '24000', 'medina', 1, '2 × 4 × 3'], ['Port', '12000', 'all', 1, '2 × 4 × 1.5']]);
  });
  test('what a run froze does not move, in the database either', async () => {
    for (const sql of [`update assessment_line set amount = 1`, `delete from assessment_case`, `update assessment_run set result_hash = 'x'`, `delete from assessment_article`, `delete from assessment_run`]) await expect(inHere((tx) => tx.raw(sql))).rejects.toMatchObject({ code: '23000' });
    expect(said((await officer('POST', at, JAN)).text)).toContain('not closed');
  });
  test('another person reviews and issues; the dues stand in the ledger, all or none', async () => {
    expect([(await post(officer, first.id, 'review')).status, (await post(manager, first.id, 'issue')).status, (await post(officer, first.id, 'issue')).status]).toEqual([422, 422, 403]);
    expect((await post(manager, first.id, 'review', { note: 'read line by line' })).json()).toMatchObject({ state: 'reviewed', reviewed: { name: 'manager HERE' } });
    // A fault on the way: nothing is issued by half.
    await server.deps.db.asOwner((tx) => tx.raw(`create function break_issue() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$; create trigger break_issue before update of due_id on assessment_article for each row execute function break_issue()`));
    expect((await post(manager, first.id, 'issue')).status).toBe(500);
    await server.deps.db.asOwner((tx) => tx.raw('drop trigger break_issue on assessment_article; drop function break_issue()'));
    expect([await balance(parties[0]), (await officer('GET', `${at}/${first.id}`)).json<AssessmentRun>().state]).toEqual([0, 'reviewed']);
    expect((await post(manager, first.id, 'issue', { dueOn: '2027-01-15' })).json()).toMatchObject({ state: 'issued', dueOn: '2027-01-15', issued: { name: 'manager HERE' } });
    const { rows } = (await officer('GET', `${at}/${first.id}/articles`)).json<{ rows: AssessmentArticle[] }>();
    expect(rows).toMatchObject([{ no: 1, partyId: parties[0], lines: 2, amount: '36000', dueId: expect.stringMatching(/^\d+$/) }]);
    expect(await balance(parties[0])).toBe(36_000);
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true });
    expect(said((await officer('POST', at, JAN)).text)).toContain('covers these days already');
    expect(said((await officer('POST', at, { ...JAN, to: '2026-03-01', supplementary: true })).text)).toContain('covers these days already');
  });
  test('a correction issues the difference alone; a confirmed zone takes its tariff; the past gives what it gave', async () => {
    const { rows: [c] } = await inHere<{ rows: { unit: string; zone: string }[] }>((tx) => tx.raw(`select u.id as unit, z.id as zone from activity_unit u, zone z where u.unit_key = 'test:c' and z.label = 'Médina'`));
    expect((await officer('PUT', `${at}/zones/${c?.unit ?? ''}`, { zoneId: c?.zone, note: 'visited on the spot' })).json()).toMatchObject({ zone: 'Médina' });
    // The host corrects a stay: one night less.
    await inHere((tx) => tx.raw(`update activity_fact set period_to = period_to - 1, version = version + 1 where fact_key = 'b'`));
    expect((await post(officer, first.id, 'check')).json()).toMatchObject({ check: { ok: true, changed: 1 } });
    const more = await run({ ...JAN, supplementary: true });
    expect(more).toMatchObject({ kind: 'supplementary', figures: { assessed: 3, total: '57000', articles: 2, articlesTotal: '21000' } });
    await post(manager, more.id, 'review');
    expect((await post(admin, more.id, 'issue')).json()).toMatchObject({ state: 'issued' });
    expect([await balance(parties[0]), await balance(parties[1])]).toEqual([33_000, 24_000]);
  });
  test('a cancelling run takes all back, by a second person too; the ledger balances', async () => {
    const back = (await post(officer, first.id, 'cancel', { reason: 'annulled by the court' })).json<AssessmentRun>();
    expect(back).toMatchObject({ kind: 'cancelling', state: 'draft', figures: { articles: 2, articlesTotal: '-57000' } });
    expect((await post(officer, back.id, 'review')).status).toBe(422);
    await post(manager, back.id, 'review');
    expect((await post(manager, back.id, 'issue')).json()).toMatchObject({ state: 'issued' });
    expect([await balance(parties[0]), await balance(parties[1])]).toEqual([0, 0]);
    expect(await verifyLedger(server.deps.db, { commune: server.communes.HERE.id })).toMatchObject({ green: true });
  });
  test('amounts altered behind its back raise the alarm, and such a run is not issued', async () => {
    const FEB = { tax: 't', from: '2026-02-01', to: '2026-03-01' };
    const feb = await run(FEB);
    await post(manager, feb.id, 'review');
    await server.deps.db.asOwner(async (tx) => { await tx.raw('alter table assessment_case disable trigger user'); await tx.raw(`update assessment_case set amount = amount + 1 where run_id = ?`, [feb.id]); await tx.raw('alter table assessment_case enable trigger user'); });
    expect((await post(officer, feb.id, 'check')).json()).toMatchObject({ check: { ok: false, faults: [{ what: 'case 1' }, { what: 'lines beside their case' }, { what: 'result' }] } });
    expect(said((await post(manager, feb.id, 'issue')).text)).toContain('no longer gives the same amounts');
    expect((await post(officer, feb.id, 'drop', { reason: 'altered' })).json()).toMatchObject({ state: 'dropped' });
  });
  test('a rise in one zone before the vote: the present beside it by zone, with what an uncertain zone could make; nothing is written', async () => {
    await inHere((tx) => tx.raw('delete from assessment_zone'));
    const before = await inHere((tx) => tx.raw('select (select count(*) from assessment_run) + (select count(*) from tax_rule) + (select count(*) from audit_entry) as n'));
    const asked = { ...JAN, zoneSet: 'tarif', proposed: vary(RULES, { factor: '2', zones: ['Port'] }) };
    const s = (await officer('POST', `${at}/simulate`, asked)).json<Simulation>();
    expect(s.zones.map((z) => [z.zone, Math.round(Number(z.present) / 1000), Math.round(Number(z.proposed) / 1000)])).toEqual([['Médina', 42, 48], ['Port', 21, 42], [null, 0, 0]]);
    // Astride Médina (24.000) and Port (12.000 now, 24.000 then): between the least and the most it could be.
    expect([s.total.presentRange, s.total.proposedRange, s.total.waitingProposed]).toEqual([['57000', '69000'], ['90000', '90000'], 3]);
    const pdf = await officer('POST', `${at}/simulate/pdf`, { asked, language: 'ar' });
    expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(await inHere((tx) => tx.raw('select (select count(*) from assessment_run) + (select count(*) from tax_rule) + (select count(*) from audit_entry) as n'))).toMatchObject({ rows: (before as { rows: object[] }).rows });
  });
});
