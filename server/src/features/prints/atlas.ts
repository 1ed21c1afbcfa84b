import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hasStrip, pageLayout, type PrintRequest } from '@sommier/domain/exports';
import { type AtlasRequest, fittingScale, MOST_PAGES, turnedSize } from '@sommier/domain/prints';
import { AppError, type Role } from '@sommier/domain/shared';
import type { Read, Scope, Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { composeSheet, type MapDocument, openSheet, type PrintSteps, renderSheets } from '../exports/index.ts';
import { readOutline, readSubjects, type Subject } from './atlas.queries.ts';

/** The subjects of an atlas. Throws `rule_refused` when there is none or too many. */
export async function subjectsOf(tx: Tx, request: Pick<AtlasRequest, 'pages' | 'language'>): Promise<Subject[]> {
  const subjects = await readSubjects(tx, request.pages, request.language === 'ar', MOST_PAGES + 1);
  if (subjects.length === 0) throw new AppError('rule_refused', 'no page', { reason: 'prints.no_pages' });
  if (subjects.length > MOST_PAGES) throw new AppError('rule_refused', 'too many pages', { reason: 'prints.too_many_pages', n: subjects.length, most: MOST_PAGES });
  return subjects;
}

/**
 * Writes an atlas to `path`: a sheet for each subject, with its outline, in one PDF whose layers are switched together. All pages are of one moment
 * where the engine can hold one; memory holds one page. Throws `rule_refused` when nothing or too much is selected; rejects when the signal aborts.
 */
export function makeAtlas(deps: Deps, scope: Scope, role: Role, request: AtlasRequest, path: string, steps: PrintSteps): Promise<{ pages: number; bytes: number }> {
  return deps.db.inSnapshot(scope, async (read) => {
    const subjects = await read((tx) => subjectsOf(tx, request));
    const { pages } = await renderSheets(sheets(deps, read, scope.commune, role, request, subjects, steps), createWriteStream(path, { mode: 0o600 }), { done: () => undefined, ...(steps.signal ? { signal: steps.signal } : {}) });
    return { pages, bytes: (await stat(path)).size };
  });
}

async function* sheets(deps: Deps, read: Read, commune: number, role: Role, { pages, fit, ...sheet }: AtlasRequest, subjects: readonly Subject[], steps: PrintSteps): AsyncGenerator<MapDocument> {
  const open = await openSheet(read, { ...sheet, role });
  const frame = pageLayout(sheet.paper, sheet.orientation, sheet.language === 'ar', hasStrip(sheet)).map;
  for (const [i, subject] of subjects.entries()) {
    const geometry = await read((tx) => readOutline(tx, pages.kind, subject.id));
    const request: PrintRequest = { ...sheet, format: 'pdf', dpi: 150, center: [subject.lon, subject.lat], scale: fit ? fittingScale(turnedSize(subject, sheet.rotation), frame) : sheet.scale };
    const { map } = await composeSheet(deps, read, commune, role, open, request, {
      title: subject.title, sheet: { n: i + 1, of: subjects.length },
      ...(geometry ? { subject: { geometry, ...(pages.kind === 'assets' ? { asset: subject.id } : {}) } } : {}),
    }, steps.signal);
    yield map;
    steps.progress(i + 1, subjects.length, 'pages');
  }
}
