import { stringify } from 'csv-stringify';
import { Router } from 'express';
import { message } from '@sommier/domain/messages';
import { AppError } from '@sommier/domain/shared';
import { computeConflicts, decideConflict, exportConflicts, getConflict, listConflicts, mapConflicts, type ConflictRow } from '@sommier/domain/titles';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { mount, notModified, requireVersion, versionTag } from '../../platform/http/index.ts';
import { CONFLICTS_KIND } from './conflicts.jobs.ts';
import { lockConflict, readConflict, readConflictMap, readConflicts, readRun, type ConflictShapes } from './conflicts.queries.ts';
import { decide } from './conflicts.store.ts';

const found = async (tx: Tx, id: string): Promise<ConflictShapes> => {
  const conflict = await readConflict(tx, id);
  if (conflict === undefined) throw new AppError('not_found', `No conflict ${id}`);
  return conflict;
};
const COLUMNS = ['kind', 'area', 'share', 'a', 'areaA', 'b', 'areaB', 'state', 'note', 'by', 'at', 'lon', 'lat'];
const digits = (n: number | null | undefined, places: number): string => (n == null ? '' : n.toFixed(places));
const line = (x: ConflictRow, say: (key: string) => string): string[] => [
  x.kind, digits(x.areaM2, 2), digits(x.share, 4), x.sides[0]?.reference ?? '', digits(x.sides[0]?.areaM2, 2), x.kind === 'repeat' ? `× ${String(x.sideCount)}` : x.sides[1]?.reference ?? '', x.kind === 'repeat' ? '' : digits(x.sides[1]?.areaM2, 2),
  say(`titles.conflict.${x.state}`), x.note ?? '', x.decidedBy ?? '', x.decidedAt ?? '', digits(x.lon, 6), digits(x.lat, 6),
];

/** The list of conflicts: read, decided, computed anew, taken out. */
export function conflictRoutes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listConflicts, async ({ query }, { tx }) => ({ ...await readConflicts(tx, query), ...await readRun(tx), page: query.page, size: query.size }));
  mount(r, deps, mapConflicts, ({ query }, { tx }) => readConflictMap(tx, query));
  mount(r, deps, exportConflicts, async ({ query }, { tx, language, commune }) => {
    const { rows } = await readConflicts(tx, { ...query, page: 1, size: 1_000_000 });
    return (res) => {
      res.type('text/csv; charset=utf-8').attachment(`conflits-${commune.code}.csv`);
      const say = (key: string): string => message(language, key) ?? key;
      const csv = stringify({ bom: true, escape_formulas: true });
      csv.pipe(res);
      csv.write(COLUMNS.map((c) => say(`titles.col.${c}`)));
      for (const x of rows) csv.write(line(x, say));
      csv.end();
    };
  });
  mount(r, deps, computeConflicts, async (_input, ctx) => {
    const job = await deps.jobs.enqueue(ctx.tx, { commune: ctx.commune.id, kind: CONFLICTS_KIND, person: ctx.person.id, payload: {}, lane: 'title conflicts' });
    ctx.record(`job:${job}`, {});
    return { job };
  });
  mount(r, deps, getConflict, async ({ params }, ctx) => {
    const conflict = await found(ctx.tx, params.id);
    notModified(ctx, versionTag(conflict.version));
    return conflict;
  });
  mount(r, deps, decideConflict, async ({ params, body }, ctx) => {
    const version = await lockConflict(ctx.tx, params.id);
    if (version === undefined) throw new AppError('not_found', 'no conflict');
    requireVersion(ctx, version, await found(ctx.tx, params.id));
    await decide(ctx.tx, params.id, body.state, body.note, ctx.person.id);
    const after = await found(ctx.tx, params.id);
    ctx.record(`conflict:${params.id}`, { kind: after.kind, state: body.state, references: after.sides.map((s) => s.reference).slice(0, 12) }, body.note === null ? {} : { note: body.note });
    ctx.res.setHeader('ETag', versionTag(after.version));
    return after;
  });
  return r;
}
