import { type Response, Router } from 'express';
import * as contract from '@sommier/domain/revisions';
import { AppError, can } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { SHEET_MEDIA, writeSheet } from '../../platform/sheets/index.ts';
import { today } from '../ledger/index.ts';
import { heldRules, indexValues } from './leases.queries.ts';
import { writeLetter } from './letter.ts';
import { readRevision, readRevisions } from './revisions.queries.ts';
import { apply, confirmRule, decide, lockRevision, propose, setIndex } from './revisions.store.ts';
import { simulate } from './simulate.ts';

const one = async (ctx: CommuneContext, id: string): Promise<contract.RevisionRow> => {
  const row = await readRevision(ctx.tx, id, can(ctx.role, 'personal.read'));
  if (row === undefined) throw new AppError('not_found', `No revision ${id}`);
  return row;
};

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, contract.listRevisionRules, async (_input, { tx }) => {
    const values = await indexValues(tx);
    return { ...await heldRules(tx), indexes: [...values].flatMap(([index, list]) => list.map((v) => ({ index, from: v.from, value: String(v.value) }))) };
  });
  mount(r, deps, contract.confirmRevisionRule, async ({ body }, { tx, person, record }) => {
    const held = (await heldRules(tx)).rules.find((x) => x.rule.code === body.code);
    if (held === undefined) throw new AppError('not_found', `No rule ${body.code}`);
    await confirmRule(tx, held.rule, body.note, person.id);
    record(`revision_rule:${body.code}`, { note: body.note });
    const after = (await heldRules(tx)).rules.find((x) => x.rule.code === body.code);
    if (after === undefined) throw new Error('a rule went');
    return after;
  });
  mount(r, deps, contract.setIndexValue, async ({ body }, { tx, record }) => {
    await setIndex(tx, body.index, body.from, body.value);
    record(`revision_index:${body.index}`, { ...body });
    return body;
  });
  mount(r, deps, contract.simulateRevisions, async ({ query }, { tx }) => {
    const { rows, ...all } = await simulate(tx, query.day ?? await today(tx));
    const shown = query.state === undefined ? rows : rows.filter((x) => x.state === query.state);
    // What brings most comes first.
    shown.sort((a, b) => (BigInt(b.yearly) > BigInt(a.yearly) ? 1 : BigInt(b.yearly) < BigInt(a.yearly) ? -1 : a.occupation < b.occupation ? -1 : 1));
    return { ...all, total: shown.length, rows: shown.slice((query.page - 1) * query.size, query.page * query.size) };
  });
  mount(r, deps, contract.exportSimulation, async ({ query }, { tx, language, commune }) => {
    const day = query.day ?? await today(tx);
    const { rows } = await simulate(tx, day);
    const t = contract.texts[language];
    const bytes = await writeSheet({
      name: t['revisions.sheet'], currency: commune.currency, rightToLeft: language === 'ar',
      columns: (['occupation', 'asset', 'district', 'use', 'state', 'rule', 'last', 'earliest', 'amount', 'ceiling', 'yearly', 'missed'] as const).map((c) => ({ head: t[`revisions.col.${c}`], ...(['amount', 'ceiling', 'yearly', 'missed'].includes(c) ? { kind: 'money' as const } : ['last', 'earliest'].includes(c) ? { kind: 'day' as const } : {}) })),
      rows: rows.map((x) => [x.occupation, x.asset, x.district, t[`revisions.use.${x.use}`], t[`revisions.state.${x.state}`], x.rule, x.lastSetOn ?? x.contractOn, x.earliest, x.amount, x.ceiling, x.yearly, x.missed]),
    }, query.format);
    return (res: Response) => {
      res.setHeader('Content-Type', SHEET_MEDIA[query.format]);
      res.setHeader('Content-Disposition', `attachment; filename="revisions-${day}.${query.format}"`);
      res.end(bytes);
    };
  });
  mount(r, deps, contract.proposeRevisions, async ({ body }, { tx, person, record }) => {
    const done = await propose(tx, body, person.id);
    for (const id of done.proposed.slice(0, 200)) record(`revision:${id}`, { effect_on: body.effectOn });
    if (done.proposed.length !== 0 && done.proposed.length <= 200) return { proposed: done.proposed.length, refused: done.refused };
    record('revisions:batch', { proposed: done.proposed.length, refused: done.refused.length, effect_on: body.effectOn });
    return { proposed: done.proposed.length, refused: done.refused };
  });
  mount(r, deps, contract.listRevisions, async ({ query }, ctx) => readRevisions(ctx.tx, query, can(ctx.role, 'personal.read')));
  mount(r, deps, contract.decideRevision, async ({ params, body }, ctx) => {
    await decide(ctx.tx, params.id, body.to, body.note, ctx.person.id);
    ctx.record(`revision:${params.id}`, { to: body.to });
    return one(ctx, params.id);
  });
  mount(r, deps, contract.applyRevision, async ({ params }, ctx) => {
    const done = await apply(ctx.tx, params.id, ctx.person.id);
    ctx.record(`revision:${params.id}`, { occupation: done.occupation, from: done.old, to: done.amount, effect_on: done.effect });
    return one(ctx, params.id);
  });
  mount(r, deps, contract.revisionLetter, async ({ params, body }, ctx) => {
    const row = await one(ctx, params.id);
    const { rule } = await lockRevision(ctx.tx, params.id);
    const made = await writeLetter(ctx.tx, row, rule, body.language, ctx.person.id);
    ctx.record(`paper:${made.id}`, { kind: 'revision', number: made.number, revision: params.id, sha256: made.sha256 });
    return (res: Response) => {
      res.setHeader('Content-Type', 'application/pdf');
      res.setHeader('Content-Disposition', `attachment; filename="${made.number}.pdf"`);
      res.setHeader('Cache-Control', 'private, no-store');
      res.end(made.file);
    };
  });
  return r;
}
