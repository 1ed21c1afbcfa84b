import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { Job } from '@sommier/domain/jobs';
import type { PrintTemplate } from '@sommier/domain/prints';
import { engines } from '../support/db.ts';
import { type Answer, type Call, testServer, type TestServer } from '../support/server.ts';

const at = '/api/communes/HERE';
const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
const RED = { r: 200, g: 20, b: 20 }, BLUE = { r: 20, g: 40, b: 200 };
const picture = (background: typeof RED, width = 400, height = 300): Promise<Buffer> => sharp({ create: { width, height, channels: 3, background } }).png().toBuffer();
const upload = (bytes: Buffer | string, name: string, type: string, more: Record<string, string> = {}): FormData => {
  const form = new FormData();
  for (const [key, value] of Object.entries(more)) form.append(key, value);
  form.append('file', new Blob([bytes as BlobPart], { type }), name);
  return form;
};

describe.each(await engines())('kept sheets on the %s database', (engine) => {
  let server: TestServer, manager: Call, agent: Call, assets: string[];
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  beforeAll(async () => {
    server = await testServer({ engine, jobs: true });
    [manager, agent] = [await server.as('manager'), await server.as('agent')];
    assets = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name, name_ar, domain_class, title_state, land_area_m2, geom)
      select current_commune(), 'M-' || i, 'Marché ' || i, 'سوق ' || i, 'public_naturel', 'titre_foncier', 100 * i, st_expand(st_setsrid(st_makepoint(10.17 + i * 0.0002, 36.8), 4326), 0.00006) from generate_series(1, 3) i returning id`)).rows.map((r: { id: string }) => r.id)) as string[];
  });
  afterAll(async () => { await server.close(); rmSync(folder, { recursive: true, force: true }); });

  const finished = async (call: Call, id: string): Promise<Job> => {
    for (let i = 0; i < 400; i += 1) {
      const job = (await call('GET', `${at}/jobs/${id}`)).json<Job>();
      if (job.state !== 'queued' && job.state !== 'running') return job;
      await wait(100);
    }
    throw new Error('The job did not end');
  };
  let n = 0;
  /** The paper of a request, as a file. */
  const made = async (call: Call, kind: 'prints' | 'atlases', body: object): Promise<string> => {
    const asked = await call('POST', `${at}/${kind}`, body);
    if (asked.status !== 202) throw new Error(asked.text);
    const { job } = asked.json<{ job: string }>();
    expect((await finished(call, job)).state).toBe('done');
    const path = join(folder, `${String(n += 1)}.pdf`);
    writeFileSync(path, (await call('GET', `${at}/${kind}/${job}/file`)).bytes);
    return path;
  };
  /** Colour of the middle of each picture in a PDF that is about of one colour. */
  const pictures = async (path: string): Promise<number[][]> => {
    const stem = path.replace('.pdf', '-i');
    run('pdfimages', '-png', path, stem);
    const files = run('find', folder, '-name', `${stem.split('/').at(-1) ?? ''}-*.png`).trim().split('\n').filter(Boolean).sort();
    return Promise.all(files.map(async (file) => (await sharp(file).removeAlpha().stats()).channels.slice(0, 3).map((c) => Math.round(c.mean))));
  };
  const close = (colour: number[], to: typeof RED): boolean => [to.r, to.g, to.b].every((v, i) => Math.abs(v - (colour[i] ?? -99)) < 12);

  test('a template is kept for the whole commune, changed with its version, and no other commune knows it', async () => {
    const sheet = { paper: 'A3', orientation: 'portrait', language: 'ar', title: 'أملاك المدينة', author: 'مصلحة الأملاك', disclaimer: 'وثيقة داخلية', grid: false, table: true };
    const created = await manager('POST', `${at}/print-templates`, { name: 'Conseil', sheet, layers: ['assets'], scale: 2000, rotation: 15 });
    const kept = created.json<PrintTemplate>();
    expect([created.status, kept.logo, kept.sheet.paper, kept.sheet.legend, kept.layers, kept.scale]).toEqual([201, false, 'A3', true, ['assets'], 2000]);
    expect((await agent('GET', `${at}/print-templates`)).json<{ templates: PrintTemplate[] }>().templates.map((t) => [t.name, t.sheet.title])).toEqual([['Conseil', 'أملاك المدينة']]);
    expect((await manager('POST', `${at}/print-templates`, { name: 'Conseil', sheet })).json()).toMatchObject({ status: 422, reason: 'prints.same_name' });
    expect((await agent('POST', `${at}/print-templates`, { name: 'x', sheet })).status).toBe(403);
    const tag = { 'if-match': `"v${String(kept.version)}"` };
    expect((await manager('PUT', `${at}/print-templates/${kept.id}`, { name: 'Conseil municipal', sheet }, tag)).json<PrintTemplate>().name).toBe('Conseil municipal');
    expect((await manager('PUT', `${at}/print-templates/${kept.id}`, { name: 'Tard', sheet }, tag)).status).toBe(412);
    const there = await server.as('manager', 'THERE');
    expect((await there('GET', '/api/communes/THERE/print-templates')).json()).toEqual({ templates: [] });
    expect([(await there('GET', `/api/communes/THERE/print-templates/${kept.id}/logo`)).status, (await there('DELETE', `/api/communes/THERE/print-templates/${kept.id}`)).status]).toEqual([404, 404]);
    expect((await (await server.as('auditor'))('GET', `${at}/audit?size=20`)).text).toMatch(/prints\.template_changed[^]*prints\.template_created/);
  });

  test('its logo is drawn anew and stands at the head of the paper; what is no picture is refused', async () => {
    const { id } = (await manager('POST', `${at}/print-templates`, { name: 'Logo', sheet: { title: 'Avec logo' } })).json<PrintTemplate>();
    const put = (form: FormData): Promise<Answer> => manager('PUT', `${at}/print-templates/${id}/logo`, form);
    expect([(await put(upload('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'l.svg', 'image/svg+xml'))).status, (await put(upload('not a picture', 'l.png', 'image/png'))).status]).toEqual([422, 422]);
    expect((await put(upload(await picture(RED, 2000, 1000), 'l.png', 'image/png'))).json<PrintTemplate>().logo).toBe(true);
    const logo = (await agent('GET', `${at}/print-templates/${id}/logo`)).bytes, { width, height } = await sharp(logo).metadata();
    expect([width, height]).toEqual([960, 480]);
    const request = { layers: ['assets'], center: [10.1704, 36.8], scale: 1000, title: 'Avec logo' };
    const branded = await made(agent, 'prints', { ...request, template: id });
    expect((await pictures(branded)).some((colour) => close(colour, RED))).toBe(true);
    expect((await pictures(await made(agent, 'prints', request))).some((colour) => close(colour, RED))).toBe(false);
    // At the head, at the start of the line.
    run('pdftoppm', '-r', '50', '-png', '-singlefile', branded, branded.replace('.pdf', '-page'));
    const { data, info } = await sharp(branded.replace('.pdf', '-page.png')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const ys: number[] = [];
    for (let i = 0; i < data.length; i += 3) if (close([data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0], RED)) ys.push(Math.floor(i / 3 / info.width));
    expect([ys.length > 50, Math.max(...ys) < info.height * 0.15]).toEqual([true, true]);
    expect((await manager('DELETE', `${at}/print-templates/${id}`)).status).toBe(204);
  });

  test('photographs and the table stand under the map; who may not see a photograph has a sheet without it', async () => {
    const photo = await agent('POST', `${at}/documents`, upload(await picture(BLUE, 1200, 900), 'marche.png', 'image/png', { subjectKind: 'asset', subjectId: assets[0] ?? '', kind: 'photo', title: 'Façade' }));
    expect([photo.status, photo.status === 201 ? '' : photo.text]).toEqual([201, '']);
    const request = { layers: ['assets'], center: [10.1704, 36.8], scale: 1000, table: true, photos: true };
    const path = await made(agent, 'prints', request), text = run('pdftotext', '-layout', path, '-').replace(/[\u2066-\u2069\u200e\u200f]/g, '');
    for (const word of ['M-1', 'M-2', 'M-3', 'Marché 2']) expect(text).toContain(word);
    expect((await pictures(path)).filter((colour) => close(colour, BLUE))).toHaveLength(1);
    expect(text).toMatch(/M-1 · \d{4}-\d\d-\d\d/);
    const arabic = run('pdftotext', await made(agent, 'prints', { ...request, language: 'ar' }), '-').replace(/[\u2066-\u2069\u200e\u200f\u202a-\u202e]/g, '');
    expect(arabic).toContain('سوق 2');
    // An atlas of chosen properties shows each page its own.
    const atlas = await made(agent, 'atlases', { layers: ['assets'], scale: 1000, photos: true, pages: { kind: 'assets', selection: { ids: assets.slice(0, 2) } } });
    expect(run('pdfinfo', atlas)).toMatch(/Pages:\s+2/);
    run('pdfseparate', atlas, atlas.replace('.pdf', '-p%d.pdf'));
    const byPage = await Promise.all([1, 2].map(async (page) => (await pictures(atlas.replace('.pdf', `-p${String(page)}.pdf`))).filter((colour) => close(colour, BLUE)).length));
    expect(byPage).toEqual([1, 0]);
  });
});
