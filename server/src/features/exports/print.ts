import { createWriteStream } from 'node:fs';
import { type PrintRequest, pageLayout } from '@sommier/domain/exports';
import { styleOf } from '@sommier/domain/style';
import type { Database, Read, Scope, Tx } from '../../platform/db/index.ts';
import { isolate } from '../../platform/pdf/index.ts';
import type { MapDocument } from './pdf/map-document.ts';
import { renderMap } from './pdf/render.ts';
import { inPoints, wordsOf } from './pdf/sheet.ts';
import { printLayer } from './print-layer.ts';
import { communeFacts, groundFrame, originOf } from './print.queries.ts';
import { openSource } from './source.ts';

interface Steps { progress: (done: number, total: number | null, stage: string) => void; signal?: AbortSignal }

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
  if (map.request.author) notes.push(word('print.author', { author: map.request.author }));
  return notes;
}

/**
 * Writes the PDF of a map to `path`. Throws `not_found` for a layer the commune has not. `counts` is the number of features drawn by layer.
 * All its layers are of one moment where the engine can hold one (`Database.inSnapshot`).
 */
export const printMap = (db: Database, scope: Scope, request: PrintRequest, path: string, steps: Steps): Promise<{ counts: Record<string, number>; crs: number }> =>
  db.inSnapshot(scope, (read) => draw(read, request, path, steps));

async function draw(read: Read, request: PrintRequest, path: string, steps: Steps): Promise<{ counts: Record<string, number>; crs: number }> {
  const page = pageLayout(request.paper, request.orientation, request.language === 'ar');
  const { facts, frame, sources } = await read(async (tx) => {
    const facts = await communeFacts(tx);
    const sources = [];
    for (const layer of request.layers) sources.push(await openSource(tx, layer, request.filters?.[layer]));
    return { facts, sources, frame: await groundFrame(tx, facts.srid, request, page.map) };
  });
  const here = { frame, box: inPoints(page.map), scale: request.scale };
  const layers = [];
  let total = 0;
  for (const source of sources) {
    const { layer, features } = await printLayer(read, source, styleOf(source.layer, source.style.title.fr).title[request.language], here, steps.signal);
    layers.push(layer);
    total += layer.cells ? layer.cells.length : features;
  }
  const commune = request.language === 'ar' ? facts.name_ar ?? facts.name : facts.name;
  const bare: MapDocument = { page, request, frame, layers, commune, title: '', subtitle: '', date: facts.today, notes: [] };
  const map: MapDocument = {
    ...bare, title: request.title ?? wordsOf(bare)('print.defaultTitle', { commune }), subtitle: request.subtitle ?? (request.title ? commune : ''),
    notes: await read((tx) => notesOf(tx, bare)),
  };
  let done = 0;
  const { counts } = await renderMap(map, createWriteStream(path), {
    done: (features) => { done += features; steps.progress(done, Math.max(total, done), 'drawing'); },
    ...(steps.signal ? { signal: steps.signal } : {}),
  });
  return { counts, crs: frame.epsg };
}
