import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { engines } from '../support/db.ts';
import { testServer, type Call, type TestServer } from '../support/server.ts';
import { plant } from './leases.ts';

const folder = mkdtempSync(join(tmpdir(), 'sommier-papers-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
/** The text of a PDF in the order it is read, marks of direction left out. */
const textOf = (pdf: Buffer, name: string): string => {
  const path = join(process.env['KEEP_PAPERS'] ?? folder, name);
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
};

describe.each(await engines())('papers (%s)', (engine) => {
  let server: TestServer, officer: Call, account: string, payment: string;
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    officer = await server.as('officer');
    await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => {
      await tx.raw(`update commune set name_ar = 'بلدية الواحة' where id = current_commune()`);
      const { rows: [party] } = await tx.raw(`insert into party (commune_id, kind, name, name_ar, search) values (current_commune(), 'legal', 'Dar El Bir, SARL', 'شركة دار البئر', 'dar el bir') returning id`) as { rows: { id: string }[] };
      const { rows: [unit] } = await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'S12-B4-L1', 'Boutique 4, souk des tissus') returning id`) as { rows: { id: string }[] };
      for (let i = 0; i < 30; i += 1) {
        const id = await plant(tx, `BC-2024-0${String(17 + i)}`, { startsOn: '2024-01-01', heldUntil: null, endedOn: null, billing: { afterEnd: false }, terms: [{ from: '2024-01-01', to: null, amount: 1_250_500n, charges: 75_000n, period: 'month', dueDay: 5, dueWhen: 'advance', prorata: 'actual', anchor: null }] });
        if (i > 0) continue;
        await tx.raw('insert into occupation_party (commune_id, occupation_id, party_id, role) values (current_commune(), ?, ?, ?)', [id, party?.id ?? '', 'tenant']);
        await tx.raw('insert into occupation_unit (commune_id, occupation_id, asset_id) values (current_commune(), ?, ?)', [id, unit?.id ?? '']);
      }
    });
    const called = (await officer('post', '/api/communes/HERE/ledger/calls', { through: '2026-11-30' })).json<{ job: string }>();
    for (;;) { const job = (await officer('get', `/api/communes/HERE/jobs/${called.job}`)).json<{ state: string }>(); if (job.state === 'done') break; if (job.state === 'failed') throw new Error('call failed'); await new Promise((go) => { setTimeout(go, 200); }); }
    account = (await officer('post', '/api/communes/HERE/ledger/accounts/search', { q: 'dar el bir' })).json<{ rows: { id: string }[] }>().rows[0]?.id ?? '';
    payment = (await officer('post', '/api/communes/HERE/ledger/payments', { accountId: account, amount: '2000000', paidOn: '2026-11-10', method: 'transfer', reference: 'VIR 4471' })).json<{ id: string }>().id;
  }, 120_000);
  afterAll(async () => { await server.close(); });

  const paper = async (body: Record<string, unknown>): Promise<Buffer> => {
    const answer = await officer('post', '/api/communes/HERE/papers', body);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.bytes;
  };

  test('a receipt in French says who, how much in figures and words, for what; its hash is kept', async () => {
    const pdf = await paper({ kind: 'receipt', paymentId: payment, language: 'fr' });
    const text = textOf(pdf, 'receipt-fr.pdf');
    expect(text).toContain('Quittance');
    expect(text).toContain('Dar El Bir, SARL');
    expect(text).toMatch(/2.000,000.TND/);
    expect(text.replace(/\s+/g, ' ')).toContain('deux mille dinars tunisiens');
    expect(text).toContain('RC-2026-00001');
    expect(text).toContain('page 1/1');
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    const kept = (await officer('get', `/api/communes/HERE/papers?sha256=${sha256}`)).json<{ total: number; rows: { number: string }[] }>();
    expect(kept).toMatchObject({ total: 1, rows: [{ number: 'RC-2026-00001' }] });
  });

  test('a receipt in Arabic reads in its own order, with the amount in words', async () => {
    const text = textOf(await paper({ kind: 'receipt', paymentId: payment, language: 'ar' }), 'receipt-ar.pdf').replace(/\s+/g, ' ');
    for (const phrase of ['وصل خلاص', 'بلدية الواحة', 'شركة دار البئر', 'ألفا دينار', '2.000,000']) expect(text).toContain(phrase);
  });

  test('a statement, a notice and a reminder, in both languages', async () => {
    const statement = textOf(await paper({ kind: 'statement', accountId: account, language: 'fr' }), 'statement-fr.pdf');
    expect(statement).toMatch(/page 2\/\d/);
    expect(statement).toContain('RC-2026-00001');
    expect(textOf(await paper({ kind: 'notice', accountId: account, language: 'fr' }), 'notice-fr.pdf')).toContain('AV-2026-00001');
    const reminder = textOf(await paper({ kind: 'reminder', accountId: account, language: 'ar' }), 'reminder-ar.pdf').replace(/\s+/g, ' ');
    expect(reminder).toContain('تذكير بالدفع');
    expect(reminder).toContain('BC-2024-017');
    expect(textOf(await paper({ kind: 'statement', accountId: account, language: 'ar' }), 'statement-ar.pdf')).toContain('كشف حساب');
  });

  test('a batch of reminders is one file, a document an account, each numbered from page 1', async () => {
    const count = (await officer('post', '/api/communes/HERE/papers/batch/count', { kind: 'reminder', language: 'fr', olderThan: 90 })).json<{ papers: number }>();
    expect(count.papers).toBe(30);
    const { job } = (await officer('post', '/api/communes/HERE/papers/batch', { kind: 'reminder', language: 'fr', olderThan: 90 })).json<{ job: string }>();
    for (;;) { const { state } = (await officer('get', `/api/communes/HERE/jobs/${job}`)).json<{ state: string }>(); if (state === 'done') break; if (state === 'failed') throw new Error('failed'); await new Promise((go) => { setTimeout(go, 200); }); }
    const text = textOf((await officer('get', `/api/communes/HERE/papers/batch/${job}/file`)).bytes, 'batch.pdf');
    expect(text.match(/RL-2026-\d{5}/g)?.filter((x, i, all) => all.indexOf(x) === i)).toHaveLength(30);
    expect(text.match(/page 1\/\d/g)).toHaveLength(30);
    expect((await (await server.as('manager'))('get', `/api/communes/HERE/papers/batch/${job}/file`)).status).toBe(404);
  });

  test('the receipts of a month are one file, each with its own number; a reversed one is left out', async () => {
    const at = '/api/communes/HERE', manager = await server.as('manager');
    const other = (await officer('post', `${at}/ledger/accounts/search`, { q: '', state: 'past_due' })).json<{ rows: { id: string }[] }>().rows.find((a) => a.id !== account)?.id ?? '';
    const pay = async (amount: string, paidOn: string): Promise<{ id: string; receipt: string }> => (await officer('post', `${at}/ledger/payments`, { accountId: other, amount, paidOn, method: 'cash' })).json();
    const kept = await pay('50000', '2026-11-12'), wrong = await pay('60000', '2026-11-12'), before = await pay('70000', '2026-10-31');
    expect((await manager('post', `${at}/ledger/payments/${wrong.id}/reverse`, { reason: 'erreur' })).status).toBe(200);
    const asked = { kind: 'receipt', language: 'ar', from: '2026-11-01', until: '2026-11-12' };
    expect((await officer('post', `${at}/papers/batch/count`, asked)).json()).toEqual({ papers: 2, amount: '2050000' });
    const { job } = (await officer('post', `${at}/papers/batch`, asked)).json<{ job: string }>();
    for (;;) { const { state } = (await officer('get', `${at}/jobs/${job}`)).json<{ state: string }>(); if (state === 'done') break; if (state === 'failed') throw new Error('failed'); await new Promise((go) => { setTimeout(go, 200); }); }
    const text = textOf((await officer('get', `${at}/papers/batch/${job}/file`)).bytes, 'receipts.pdf');
    expect([...new Set(text.match(/RC-2026-\d{5}/g))].sort()).toEqual(['RC-2026-00001', kept.receipt].sort());
    expect([text.includes(wrong.receipt), text.includes(before.receipt), text.split('وصل خلاص').length - 1 >= 2]).toEqual([false, false, true]);
    expect((await officer('get', `${at}/papers?account=${other}`)).json<{ rows: { kind: string; number: string }[] }>().rows[0]).toMatchObject({ kind: 'receipt', number: kept.receipt });
  });
});
