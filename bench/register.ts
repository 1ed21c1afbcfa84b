import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { rebuildCells } from '../server/src/features/tiles/index.ts';
import { CACHE, dice } from './lib/city.ts';
import { say, type Report } from './lib/measure.ts';
import { asOwner, dropDatabase, freshDatabase } from './lib/postgres.ts';
import { addCommune, startServer, type Server } from './lib/server.ts';

const CODE = 'BENCH';
export const PROPERTIES = 100_000;
const USERS = 20, ROUNDS = 40, LIMIT_MS = 300;
/** How long a person looks at an answer before asking again, in milliseconds. */
const PAUSE = 1000;
const WORDS = ['terrain', 'marche', 'ecole', 'jasmin', 'potiers', 'bab souika', 'السوق', 'TF 12', 'S0421', 'magasin 7', 'inv-88', 'rue du puits'];

/** Properties as a big city has them: a fifth sites, then buildings, premises and rooms under them; what nobody recorded is empty. */
export async function fill(k: Knex, rows = PROPERTIES): Promise<void> {
  const { rows: [{ id }] } = await k.raw<{ rows: [{ id: number }] }>('select id from commune where code = ?', [CODE]);
  const pick = (list: readonly string[], salt: number): string => `(array[${list.map((x) => `'${x}'`).join(',')}])[1 + abs(hashint4(i * 31 + ${String(salt)})) % ${String(list.length)}]`;
  const some = (share: number, salt: number, value: string): string => `case when abs(hashint4(i * 17 + ${String(salt)})) % 100 < ${String(share)} then ${value} end`;
  await k.transaction(async (tx) => {
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(id)]);
    await tx.raw(`insert into asset (commune_id, code, name, name_ar, level, nature, domain_class, title_state, title_number, status, address, district, use_label, use_code, origin, conservation, condition_class, year_built,
        inventory_number, land_area_m2, useful_area_m2, contract_area_m2, title_area_m2, drawn_area_m2, geom)
      select :commune, case when i % 5 = 0 then 'S' || lpad((i / 5)::text, 5, '0') else 'S' || lpad((i / 5)::text, 5, '0') || '-B1-L' || i % 5 end,
        ${pick(['Terrain nu', 'Marché municipal', 'École primaire', 'Dépôt', 'Magasin', 'Atelier', 'Logement', 'Jardin public', 'Bureau', 'Immeuble'], 1)} || ' ' || i % 997 || ', ' || ${pick(['le Jasmin', 'les Oliviers', 'la Source', 'le Progrès', 'la Concorde'], 2)},
        ${some(90, 3, pick(['سوق بلدي', 'أرض بيضاء', 'مدرسة ابتدائية', 'محل تجاري', 'مسكن'], 4))}, case when i % 5 = 0 then 'site' when i % 5 < 3 then 'building' else 'unit' end,
        ${pick(['land', 'building', 'unit', 'equipment', 'market', 'road'], 5)}, ${some(96, 6, pick(['public_artificiel', 'public_par_affectation', 'prive_affecte', 'prive_patrimonial', 'indetermine'], 7))},
        ${some(97, 8, pick(['titre_foncier', 'requisition', 'non_immatricule', 'sans_document'], 9))}, ${some(40, 10, `'TF ' || (60000 + i)`)}, ${some(95, 11, pick(['active', 'active', 'active', 'dormant', 'surplus', 'disposed'], 12))},
        (1 + i % 140) || ', rue ' || ${pick(['des Potiers', 'du Puits', 'des Tisserands', 'de la Fontaine', 'du Four'], 13)}, ${pick(['Médina', 'Bab Souika', 'El Bhar', 'El Omrane', 'Sidi Hassine', 'La Marina', 'Les Jardins'], 14)},
        ${some(80, 15, pick(['Commerce', 'Habitation', 'Bureaux', 'Stockage', 'Enseignement'], 16))}, ${some(70, 17, pick(['commerce', 'housing', 'offices', 'storage', 'education', 'market'], 18))},
        ${some(60, 19, pick(['acquisition', 'donation', 'expropriation', 'construction', 'state_transfer'], 20))}, ${some(50, 21, pick(['tunis', 'ariana', 'ben_arous', 'manouba'], 22))}, ${some(40, 23, pick(['very_good', 'good', 'bad', 'very_bad', 'ruin'], 24))},
        ${some(60, 25, '1900 + i % 120')}, ${some(70, 26, `'INV-' || i`)}, 50 + i % 900, 20 + i % 300, ${some(30, 27, '20 + i % 300 + (i % 7)')}, ${some(35, 28, '50 + i % 900')}, (50 + i % 900) * 1.001,
        ${some(90, 29, `st_setsrid(case when i % 3 = 0 then st_makepoint(x, y) else st_makeenvelope(x, y, x + 0.00015, y + 0.0001) end, 4326)`)}
      from (select i, 10.1 + (i % 400) * 0.00025 as x, 36.7 + (i / 400) * 0.00025 as y from generate_series(1, :rows) i) g`, { commune: id, rows });
    await rebuildCells(tx, 'assets');
    await tx.raw(`insert into data_version (commune_id, layer) values (current_commune(), 'assets') on conflict do nothing`);
  });
  await k.raw('vacuum analyze asset');
  await k.raw('vacuum analyze asset_spent');
}

type Ask = { kind: 'list' | 'facets' | 'search'; method: 'GET' | 'POST'; path: string; body?: object };
/** What a person of the register asks for: a screen's list with its facets as codes are ticked, pages and sorts, words. */
function nextAsk(roll: () => number): Ask {
  const at = `/api/communes/${CODE}`;
  const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  const filter = (): Record<string, string> => ({
    ...(roll() < 0.5 ? { domain: one(['public', 'private', 'undetermined', 'prive_patrimonial']) } : {}), ...(roll() < 0.4 ? { title: one(['titre_foncier', 'requisition', 'none']) } : {}),
    ...(roll() < 0.3 ? { nature: one(['land', 'market', 'unit,building']) } : {}), ...(roll() < 0.2 ? { district: one(['Médina', 'Bab Souika', 'El Bhar']) } : {}), ...(roll() < 0.1 ? { areas: 'differ' } : {}),
  });
  const kind = roll();
  if (kind < 0.45) return { kind: 'list', method: 'GET', path: `${at}/assets?${new URLSearchParams({ ...filter(), page: String(1 + Math.floor(roll() * 40)), sort: one(['code', 'code', 'name', 'district', 'landAreaM2']), dir: one(['asc', 'desc']) }).toString()}` };
  if (kind < 0.6) return { kind: 'list', method: 'POST', path: `${at}/assets/search`, body: { filter: { ...filter(), q: one(WORDS) } } };
  if (kind < 0.8) return { kind: 'facets', method: 'GET', path: `${at}/assets/facets?${new URLSearchParams(filter()).toString()}` };
  return { kind: 'search', method: 'POST', path: `${at}/search`, body: { q: one(WORDS), limit: 12 } };
}

/** Times of every answer by what was asked. Each user asks, looks for `pause` milliseconds (more or less a half), asks again. */
export async function users(server: Server, rounds: number, pause: number, seed: number): Promise<Record<Ask['kind'], number[]>> {
  const times: Record<Ask['kind'], number[]> = { list: [], facets: [], search: [] };
  await Promise.all(Array.from({ length: USERS }, async (_, n) => {
    const roll = dice(seed + n);
    for (let i = 0; i < rounds; i += 1) {
      await wait(pause * (0.5 + roll()));
      const ask = nextAsk(roll);
      const from = performance.now();
      const answer = await fetch(server.origin + ask.path, { method: ask.method, headers: { Cookie: server.cookie, Origin: server.origin, 'Content-Type': 'application/json' }, ...(ask.body ? { body: JSON.stringify(ask.body) } : {}) });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${ask.path} answered ${String(answer.status)}`);
      times[ask.kind].push(performance.now() - from);
    }
  }));
  return times;
}
const p95 = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil(list.length * 0.95) - 1)] ?? 0;

/** List, facets and search over a hundred thousand properties with twenty users, under the policies: the 95th percentile of the answers. */
export async function benchRegister(report: Report): Promise<void> {
  const name = `sommier_bench_register_${randomUUID().slice(0, 8)}`;
  const url = await freshDatabase(name), k = asOwner(url), data = join(CACHE, `data-register-${String(process.pid)}`);
  let server: Server | undefined;
  try {
    const env = { DATABASE_URL: url, SOMMIER_DATA: data };
    await addCommune(env, CODE);
    say('register: filling');
    await fill(k);
    say('register: asking');
    server = await startServer(env, CODE);
    const paced = await users(server, ROUNDS, PAUSE, 1), rushed = await users(server, ROUNDS, 0, 500);
    for (const kind of ['list', 'facets', 'search'] as const) {
      const ms = p95(paced[kind]);
      report.add({ subject: 'register', what: `${kind}, p95, ${String(USERS)} users who look for a second between questions, ${PROPERTIES.toLocaleString('en')} properties`, ours: `${ms.toFixed(0)} ms`, other: `${String(LIMIT_MS)} ms asked`, ratio: ms / LIMIT_MS, aim: 'at most', limit: 1 });
      report.note(`register: ${kind} with ${String(USERS)} clients that never pause: p95 ${p95(rushed[kind]).toFixed(0)} ms over ${String(rushed[kind].length)} answers.`);
    }
  } finally {
    await server?.stop();
    await k.destroy();
    await dropDatabase(name);
    rmSync(data, { recursive: true, force: true });
  }
}
