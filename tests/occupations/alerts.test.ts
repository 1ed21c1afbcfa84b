import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AlertRow } from '@sommier/domain/alerts';
import { termEnd } from '@sommier/domain/occupations';
import { addMonths } from '@sommier/domain/shared';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const ON = '2026-06-01';
describe.each(await engines())('alerts on the %s database', (engine) => {
  let server: TestServer, agent: Call;
  const at = '/api/communes/HERE';
  const asset: string[] = [];
  beforeAll(async () => {
    server = await testServer({ engine });
    agent = await server.as('agent');
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      for (let i = 0; i < 6; i++) { const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, domain_class) values (current_commune(), ?, ?, 'prive_patrimonial') returning id`, [`A${String(i)}`, `Bien ${String(i)}`]) as { rows: { id: string }[] }; asset.push(a?.id ?? ''); }
      const put = async (i: number, ref: string, start: string, end: string | null, more: Record<string, unknown> = {}): Promise<string> => {
        const names = Object.keys(more);
        const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, starts_on, ends_on, validated_at${names.map((n) => `, ${n}`).join('')}) values (current_commune(), ?, 'bail_commercial', 'active', 'TND', ?, ?, now()${names.map(() => ', ?').join('')}) returning id`,
          [ref, start, end, ...names.map((n) => more[n] as string)]) as { rows: { id: string }[] };
        await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [o?.id ?? '', asset[i] ?? '']);
        return o?.id ?? '';
      };
      const publicised = async (id: string): Promise<void> => { await tx.raw(`insert into occupation_act (commune_id, occupation_id, role, reference) values (current_commune(), ?, 'publicity', 'AO')`, [id]); };
      await publicised(await put(0, 'IN2', '2024-01-01', '2026-08-01', { notice_months: 3 }));
      await publicised(await put(1, 'IN5', '2024-01-01', '2026-11-01'));
      await publicised(await put(2, 'IN11', '2024-01-01', '2027-05-01'));
      await publicised(await put(3, 'GONE', '2020-01-01', '2026-01-01'));
      const old = await put(4, 'OLD', '2019-01-01', null);
      await tx.raw(`insert into occupation_term (commune_id, occupation_id, from_on, amount_minor, currency, period) values (current_commune(), ?, '2019-01-01', 1000, 'TND', 'month')`, [old]);
    });
  });
  afterAll(async () => { await server.close(); });
  const rows = async (query: string): Promise<AlertRow[]> => (await agent('GET', `${at}/alerts?on=${ON}&size=100&${query}`)).json<{ rows: AlertRow[] }>().rows;
  const counts = async (): Promise<Record<string, number>> => Object.fromEntries((await agent('GET', `${at}/alerts/counts?on=${ON}`)).json<{ counts: { kind: string; open: number }[] }>().counts.map((c) => [c.kind, c.open]));

  test('issue 4 item 5: ends within 3, 6 and 12 months, notices to give, expired rights, rents to revise, missing acts, each counted and listed alike', async () => {
    const head = (await agent('GET', `${at}/alerts/counts?on=${ON}`)).json<{ ending: unknown }>();
    expect(head.ending).toEqual([{ within: '3', count: 1 }, { within: '6', count: 2 }, { within: '12', count: 3 }]);
    expect(await counts()).toEqual({ ending: 3, notice_due: 1, expired: 1, revision_due: 1, missing_act: 1, document_expired: 0, unpaid: 0, conflict: 0, party_question: 0 });
    expect((await rows('kind=ending&within=6')).map((a) => [a.reference, a.day])).toEqual([['IN2', '2026-08-01'], ['IN5', '2026-11-01']]);
    expect((await rows('kind=notice_due')).map((a) => [a.reference, a.day])).toEqual([['IN2', '2026-05-01']]);
    expect((await rows('')).length).toBe(Object.values(await counts()).reduce((a, b) => a + b, 0));
    expect(await rows('kind=missing_act')).toMatchObject([{ reference: 'OLD', assetCode: 'A4', facts: { act: 'publicity' } }]);
    expect(await rows('kind=revision_due')).toMatchObject([{ reference: 'OLD', day: '2022-01-01', facts: { last: '2019-01-01' } }]);
  });

  test('tacit renewal: the notice of every renewal is announced, counted from the contract’s own end, as the domain counts it', async () => {
    const end = (endsOn: string, renewalMonths: number | null, on: string): string | null => termEnd({ endsOn, tacitRenewal: true, renewalMonths }, on);
    expect([end('2026-08-01', 12, ON), end('2020-08-01', 36, ON), end('2020-06-01', 12, ON), end('2020-03-31', 1, '2026-04-30'), end('2020-03-31', 1, '2026-04-29'), end('2020-08-01', null, ON)])
      .toEqual(['2026-08-01', '2026-08-01', '2027-06-01', '2026-05-31', '2026-04-30', null]);
    const terms = [['2020-08-01', 36], ['2020-09-30', 12], ['2019-02-28', 6], ['2020-12-01', 12], ['2020-08-01', null], ['2025-07-31', 1]] as const;
    const ids: string[] = [];
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      for (const [i, [ends, months]] of terms.entries()) {
        const { rows: [a] } = await tx.raw(`insert into asset (commune_id, code, name, domain_class) values (current_commune(), ?, 'Bien', 'prive_patrimonial') returning id`, [`T${String(i)}`]) as { rows: { id: string }[] };
        const { rows: [o] } = await tx.raw(`insert into occupation (commune_id, reference, type, status, currency, starts_on, ends_on, tacit_renewal, renewal_months, notice_months, validated_at) values (current_commune(), ?, 'bail_commercial', 'active', 'TND', '2010-01-01', ?, true, ?, 3, now()) returning id`,
          [`T${String(i)}`, ends, months]) as { rows: { id: string }[] };
        await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [o?.id ?? '', a?.id ?? '']);
        ids.push(o?.id ?? '');
      }
    });
    // Announced from three months before the notice's day until a month after it.
    const expected = terms.flatMap(([ends, months], i) => {
      const term = termEnd({ endsOn: ends, tacitRenewal: true, renewalMonths: months }, ON), notice = term === null ? null : addMonths(term, -3);
      return notice !== null && notice <= addMonths(ON, 3) && notice >= addMonths(ON, -1) ? [[`T${String(i)}`, notice, term]] : [];
    });
    expect(expected.map(([ref]) => ref)).toEqual(['T0', 'T1', 'T2', 'T3']);
    expect((await rows('kind=notice_due')).filter((a) => a.reference.startsWith('T')).map((a) => [a.reference, a.day, a.facts['endsOn']]).sort()).toEqual(expected);
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(`delete from occupation where commune_id = current_commune() and id = any(cast(? as bigint[]))`, [`{${ids.join(',')}}`]));
  });

  test('an alert is given to somebody or set aside with a reason, comes back after its day, and is a new one when its day moves', async () => {
    const [one] = await rows('kind=expired');
    const people = (await agent('GET', `${at}/alerts/people`)).json<{ people: { id: string; name: string }[] }>().people;
    const me = people.find((p) => p.id === server.communes.HERE.people.agent);
    expect((await agent('POST', `${at}/alerts/mark`, { key: one?.key, state: 'assigned', personId: server.communes.HERE.people.viewer, reason: 'à suivre' })).status).toBe(404);
    expect((await agent('POST', `${at}/alerts/mark`, { key: one?.key, state: 'assigned', personId: me?.id, reason: 'à suivre' })).status).toBe(204);
    expect(await rows('marked=mine')).toMatchObject([{ reference: 'GONE', mark: { state: 'assigned', person: me?.name, reason: 'à suivre' } }]);
    expect((await counts())['expired']).toBe(0);
    expect((await agent('POST', `${at}/alerts/mark`, { key: one?.key, state: 'dismissed', until: ON, reason: 'vu avec le service' })).status).toBe(204);
    expect((await counts())['expired']).toBe(1);
    const [ending] = await rows('kind=ending&within=3');
    await agent('POST', `${at}/alerts/mark`, { key: ending?.key, state: 'dismissed', reason: 'renouvellement signé' });
    expect(await rows('kind=ending&within=3')).toEqual([]);
    const o = (await agent('GET', `${at}/occupations/${ending?.occupationId ?? ''}`)).json<{ version: number }>();
    expect((await agent('PATCH', `${at}/occupations/${ending?.occupationId ?? ''}`, { endsOn: '2026-08-15' }, { 'if-match': `"v${String(o.version)}"` })).status).toBe(200);
    expect((await rows('kind=ending&within=3')).map((a) => a.day)).toEqual(['2026-08-15']);
    expect((await (await server.as('viewer'))('POST', `${at}/alerts/mark`, { key: ending?.key, state: null, reason: 'non' })).status).toBe(403);
  });
});
