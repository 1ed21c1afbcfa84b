import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValuationRow } from '@sommier/domain/valuations';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';

const income = { method: 'income', currency: 'TND', grossRent: '120000', voidRate: '0.05', costRate: '0.15', yield: '0.075' };
const asked = (over: object = {}): object => ({ purpose: 'inventory', basis: 'market_value', valuedOn: '2026-01-01', inputs: income, ...over });

describe.each(await engines())('valuations of a property, %s', (engine) => {
  let server: TestServer, agent: Call, manager: Call, asset: string;
  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, manager] = [await server.as('agent'), await server.as('manager')];
    asset = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      const { rows: [row] } = await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'V-1', 'Marché') returning id`) as { rows: { id: string }[] };
      return row?.id ?? '';
    });
  });
  afterAll(async () => { await server.close(); });
  const at = (): string => `/api/communes/HERE/assets/${asset}/valuations`;
  const create = async (over: object = {}, who = agent): Promise<ValuationRow> => { const a = await who('POST', at(), asked(over)); expect(a.status).toBe(201); return a.json<ValuationRow>(); };

  test('the server computes from the inputs, whole to the minor unit, with its lines', async () => {
    const row = await create();
    expect(row).toMatchObject({ value: '1292000000', currency: 'TND', state: 'draft' });
    expect(row.lines.at(-1)).toMatchObject({ code: 'value', formula: '96900 / 0.075' });
    expect((await agent('POST', at(), { ...asked(), value: '1' })).status).toBe(400);
  });
  test('a second person signs, never the author; a signed one is withdrawn by a manager with a reason, and stays', async () => {
    const mine = await create({}, manager);
    expect((await manager('POST', `/api/communes/HERE/valuations/${mine.id}/sign`, {})).json<{ code: string }>()).toMatchObject({ status: 422 });
    const theirs = await create();
    expect((await manager('POST', `/api/communes/HERE/valuations/${theirs.id}/sign`, {})).json<ValuationRow>()).toMatchObject({ state: 'signed', version: 2 });
    expect((await agent('POST', `/api/communes/HERE/valuations/${theirs.id}/withdraw`, { reason: 'erreur' })).status).toBe(422);
    expect((await manager('POST', `/api/communes/HERE/valuations/${theirs.id}/withdraw`, { reason: 'surface fausse' })).json<ValuationRow>()).toMatchObject({ state: 'withdrawn', reason: 'surface fausse', value: theirs.value });
    expect((await agent('GET', at())).json<{ rows: ValuationRow[] }>().rows.map((r) => r.id)).toContain(theirs.id);
  });
  test('nothing found is ever overwritten or removed, whatever is written past the application', async () => {
    const row = await create();
    const write = (sql: string): Promise<unknown> => server.deps.db.inCommune({ commune: server.communes.HERE.id }, (tx) => tx.raw(sql, [row.id]));
    await expect(write('update valuation set value_minor = 1 where id = ?')).rejects.toThrow(/never overwritten/);
    await expect(write('delete from valuation where id = ?')).rejects.toThrow(/permission/);
  });
  test('too few comparables, another currency: refused with the field', async () => {
    const few = await agent('POST', at(), asked({ inputs: { method: 'comparison', currency: 'TND', areaM2: '10', comparables: [] } }));
    expect([few.status, few.json<{ reason?: string; message: string }>().message]).toEqual([422, expect.stringMatching(/three references|trois références|ثلاث/)]);
    expect((await agent('POST', at(), asked({ inputs: { ...income, currency: 'MAD' } }))).status).toBe(422);
  });
});
