import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { api } from './city.ts';

/** What the last acknowledged write of a property said; `maybe` is one sent after it whose answer never came: it may stand or not. */
interface Written { id: string; name: string; maybe: string | undefined }
type Asked = { status: number; text: string; headers: Headers } | undefined;

export interface Load {
  /** Acknowledged properties by code. */
  written: Map<string, Written>;
  /** Answers that are neither what was asked nor 503 with Retry-After. */
  faults: string[];
  /** Times of acknowledged writes, by `performance.now()`. */
  acknowledged: number[];
  /** Answers 503 with Retry-After, and connections that broke. */
  waits: number;
  broken: number;
  /** Where to write from now on: the server of after a kill is another, unless it kept its port. */
  aim: (base: string) => void;
  /** Ends the writing and waits for what is under way. */
  stop: () => Promise<void>;
}

/**
 * Clerks who write as fast as they are answered, over the real HTTP of `base`, signed in by `cookie`: each makes a property, then renames it. A creation whose answer
 * was lost is sent again under its Idempotency-Key, as a careful program would. `accept` names further statuses that say "later" (nginx's 502 and 504).
 */
export function startLoad({ base, cookie, commune, clerks = 6, accept = [] as number[] }: { base: string; cookie: string; commune: string; clerks?: number; accept?: number[] }): Load {
  let at = base, on = true;
  const load: Load = { written: new Map(), faults: [], acknowledged: [], waits: 0, broken: 0, aim(next) { at = next; }, async stop() { on = false; await Promise.all(all); } };
  const ask = async (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Asked> => {
    try {
      const answer = await fetch(at + path, { method, body: JSON.stringify(body), headers: { origin: at, cookie, 'content-type': 'application/json', 'accept-language': 'en', ...headers }, signal: AbortSignal.timeout(30_000) });
      const text = await answer.text();
      if (answer.status === 503 && answer.headers.get('retry-after') !== null) { load.waits += 1; return undefined; }
      if (accept.includes(answer.status)) { load.broken += 1; return undefined; }
      return { status: answer.status, text, headers: answer.headers };
    } catch (fault) {
      if ((fault as Error).name === 'TimeoutError') load.faults.push(`${method} ${path}: no answer within 30 s`);
      load.broken += 1;
      return undefined;
    }
  };
  const told = (what: string, answer: NonNullable<Asked>): void => { load.faults.push(`${what}: ${String(answer.status)} ${answer.text.slice(0, 300)}`); };
  const clerk = async (who: number): Promise<void> => {
    for (let n = 0; on; n += 1) {
      const code = `L${String(who)}-${String(n)}`, key = randomUUID(), name = `Terrain ${code}`;
      let made: Asked;
      while (on && (made = await ask('POST', api(commune, 'assets'), { code, name }, { 'idempotency-key': key })) === undefined) await sleep(100);
      if (made === undefined) break;
      if (made.status !== 201) { told(`creating ${code}`, made); continue; }
      load.acknowledged.push(performance.now());
      const written: Written = { id: (JSON.parse(made.text) as { id: string }).id, name, maybe: undefined };
      load.written.set(code, written);
      const next = `${name} bis`;
      const changed = on ? await ask('PATCH', api(commune, `assets/${written.id}`), { name: next }, { 'if-match': '"v1"' }) : undefined;
      if (changed === undefined) { written.maybe = next; continue; }
      if (changed.status !== 200) { told(`renaming ${code}`, changed); continue; }
      load.acknowledged.push(performance.now());
      written.name = next;
    }
  };
  const all = Array.from({ length: clerks }, (_, who) => clerk(who));
  return load;
}

/** Reads every acknowledged property of a load from a running server; answers what is lost or other than acknowledged. */
export async function lost(load: Pick<Load, 'written'>, { base, cookie, commune }: { base: string; cookie: string; commune: string }): Promise<string[]> {
  const found = new Map<string, { name: string; times: number }>();
  for (let page = 1, total = Infinity; (page - 1) * 100 < total; page += 1) {
    const answer = await fetch(`${base}${api(commune, `assets?size=100&page=${String(page)}`)}`, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`The list answered ${String(answer.status)}: ${await answer.text()}`);
    const read = await answer.json() as { total: number; rows: { code: string; name: string }[] };
    total = read.total;
    for (const row of read.rows) found.set(row.code, { name: row.name, times: (found.get(row.code)?.times ?? 0) + 1 });
  }
  return [...load.written].flatMap(([code, { name, maybe }]) => {
    const there = found.get(code);
    if (there === undefined) return [`${code} was acknowledged and is gone`];
    if (there.times > 1) return [`${code} stands ${String(there.times)} times`];
    return there.name === name || there.name === maybe ? [] : [`${code} is called ${there.name}, acknowledged was ${name}`];
  });
}

/** Waits for a write acknowledged after `from` and answers its moment (`performance.now()`); throws after a minute. */
export async function nextAcknowledged(load: Load, from: number): Promise<number> {
  for (const until = performance.now() + 60_000; ; await sleep(20)) {
    const next = load.acknowledged.find((at) => at > from);
    if (next !== undefined) return next;
    if (performance.now() > until) throw new Error(`No write was acknowledged within a minute: ${load.faults.slice(-3).join('; ')}`);
  }
}
