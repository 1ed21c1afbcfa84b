import { readdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import type { Document } from '@sommier/domain/documents';
import { engines } from '../support/db.ts';
import { testServer, type Answer, type Call, type TestServer } from '../support/server.ts';
import { form, HOSTILE, pdf, photo } from './kit.ts';

const at = '/api/communes/HERE/documents';
type Up = Document & { duplicate: boolean };

describe.each(await engines())('documents on the %s database', (engine) => {
  let server: TestServer;
  let agent: Call, viewer: Call, manager: Call;
  let asset: string;
  const add = (bytes: Buffer, name: string, fields: Record<string, string> = {}, as = agent): Promise<Answer> => as('POST', at, form(bytes, name, { subjectKind: 'asset', subjectId: asset, ...fields }));
  const held = async (): Promise<string[]> => (await readdir(`${server.deps.files.root}/documents`, { recursive: true }).catch(() => [])).filter((f) => f.length > 30);

  beforeAll(async () => {
    server = await testServer({ engine });
    [agent, viewer, manager] = await Promise.all([server.as('agent'), server.as('viewer'), server.as('manager')]);
    asset = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'S1', 'Marché') returning id`)).rows[0].id as string);
  });
  afterAll(() => server.close());

  test('nothing that could run is kept, whatever it is called, and the refusal says why', async () => {
    for (const [name, bytes] of HOSTILE) {
      const answer = await add(bytes, name);
      expect([name, answer.status]).toEqual([name, name === 'vide.pdf' ? 400 : 415]);
      expect(answer.json<{ message: string }>().message).toMatch(/refused|not of an accepted type|empty/);
    }
    expect(await held()).toEqual([]);
  });

  test('a photo keeps its hour and place; its small picture and the copy others get do not', async () => {
    const bytes = await photo();
    const up = (await add(bytes, 'façade ouest.PNG', { kind: 'photo', title: 'Façade ouest' })).json<Up>();
    expect(up).toMatchObject({ media: 'image/jpeg', name: 'façade ouest.jpg', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), thumbnail: true, takenAt: '2026-05-14T10:12:30', duplicate: false, width: 1800, height: 2400 });
    expect([up.lon?.toFixed(4), up.lat?.toFixed(4)]).toEqual(['10.1685', '36.7969']);
    const original = await agent('GET', `${at}/${up.id}/content?inline=yes`);
    expect(original.bytes.equals(bytes)).toBe(true);
    expect(['content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control', 'content-type'].map((h) => original.headers.get(h))).toEqual([
      `inline; filename="fa_ade ouest.jpg"; filename*=UTF-8''fa%C3%A7ade%20ouest.jpg`, 'nosniff', "default-src 'none'; sandbox", 'private, no-store', 'image/jpeg']);
    const copy = await viewer('GET', `${at}/${up.id}/content`);
    expect([copy.status, copy.headers.get('content-type'), copy.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, 'image/webp', true]);
    const small = await viewer('GET', `${at}/${up.id}/thumbnail`);
    for (const picture of [copy, small]) {
      const meta = await sharp(picture.bytes).metadata();
      expect([meta.format, meta.exif, Math.max(meta.width, meta.height) <= 1600, meta.height > meta.width]).toEqual(['webp', undefined, true, true]);
      expect(() => ExifReader.load(picture.bytes, { expanded: true }).gps?.Latitude ?? (() => { throw new Error('none'); })()).toThrow();
    }
    expect((await viewer('GET', `${at}/${up.id}`)).json()).toMatchObject({ lon: null, lat: null, title: 'Façade ouest' });
  });

  test('the same file twice is one document there, and known elsewhere', async () => {
    const bytes = await photo(90);
    const [first, again] = [(await add(bytes, 'a.jpg')).json<Up>(), (await add(bytes, 'b.jpg')).json<Up>()];
    expect([again.id, again.duplicate, again.name]).toEqual([first.id, true, 'a.jpg']);
    const other = await server.deps.db.inCommune({ commune: server.communes.HERE.id }, async (tx) => (await tx.raw(`insert into asset (commune_id, code, name) values (current_commune(), 'S2', 'Terrain') returning id`)).rows[0].id as string);
    expect((await add(bytes, 'c.jpg', { subjectId: other })).json<Up>()).toMatchObject({ duplicate: false, alsoOn: [{ id: first.id, subjectKind: 'asset', subjectId: asset }] });
    expect((await agent('GET', `${at}?sha256=${first.sha256}`)).json()).toMatchObject({ total: 2 });
  });

  test('a deed has pages and a picture of the first; its dates find it when it has expired', async () => {
    const up = (await add(await pdf('Acte de vente'), 'acte.pdf', { kind: 'deed', dated: '2001-12-01', validFrom: '2001-12-01', validUntil: '2020-12-01' })).json<Up>();
    expect(up).toMatchObject({ media: 'application/pdf', pages: 2, thumbnail: true, validity: 'expired', dated: '2001-12-01', title: 'acte' });
    expect((await sharp((await agent('GET', `${at}/${up.id}/thumbnail`)).bytes).metadata()).height).toBe(320);
    expect((await agent('GET', `${at}?validity=expired`)).json()).toMatchObject({ total: 1, rows: [{ id: up.id }] });
    expect((await agent('GET', `${at}/${up.id}/content?inline=yes`)).headers.get('content-disposition')).toContain('attachment');
    const tag = (await agent('GET', `${at}/${up.id}`)).headers.get('etag') ?? '';
    expect((await agent('PATCH', `${at}/${up.id}`, { validUntil: '1999-01-01' }, { 'if-match': tag })).status).toBe(400);
    expect((await agent('PATCH', `${at}/${up.id}`, { validUntil: null, title: 'Acte n° 12' }, { 'if-match': tag })).json()).toMatchObject({ validity: 'valid', title: 'Acte n° 12', version: 2 });
    expect((await agent('PATCH', `${at}/${up.id}`, { title: 'x' }, { 'if-match': tag })).status).toBe(412);
  });

  test('§4 case 14: nobody signed out gets a document, another commune does not either, a restricted one asks its right', async () => {
    const up = (await add(await pdf('Bail'), 'bail.pdf', { kind: 'agreement', restricted: 'true' })).json<Up>();
    const out = await server.as(null), there = await server.as('admin', 'THERE');
    for (const path of ['', `/${up.id}`, `/${up.id}/content`, `/${up.id}/thumbnail`]) {
      expect((await out('GET', at + path)).status).toBe(401);
      expect((await there('GET', at + path)).status).toBe(403);
      if (path !== '') expect((await there('GET', `/api/communes/THERE/documents${path}`)).status).toBe(404);
    }
    expect((await viewer('GET', `${at}?kind=agreement`)).json()).toMatchObject({ total: 0, rows: [] });
    for (const path of ['', '/content', '/thumbnail']) expect((await viewer('GET', `${at}/${up.id}${path}`)).status).toBe(403);
    expect((await add(await pdf('x'), 'x.pdf', {}, viewer)).status).toBe(403);
    expect((await add(await pdf('x'), 'x.pdf', { subjectId: '999999' })).status).toBe(404);
    expect((await add(await pdf('x'), 'x.pdf', { subjectKind: 'campaign' })).status).toBe(404);
  });

  test('the bin gives back; what is destroyed leaves the store only when nothing else holds the bytes', async () => {
    const bytes = await pdf('Convention', 1);
    const up = (await add(bytes, 'convention.pdf')).json<Up>();
    expect((await manager('POST', `${at}/${up.id}/purge`)).status).toBe(409);
    expect((await agent('DELETE', `${at}/${up.id}`)).json<Document>().deletedAt).not.toBeNull();
    expect((await agent('POST', `${at}/search`, { q: 'CONVENTION' })).json()).toMatchObject({ total: 0 });
    expect((await agent('POST', `${at}/search`, { q: 'convéntion', bin: 'yes' })).json()).toMatchObject({ total: 1 });
    expect((await agent('POST', `${at}/${up.id}/restore`)).json<Document>().deletedAt).toBeNull();
    const twin = (await add(bytes, 'autre.pdf', { subjectId: String(Number(asset) + 1) })).json<Up>();
    const has = async (): Promise<boolean> => (await held()).some((f) => f.endsWith(up.sha256));
    for (const [id, left] of [[up.id, true], [twin.id, false]] as const) {
      await agent('DELETE', `${at}/${id}`);
      expect((await agent('POST', `${at}/${id}/purge`)).status).toBe(403);
      expect((await manager('POST', `${at}/${id}/purge`)).status).toBe(204);
      expect(await has()).toBe(left);
    }
    const admin = await server.as('admin');
    const trail = (await admin('GET', '/api/communes/HERE/audit?action=document.purged')).json<{ total: number; entries: { detail: Record<string, unknown> }[] }>();
    expect([trail.total, trail.entries.map((e) => e.detail['bytes_gone'])]).toEqual([2, [true, false]]);
    expect((await admin('GET', '/api/communes/HERE/audit/verify')).json()).toMatchObject({ ok: true });
  });
});
