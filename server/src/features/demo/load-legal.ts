import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { DocumentUpload } from '@sommier/domain/documents';
import { chance } from '../../../../seed/prng.ts';
import { facade } from '../../../../seed/pictures.ts';
import type { SeedAct, SeedTitle } from '../../../../seed/legal.ts';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { followAssets, insertAct, today } from '../acts/index.ts';
import { insertDocument, inspect } from '../documents/index.ts';
import { computeAll, insertOpposition, insertTitle, refreshTitle } from '../titles/index.ts';

type Load = Pick<Deps, 'db' | 'files'>;
export interface Legal { titles: readonly SeedTitle[]; acts: readonly SeedAct[] }

const idsByCode = async (tx: Tx): Promise<Map<string, string>> => new Map((await tx.raw('select code, id from asset where commune_id = current_commune()') as { rows: { code: string; id: string }[] }).rows.map((r) => [r.code, r.id]));

async function loadTitles({ db }: Load, commune: number, titles: readonly SeedTitle[]): Promise<string[]> {
  return db.inCommune({ commune }, async (tx) => {
    const ids = await idsByCode(tx);
    const made: string[] = [];
    for (const t of titles) {
      const assetId = ids.get(t.code);
      if (assetId === undefined) continue;
      const id = await insertTitle(tx, { assetId, conservation: t.conservation, parcelReference: null, note: null, steps: t.steps }, null);
      for (const o of t.oppositions) await tx.raw(`update title_opposition set outcome = :outcome, decided_on = cast(:decided as date) where commune_id = current_commune() and id = :id`,
        { id: await insertOpposition(tx, id, { partyId: null, opponent: o.opponent, filedOn: o.filedOn, object: o.object, areaM2: null, reference: null }, null), outcome: o.outcome, decided: o.decidedOn });
      if (t.oppositions.length > 0) await refreshTitle(tx, id);
      made.push(id);
    }
    await record(tx, { commune, via: 'command' }, [{ action: 'title.opened', subject: 'titles:demo', detail: { files: made.length } }]);
    return made;
  });
}

async function loadActs({ db }: Load, commune: number, acts: readonly SeedAct[]): Promise<string[]> {
  return db.inCommune({ commune }, async (tx) => {
    const ids = await idsByCode(tx);
    const made: string[] = [];
    const touched = new Set<string>();
    for (const a of acts) {
      const assets = a.codes.flatMap((c) => ids.get(c) ?? []);
      for (const id of assets) {
        if (a.declared && !touched.has(id)) await tx.raw(`insert into act_declared (commune_id, asset_id, domain_class, status, followed_on) values (current_commune(), ?, ?, ?, current_date) on conflict do nothing`, [id, a.declared.domainClass, a.declared.status]);
        touched.add(id);
      }
      made.push(await insertAct(tx, { ...a.act, partyId: null, cancels: null, overrides: [], properties: assets.map((assetId) => ({ assetId })) }, [], null));
    }
    await followAssets(tx, [...touched], await today(tx));
    await record(tx, { commune, via: 'command' }, [{ action: 'act.recorded', subject: 'acts:demo', detail: { acts: made.length, properties: touched.size } }]);
    return made;
  });
}

/** A paper that says of itself that it is fictitious. */
async function paper(path: string, title: string, lines: readonly string[]): Promise<void> {
  const document = new PDFDocument({ size: 'A4', margin: 72, info: { Title: title, CreationDate: new Date(0) } });
  const out = createWriteStream(path);
  document.pipe(out);
  document.fontSize(9).text('Commune de démonstration (fictive)').moveDown(2).fontSize(16).text(title, { align: 'center' }).moveDown(2).fontSize(11);
  for (const line of lines) document.text(line).moveDown();
  document.moveDown(4).fontSize(9).text('Document de démonstration, sans valeur.');
  document.end();
  await finished(out);
}

interface Paper { name: string; said: Pick<DocumentUpload, 'subjectKind' | 'subjectId' | 'kind'> & Partial<DocumentUpload>; make: (path: string) => Promise<void> }
async function papersOf({ db }: Load, commune: number, titles: readonly string[], acts: readonly string[]): Promise<Paper[]> {
  const luck = chance(550_221);
  const { sites, deeds } = await db.inCommune({ commune }, async (tx) => ({
    sites: (await tx.raw(`select a.id, a.name, st_x(st_centroid(a.geom)) as lon, st_y(st_centroid(a.geom)) as lat from asset a where a.commune_id = current_commune() and a.level = 'site' and a.geom is not null order by a.code limit 5`) as { rows: { id: string; name: string; lon: number; lat: number }[] }).rows,
    deeds: (await tx.raw(`select a.id, a.kind, a.reference, a.subject, a.signed_on from act a where a.commune_id = current_commune() and a.id = any(cast(:ids as bigint[])) and a.deed is not null order by a.id limit 5`, { ids: `{${acts.join(',')}}` }) as { rows: { id: string; reference: string; subject: string; signed_on: string }[] }).rows,
  }));
  const dms = (v: number): string => { const a = Math.abs(v), d = Math.floor(a), m = Math.floor((a - d) * 60); return `${String(d)}/1 ${String(m)}/1 ${String(Math.round(((a - d) * 60 - m) * 6000))}/100`; };
  const shot = (lon: number, lat: number) => (path: string): Promise<void> => sharp(Buffer.from(facade(luck))).withExif({ IFD2: { DateTimeOriginal: '2026:05:14 10:12:00' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: dms(lat), GPSLongitudeRef: 'E', GPSLongitude: dms(lon) } }).jpeg({ quality: 78 }).toFile(path).then(() => undefined);
  return [
    ...sites.flatMap((s): Paper[] => [1].map((n) => ({ name: `facade-${String(n)}.jpg`, said: { subjectKind: 'asset', subjectId: s.id, kind: 'photo', title: `Façade ${String(n)}` }, make: shot(s.lon, s.lat) }))),
    ...sites.slice(0, 3).map((s, i): Paper => ({ name: 'convention.pdf', said: { subjectKind: 'asset', subjectId: s.id, kind: 'agreement', title: `Convention de mise à disposition, ${s.name}`, dated: '2016-03-01', validFrom: '2016-03-01', validUntil: i < 2 ? '2024-02-28' : '2027-01-15' }, make: (path) => paper(path, 'Convention de mise à disposition', [s.name, 'Durée : huit ans à compter du 1er mars 2016.']) })),
    ...sites.slice(2, 4).map((s): Paper => ({ name: 'plan.pdf', said: { subjectKind: 'asset', subjectId: s.id, kind: 'plan', title: `Plan de situation, ${s.name}`, dated: '2019-06-08' }, make: (path) => paper(path, 'Plan de situation', [s.name]) })),
    ...deeds.map((d): Paper => ({ name: 'acte.pdf', said: { subjectKind: 'act', subjectId: d.id, kind: 'deed', title: d.subject, dated: d.signed_on, author: 'Me Ayadi' }, make: (path) => paper(path, `Acte n° ${d.reference}`, [d.subject, `Signé le ${d.signed_on}.`]) })),
    ...titles.slice(0, 2).map((id, i): Paper => ({ name: 'recepisse.pdf', said: { subjectKind: 'title', subjectId: id, kind: 'title', title: 'Récépissé de dépôt' }, make: (path) => paper(path, 'Récépissé de dépôt', [`Dossier ${String(i + 1)}`]) })),
  ];
}

async function loadPapers(load: Load, commune: number, papers: readonly Paper[]): Promise<void> {
  const folder = await load.files.scratch('papers');
  try {
    for (const p of papers) {
      const path = join(folder, randomUUID(), p.name);
      await mkdir(dirname(path), { recursive: true });
      await p.make(path);
      const seen = await inspect(load.files.documents, commune, { path, name: p.name });
      const blank: DocumentUpload = { subjectKind: 'asset', subjectId: '1', kind: 'other', title: undefined, author: undefined, dated: undefined, validFrom: undefined, validUntil: undefined, restricted: undefined, note: undefined, position: undefined };
      await load.db.inCommune({ commune }, async (tx) => {
        const id = await insertDocument(tx, seen, { ...blank, ...p.said }, null);
        await record(tx, { commune, via: 'command' }, [{ action: 'document.added', subject: `document:${id}`, detail: { kind: p.said.kind, sha256: seen.sha256 } }]);
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Title files in every state, acts with the statuses that follow, papers and photos made on the spot, and the conflicts computed. */
export async function loadLegal(load: Load, commune: number, legal: Legal): Promise<void> {
  const titles = await loadTitles(load, commune, legal.titles);
  const acts = await loadActs(load, commune, legal.acts);
  await loadPapers(load, commune, await papersOf(load, commune, titles, acts));
  await computeAll(load.db, { commune });
}
