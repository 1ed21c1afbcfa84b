import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import sharp from 'sharp';
import { MOST_SHEETS, type SheetsRequest } from '@sommier/domain/papers';
import { AppError, can, type Role } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import type { Scope } from '../../platform/db/index.ts';
import { openPaper } from '../../platform/pdf/index.ts';
import { openThumbnail } from '../documents/index.ts';
import { communeFacts } from '../exports/index.ts';
import { drawSheet } from './draw.ts';
import { readSheet, readWords, selectedAssets, type SheetFacts } from './facts.queries.ts';
import { openLayers, readMap } from './map-box.ts';
import { sheetVoice } from './voice.ts';

export interface SheetSteps { progress: (done: number, total: number, stage: string) => void; signal?: AbortSignal }
export interface MadeSheets { sheets: number; pages: number; bytes: number; sha256: string; today: string }

/** The small pictures kept with photos, as JPEG: what paper can hold. One that cannot be read is left out. */
async function picturesOf(deps: Deps, commune: number, photos: SheetFacts['photos']): Promise<{ bytes: Buffer; on: string }[]> {
  const read: { bytes: Buffer; on: string }[] = [];
  for (const { sha256, on } of photos) {
    const small = await openThumbnail(deps, commune, sha256);
    const bytes = small && await sharp(small).jpeg({ quality: 82 }).toBuffer().catch(() => undefined);
    if (bytes) read.push({ bytes, on });
  }
  return read;
}

/**
 * Writes the sheets of a selection to `path`, by code, each beginning a page with its own page numbers. All are of one moment where the engine can hold
 * one; memory holds one sheet. Throws `rule_refused` when nothing or too much is selected; rejects when the signal aborts.
 */
export function makeSheets(deps: Deps, scope: Scope, role: Role, request: SheetsRequest, path: string, steps: SheetSteps): Promise<MadeSheets> {
  return deps.db.inSnapshot(scope, async (read) => {
    const { commune, words, ids, layers, currency } = await read(async (tx) => ({
      commune: await communeFacts(tx), words: await readWords(tx), ids: await selectedAssets(tx, request.selection, MOST_SHEETS + 1), layers: await openLayers(tx),
      currency: (await tx.raw('select c.currency from commune c where c.id = current_commune()') as { rows: { currency: string }[] }).rows[0]?.currency ?? 'EUR',
    }));
    if (ids.length === 0) throw new AppError('rule_refused', 'no property', { reason: 'papers.sheet.nothing' });
    if (ids.length > MOST_SHEETS) throw new AppError('rule_refused', 'too many properties', { reason: 'papers.sheet.too_many', n: ids.length, most: MOST_SHEETS });
    const v = sheetVoice(request.language, currency, words);
    const out = createWriteStream(path, { mode: 0o600 });
    const name = request.language === 'ar' ? commune.name_ar ?? commune.name : commune.name;
    const paper = openPaper(out, request.language, v.say('papers.sheet.foot', { commune: name, version: words.version }), (n, of) => v.say('papers.sheet.page', { n, of }), v.say('papers.sheet.title'));
    let sheets = 0;
    for (const [i, id] of ids.entries()) {
      steps.signal?.throwIfAborted();
      const facts = await read((tx) => readSheet(tx, id, words, role, can(role, 'personal.read')));
      if (facts === undefined) continue;
      const map = await readMap(read, facts.ground, commune.srid, layers, steps.signal);
      const photos = await picturesOf(deps, scope.commune, facts.photos);
      if (sheets > 0) paper.next();
      drawSheet(paper, v, { commune, words, facts, map, photos });
      sheets += 1;
      steps.progress(i + 1, ids.length, 'sheets');
      await paper.settled();
    }
    const { sha256, bytes, pages } = await paper.end();
    if (!out.writableFinished) await once(out, 'finish');
    return { sheets, pages, bytes, sha256, today: commune.today };
  });
}
