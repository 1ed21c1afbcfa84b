import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportBatch, ImportUpload } from '@sommier/domain/imports';
import { isEnded, type Job } from '@sommier/domain/jobs';
import { createCommune } from '../../server/src/features/communes/index.ts';
import { hashPassword } from '../../server/src/features/people/index.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import type { Env } from '../../server/src/platform/env.ts';
import { serveProcess, type Served } from '../support/process.ts';
import { caller, PASSWORD, signIn, type Call } from '../support/server.ts';

export const EMAIL = 'admin@faults.test';
export interface Town { served: Served; call: Call; cookie: string }
export interface Outcome { batch: string | null; rows: number; inserted: number; returned: number; updated: number; unchanged: number; refused: number }

/** Communes with one administrator of all, on a database no server holds yet. */
export async function foundTowns(env: Env, codes: readonly string[]): Promise<void> {
  const db = await openDatabase(env);
  const hash = await hashPassword(PASSWORD);
  await db.asOwner(async (tx) => {
    const { id } = (await tx.raw(`insert into person (email, name, password_hash) values (?, 'Administrator', ?) returning id`, [EMAIL, hash])).rows[0] as { id: string };
    for (const code of codes) {
      const commune = await createCommune(tx, { code, name: `Commune ${code}`, currency: 'TND', languages: ['fr', 'ar'] });
      await tx.raw(`insert into membership (commune_id, person_id, role) values (?, ?, 'admin')`, [commune.id, id]);
    }
  });
  await db.close();
}

/** The real server in a process of its own, ready, and a call as the administrator. */
export async function openTown(env: Env): Promise<Town> {
  const served = await serveProcess(env, { NODE_ENV: 'test' });
  await served.ready();
  const cookie = await signIn(served.base, EMAIL);
  return { served, call: caller(served.base, cookie), cookie };
}

export const api = (code: string, path: string): string => `/api/communes/${code}/${path}`;

const wanted = async <T>(call: Call, status: number, ...rest: [method: string, path: string, body?: unknown]): Promise<T> => {
  const answer = await call(...rest);
  if (answer.status !== status) throw new Error(`${rest[0]} ${rest[1]} answered ${String(answer.status)}: ${answer.text.slice(0, 500)}`);
  return answer.json<T>();
};

/** Sends a file as a page does. */
export async function send(call: Call, code: string, file: string): Promise<ImportUpload> {
  const form = new FormData();
  form.append('file', await openAsBlob(file), basename(file));
  return wanted(call, 201, 'POST', api(code, 'imports'), form);
}

export const start = async (call: Call, code: string, upload: string, options: object): Promise<string> =>
  (await wanted<{ job: string }>(call, 202, 'POST', api(code, `imports/uploads/${upload}/run`), { options })).job;

export const job = (call: Call, code: string, id: string): Promise<Job> => wanted(call, 200, 'GET', api(code, `jobs/${id}`));

/** Waits for a job's end, `seconds` at most. */
export async function ended(call: Call, code: string, id: string, seconds = 120): Promise<Job> {
  for (const until = Date.now() + seconds * 1000; ;) {
    const now = await job(call, code, id);
    if (isEnded(now.state)) return now;
    if (Date.now() > until) throw new Error(`job ${id} is still ${now.state} (${String(now.stage)})`);
    await sleep(100);
  }
}

/** Sends a file, runs it and answers what it brought; throws unless the job ends well. */
export async function bring(call: Call, code: string, file: string, options: object, seconds = 300): Promise<Outcome> {
  const done = await ended(call, code, await start(call, code, (await send(call, code, file)).id, options), seconds);
  if (done.state !== 'done') throw new Error(`the import ended as ${JSON.stringify(done)}`);
  return done.result as Outcome;
}

/** The batches of a commune and its listings, as the page would count them. */
export async function holdings(call: Call, code: string): Promise<{ batches: ImportBatch[]; listings: number }> {
  const { rows } = await wanted<{ rows: ImportBatch[] }>(call, 200, 'GET', api(code, 'imports'));
  const { total } = await wanted<{ total: number }>(call, 200, 'GET', api(code, 'listings?size=1'));
  return { batches: rows, listings: total };
}
