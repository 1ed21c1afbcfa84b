import type { Geometry } from 'geojson';
import sharp from 'sharp';
import { hasStrip, pageLayout, type PrintRequest } from '@sommier/domain/exports';
import { withUnit, type Role } from '@sommier/domain/shared';
import { ruleFor } from '@sommier/domain/style';
import type { Read, Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { isolate } from '../../platform/pdf/index.ts';
import { openThumbnail, readDocuments } from '../documents/index.ts';
import { insetOf } from './inset.queries.ts';
import { readLogo } from './logo.queries.ts';
import type { MapDocument, Photo, TableRow } from './pdf/map-document.ts';
import { grouped, inPoints, wordsOf } from './pdf/sheet.ts';
import { type FrameHere, onSheet, printLayer, rowsInFrame } from './print-layer.ts';
import { groundPieces } from './raster/ground.ts';
import { type CommuneFacts, communeFacts, groundFrame, originOf } from './print.queries.ts';
import { type LayerSource, openDrawn, openSource, type PictureSource } from './source.ts';

const ROWS = 60;
const PHOTOS = 4;
/** The branch of the list of layers under which each stands. */
const GROUPS: Readonly<Record<string, 'register' | 'activity' | 'territory'>> = { assets: 'register', parcels: 'register', listings: 'activity', zones: 'territory' };

/** What the sheets of one file share. */
export interface OpenSheet { facts: CommuneFacts; sources: readonly (LayerSource | PictureSource)[]; assets: LayerSource; logo: Buffer | undefined }
export const openSheet = (read: Read, request: Pick<PrintRequest, 'layers' | 'filters'> & { template?: string | undefined; role: Role }): Promise<OpenSheet> => read(async (tx) => {
  const facts = await communeFacts(tx);
  const sources = [];
  for (const layer of request.layers) sources.push(await openDrawn(tx, layer, request.filters?.[layer], request.role));
  return { facts, sources, assets: await openSource(tx, 'assets', request.filters?.['assets']), logo: await readLogo(tx, request.template) };
});

/** What one sheet of an atlas says for itself. */
export interface OnePage { title?: string; subject?: { geometry: Geometry; asset?: string }; sheet?: { n: number; of: number } }

/** Sources, dates and accuracies in the words of the sheet. */
async function notesOf(tx: Tx, map: MapDocument): Promise<string[]> {
  const word = wordsOf(map);
  const notes = [word('print.crs', { name: isolate(map.frame.crsName), code: map.frame.epsg })];
  if (map.frame.shiftAccuracy !== undefined) notes.push(word('print.shift', { metres: map.frame.shiftAccuracy }));
  for (const { style, title } of map.layers) {
    const origin = await originOf(tx, style.layer);
    for (const { platform, captured_on: date } of origin.captures) {
      const from = word('print.listings', { platform: isolate(platform), date: isolate(date) });
      notes.push(origin.uncertainty !== null ? `${from}${map.request.language === 'ar' ? '،' : ','} ${word('print.uncertain', { metres: origin.uncertainty })}` : from);
    }
    if (origin.captures.length > 0) continue;
    const source = [origin.source, origin.source_date && isolate(origin.source_date)].filter(Boolean).join(', ') || origin.sets.join(', ');
    if (source !== '') notes.push(word('print.source', { layer: title, source }));
    else if (origin.version !== null) notes.push(word('print.version', { layer: title, version: origin.version }));
  }
  if (map.request.sources) notes.push(word('print.sources', { sources: map.request.sources }));
  if (map.request.author) notes.push(word('print.author', { author: map.request.author }));
  return notes;
}

/** The properties of the frame by code, in the words of their legend. */
async function tableOf(read: Read, { assets }: OpenSheet, here: FrameHere, language: PrintRequest['language']): Promise<{ rows: (TableRow & { id: string })[]; total: number }> {
  const { rows, total } = await read((tx) => rowsInFrame(tx, assets, here, `f.id, f.code, f.name as label_fr, f.name_ar as label_ar, f.land_area_m2 as area, ${assets.style.fields.map((field) => `f.${field}`).join(', ')}`, 'f.code', ROWS));
  return {
    total,
    rows: rows.map((row) => ({
      id: String(row['id']), code: isolate(String(row['code'])), name: String((language === 'ar' ? row['label_ar'] : null) ?? row['label_fr']),
      legal: ruleFor(assets.style, row)?.text[language] ?? '', area: row['area'] === null ? '' : withUnit(language, grouped(Number(row['area'])), 'm2'),
    })),
  };
}

/** The first photograph of each of these properties that has one the reader may see. */
async function photosOf(deps: Deps, read: Read, commune: number, role: Role, rows: readonly { id: string; code: string }[]): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const { id, code } of rows) {
    if (photos.length >= PHOTOS) break;
    const { rows: [first] } = await read((tx) => readDocuments(tx, { subjectKind: 'asset', subjectId: id, kind: 'photo', bin: 'no', page: 1, size: 1 }, role));
    const small = first?.thumbnail ? await openThumbnail(deps, commune, first.sha256) : undefined;
    const bytes = small && await sharp(small).jpeg({ quality: 85 }).toBuffer().catch(() => undefined);
    if (bytes && first) photos.push({ bytes, caption: `${code} · ${isolate((first.takenAt ?? first.createdAt).slice(0, 10))}` });
  }
  return photos;
}

/** Reads one sheet: its ground, its layers (as slices still to be read), what stands round the map. `features` is how many will be drawn. */
export async function composeSheet(deps: Deps, read: Read, commune: number, role: Role, open: OpenSheet, request: PrintRequest, one: OnePage, signal?: AbortSignal): Promise<{ map: MapDocument; features: number }> {
  const { facts, sources } = open;
  const page = pageLayout(request.paper, request.orientation, request.language === 'ar', hasStrip(request));
  const frame = await read((tx) => groundFrame(tx, facts.srid, request, page.map));
  const here = { frame, box: inPoints(page.map), scale: request.scale };
  const word = wordsOf({ request });
  const layers: MapDocument['layers'][number][] = [];
  let features = 0;
  for (const source of sources) {
    if ('picture' in source) {
      const { style, picture, group } = source;
      layers.push({ style, title: style.title[request.language], group: group ?? word('print.group.own'), picture: { pieces: await groundPieces(read, picture, here, request.dpi, signal), pixelM: picture.raster?.pixelM ?? null } });
      continue;
    }
    const { layer, features: n } = await printLayer(read, source, source.style.title[request.language], here, signal, { attributes: request.attributes, group: source.group ?? word(`print.group.${GROUPS[source.layer] ?? 'own'}`) });
    layers.push(layer);
    features += layer.cells ? layer.cells.length : n;
  }
  const name = request.language === 'ar' ? facts.name_ar ?? facts.name : facts.name;
  const listed = request.table || request.photos ? await tableOf(read, open, here, request.language) : undefined;
  const subject = one.subject;
  const pictured = subject?.asset !== undefined ? [{ id: subject.asset, code: one.title ?? '' }] : listed?.rows ?? [];
  const photos = request.photos ? await photosOf(deps, read, commune, role, pictured) : undefined;
  const inset = request.inset ? await insetOf(read, facts.srid, here, page, signal) : undefined;
  const title = one.title ?? request.title ?? word('print.defaultTitle', { commune: name });
  const bare: MapDocument = {
    page, request, frame, layers, commune: name, date: request.date ?? facts.today, notes: [], sheet: one.sheet ?? { n: 1, of: 1 },
    title, subtitle: request.subtitle ?? (one.title ? [request.title, name].filter(Boolean).join(' · ') : request.title ? name : ''),
    ...(open.logo ? { logo: open.logo } : {}), ...(request.table && listed ? { table: listed } : {}), ...(photos ? { photos } : {}),
    ...(subject ? { subject: await read((tx) => onSheet(tx, subject.geometry, here)) } : {}),
    ...(inset ? { inset } : {}),
  };
  return { map: { ...bare, notes: await read((tx) => notesOf(tx, bare)) }, features };
}
