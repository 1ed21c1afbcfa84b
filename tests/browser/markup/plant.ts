import type { APIRequestContext } from 'playwright-core';
import { MARKUP } from '../../faults/payloads.ts';
import { LONG } from '../../faults/scale.ts';
import { fill, TEXT } from './fill.ts';

export const CODE = 'MARKUP';
/** All sixty under `npm run test:long`; else fifteen, each element once and every way out of the text before it. */
export const CASES: readonly string[] = LONG ? MARKUP : MARKUP.filter((_, i) => i % 4 === Math.floor(i / 4) % 4);
export const LAYER = 'marked';
export interface Planted { assets: string[]; features: string[]; occupations: string[]; parties: string[]; campaigns: string[]; layers: string[]; zones: string[]; listings: string[]; accounts: string[]; fields: Set<string> }

/** Where the case of a number stands: 150 m from its neighbours, in ten columns. */
export const placeOf = (k: number): [lon: number, lat: number] => [10.18 + (k % 10) * 0.0016, 36.8 + Math.floor(k / 10) * 0.0014];
const square = (k: number, half: number): object => {
  const [x, y] = placeOf(k);
  return { type: 'Polygon', coordinates: [[[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half], [x - half, y - half]]] };
};
const DAY = '2025-03-01';
/** The pages of the application write, and so does this: from its own origin. */
export class Writer {
  readonly fields = new Set<string>();
  constructor(readonly api: APIRequestContext, readonly url: string) {}
  async ask<T>(method: string, path: string, body?: object, options: { form?: Record<string, unknown>; headers?: Record<string, string>; passes?: readonly number[] } = {}): Promise<T> {
    const answer = await this.api.fetch(`${this.url}/api/communes/${CODE}/${path}`, {
      method, headers: { origin: this.url, ...options.headers }, ...(options.form ? { multipart: options.form as Record<string, string> } : body === undefined ? {} : { data: body }),
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${String(answer.status())} ${(await answer.text()).slice(0, 400)}`);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }
  /** Writes a body with the text in each of its free fields. */
  write<T = { id: string }>(operation: string, method: string, path: string, base: object, text: string, except: readonly string[] = [], headers: Record<string, string> = {}): Promise<T> {
    const { body, fields } = fill(operation, base, text, except);
    for (const f of fields) this.fields.add(f);
    return this.ask<T>(method, path, body as object, { headers });
  }
  async job(id: string): Promise<unknown> {
    for (const end = Date.now() + 120_000; Date.now() < end;) {
      const job = await this.ask<{ state: string; result: unknown; error: unknown }>('GET', `jobs/${id}`);
      if (job.state === 'done') return job.result;
      if (job.state !== 'queued' && job.state !== 'running') throw new Error(`the job ended as ${JSON.stringify(job)}`);
      await new Promise((done) => { setTimeout(done, 150); });
    }
    throw new Error(`the job ${id} did not end`);
  }
  /** Sends a file as the wizard does and runs it. */
  async bring(name: string, type: string, text: string, options: object): Promise<void> {
    const { id } = await this.ask<{ id: string }>('POST', 'imports', undefined, { form: { file: { name, mimeType: type, buffer: Buffer.from(text) } } });
    const { job } = await this.ask<{ job: string }>('POST', `imports/uploads/${id}/run`, { options });
    const result = await this.job(job) as { inserted?: number };
    if (result.inserted !== CASES.length) throw new Error(`${name}: ${JSON.stringify(result).slice(0, 600)}`);
  }
}

/** A cell of CSV. */
export const cell = (v: string): string => `"${v.replaceAll('"', '""')}"`;

/** Listings whose every word is a payload, as a file of a platform says them. */
const listings = (): string => {
  const head = 'id,name,host_id,host_name,neighbourhood_group,neighbourhood,latitude,longitude,room_type,price,minimum_nights,number_of_reviews,last_review,reviews_per_month,calculated_host_listings_count,availability_365,number_of_reviews_ltm,license';
  return [head, ...CASES.map((m, k) => {
    const [lon, lat] = placeOf(k);
    return [String(9000 + k), m, String(70 + k), m, m, m, String(lat), String(lon), 'Entire home/apt', '80', '2', '5', '2026-05-01', '0.4', '1', '200', '5', m].map(cell).join(',');
  })].join('\n');
};

/** Sixty of everything that is written by hand, each text of the case being one payload; then what comes by file. */
export async function plant(w: Writer): Promise<Planted> {
  const out: Planted = { assets: [], features: [], occupations: [], parties: [], campaigns: [], layers: [], zones: [], listings: [], accounts: [], fields: w.fields };
  const three = { fr: TEXT, ar: TEXT, en: TEXT };
  for (const [k, m] of CASES.entries()) await w.write('saveReference', 'PUT', `references/use/marked-${String(k)}`, { labels: three }, m);
  await w.write('saveExtraField', 'PUT', 'extra-fields/marked', { type: 'text', labels: three }, CASES[0] ?? '');
  await w.write('saveExtraField', 'PUT', 'extra-fields/choice', { type: 'list', labels: three, options: [{ code: 'a', labels: three }] }, CASES[1] ?? '');
  await w.write('createLayer', 'POST', 'layers', { name: LAYER, title: TEXT, directory: 'free', form: [{ name: 'said', title: TEXT, titleAr: TEXT, type: 'text', required: false, personal: false }] }, CASES[0] ?? '');
  for (const [k, m] of CASES.entries()) {
    const party = await w.write('createParty', 'POST', 'parties', { kind: k % 2 ? 'legal' : 'natural', name: TEXT, identifiers: [{ kind: 'address', value: TEXT }, { kind: 'other', value: TEXT }] }, m, k % 2 ? [] : ['legalForm']);
    out.parties.push(party.id);
    const asset = await w.write<{ id: string; version: number }>('createAsset', 'POST', 'assets', {
      name: TEXT, code: `M-${String(k)}`, level: 'building', nature: 'building', domainClass: 'prive_patrimonial', titleState: 'titre_foncier', charges: [{ kind: 'servitude', detail: TEXT, reference: TEXT }], extra: { marked: TEXT, choice: 'a' }, builtAreaM2: 100,
    }, m, ['inventoryNumber']);
    out.assets.push(asset.id);
    await w.ask('PUT', `assets/${asset.id}/geometry`, { geometry: square(k, 0.0002), acknowledged: true }, { headers: { 'if-match': `"v${String(asset.version)}"` } });
    await w.write('recordAct', 'POST', 'acts', { kind: 'assignment', reference: TEXT, subject: TEXT, signedOn: DAY, effectiveOn: DAY, properties: [{ assetId: asset.id }] }, m);
    const title = await w.write('openTitle', 'POST', 'titles', { assetId: asset.id, steps: [{ kind: 'search', on: DAY, reference: TEXT, note: TEXT }] }, m);
    await w.write('addOpposition', 'POST', `titles/${title.id}/oppositions`, { opponent: TEXT, filedOn: DAY }, m);
    w.fields.add('addDocument.title').add('addDocument.author').add('addDocument.note').add('addDocument.file');
    await w.ask('POST', 'documents', undefined, { form: { subjectKind: 'asset', subjectId: asset.id, kind: 'other', title: m, author: m, note: m, file: { name: `${m.replaceAll('/', '')}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`document ${String(k)}\n`) } } });
    const right = await w.write('createOccupation', 'POST', 'occupations', {
      type: 'bail_commercial', reference: TEXT, activityKind: 'commercial', startsOn: '2024-01-01', endsOn: '2033-01-01', units: [{ assetId: asset.id }], parties: [{ partyId: party.id, role: 'tenant' }],
      acts: [{ role: 'publicity', reference: TEXT, datedOn: '2023-10-01' }], terms: [{ from: '2024-01-01', amountMinor: '120500', period: 'month', dueDay: 5, note: TEXT }],
    }, m);
    out.occupations.push(right.id);
    await w.write('addInspection', 'POST', `assets/${asset.id}/inspections`, { on: DAY, class: 'bad', components: [{ component: 'roof', class: 'bad', note: TEXT }], note: TEXT }, m);
    await w.write('addWork', 'POST', `assets/${asset.id}/works`, { component: 'roof', title: TEXT, cost: '1000', priority: 1, openedOn: DAY }, m);
    out.campaigns.push((await w.write('createCampaign', 'POST', 'campaigns', { name: TEXT, instructions: TEXT, perimeter: { filter: { level: 'building' } }, fields: ['name'] }, m)).id);
    await w.write('saveView', 'POST', 'views', { screen: 'register', name: TEXT, search: '{}', shared: true }, m, ['words']);
    await w.write('saveComposition', 'POST', 'compositions', { name: TEXT, state: {} }, m);
    await w.write('saveBookmark', 'POST', 'bookmarks', { name: TEXT, lon: 10, lat: 36, zoom: 12, shared: true }, m);
    if (m.length <= 80) await w.write('prints.templates.create', 'POST', 'print-templates', { name: TEXT, sheet: { title: TEXT, subtitle: TEXT, author: TEXT, sources: TEXT, disclaimer: TEXT }, layers: ['assets'], scale: 1000, rotation: 0 }, m);
    if (m.length <= 80) {
      const key = await w.write('makeKey', 'POST', 'keys', { name: TEXT, layers: [LAYER], days: 7 }, m);
      // A person holds twenty at a time; those revoked stay on her list.
      if (k >= 10) await w.ask('DELETE', `keys/${key.id}`);
    }
    const name = `marked-${String(k)}`;
    await w.write('createLayer', 'POST', 'layers', { name, title: TEXT, directory: 'free', form: [{ name: 'said', title: TEXT, type: 'text', required: false, personal: false }] }, m);
    await w.write('describeLayer', 'PUT', `layers/${name}/card`, { title: TEXT, titleAr: TEXT, group: TEXT, description: TEXT, source: TEXT, sourceDate: DAY, licence: TEXT, crs: null }, m, [], { 'if-match': '"v1"' });
    out.layers.push(name);
    out.features.push((await w.write('addFeature', 'POST', `layers/${LAYER}/features`, { attributes: { said: TEXT }, geometry: { type: 'Point', coordinates: placeOf(k) } }, m)).id);
    await w.write('createPenaltyRule', 'POST', 'penalties/rules', { name: TEXT, from: `20${String(30 + k)}-01-01`, to: `20${String(30 + k)}-02-01`, law: TEXT, fixedMinor: '100' }, m, m.length > 100 ? ['article'] : []);
    await w.write('createPlan', 'POST', 'condition/plans', { name: TEXT, firstYear: 2027, budgets: ['1000'] }, m);
    await w.write('valorisation.calls.create', 'POST', 'valorisation/calls', { title: TEXT, description: TEXT, lots: [{ assetId: asset.id, purpose: TEXT }] }, m);
    await w.write('addUser', 'POST', 'users', { email: `marked${String(k)}@markup.test`, role: 'viewer', name: TEXT, password: 'four words without a link' }, m, ['password']);
  }
  w.fields.add('addZones.set').add('addZones.label');
  const map = { type: 'FeatureCollection', features: CASES.map((m, k) => ({ type: 'Feature', properties: { said: m }, geometry: square(k, 0.0006) })) };
  for (const m of [CASES[0] ?? '', CASES[1] ?? '']) {
    const { job } = await w.ask<{ job: string }>('POST', 'zone-sets', undefined, { form: { set: m, label: 'said', file: { name: 'zones.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(map)) } } });
    await w.job(job);
  }
  for (const f of ['name', 'host_name', 'neighbourhood', 'license']) w.fields.add(`inside-airbnb.${f}`);
  await w.bring(`${CASES[1]?.replaceAll('/', '') ?? ''}.csv`, 'text/csv', listings(), { format: 'inside-airbnb', platform: 'airbnb', captured: '2026-06-01' });
  w.fields.add('layer file: names and values of columns');
  await w.bring('brought.geojson', 'application/geo+json', JSON.stringify({ type: 'FeatureCollection', features: CASES.map((m, k) => ({ type: 'Feature', properties: { said: m, [m.slice(0, 50)]: m }, geometry: { type: 'Point', coordinates: placeOf(k) } })) }), { format: 'layer', layer: 'brought', title: CASES[2] });
  const ids = async (path: string): Promise<string[]> => (await w.ask<{ rows: { id: string }[] }>('GET', path)).rows.map((r) => r.id);
  const [set = ''] = await ids('zone-sets');
  out.zones = await ids(`zone-sets/${set}/zones`);
  out.listings = await ids('listings?size=100');
  return out;
}
