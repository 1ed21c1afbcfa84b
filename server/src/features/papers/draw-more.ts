import { sheetTexts, type SheetMore } from '@sommier/domain/papers';
import { currencyExponent, fill, fromMinor } from '@sommier/domain/shared';
import { isolate, type Paper } from '../../platform/pdf/index.ts';
import type { Drawn } from './draw.ts';
import type { SheetVoice } from './voice.ts';

const MOST_STEPS = 30, MOST_VALUATIONS = 10;
const teller = (v: SheetVoice) => (key: SheetMore, params: Record<string, unknown> = {}): string => fill(sheetTexts[v.language][key], params);

/** The title files of a property: where each stands, its dated steps, what is due, how many oppose. The names of those who oppose stay out of paper. */
export function titleFiles(paper: Paper, v: SheetVoice, d: Drawn): void {
  const say = teller(v);
  for (const f of d.facts.titles) {
    paper.section(say('title'));
    paper.facts([
      [say('stage'), say(`stage.${f.stage}`)], ...(f.number === null ? [] : [[say('number'), isolate(f.number)] as [string, string]]), ...(f.requisitionNumber === null ? [] : [[say('requisition'), isolate(f.requisitionNumber)] as [string, string]]),
      ...(f.since === null ? [] : [[say('since'), v.day(f.since)] as [string, string]]), [say('pending'), isolate(String(f.pending))], [say('overdue'), isolate(String(f.overdue))], ...(f.nextDue === null || f.closed ? [] : [[say('next'), v.day(f.nextDue)] as [string, string]]),
    ]);
    if (f.copyLost) paper.paragraph(say('lost'), { size: 9, weight: 'bold' });
    const steps = f.steps.map((s) => ({ on: s.on, cells: [`${say(`step.${s.kind}`)}${s.planned ? ` (${say('planned')})` : ''}`, isolate([s.number, s.reference].filter(Boolean).join(' · ')), s.note ?? ''] }));
    const opposed = f.oppositions.map((o) => ({ on: o.filedOn, cells: [`${say('opposition')}${o.late ? ` (${say('late')})` : ''}`, isolate(o.reference ?? ''), `${say(`outcome.${o.outcome}`)}${o.areaM2 === null ? '' : `, ${v.area(o.areaM2)}`}`] }));
    const rows = [...steps, ...opposed].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    if (rows.length > 0) paper.table([{ head: v.say('papers.sheet.col.date'), width: 0.14 }, { head: say('col.step'), width: 0.3 }, { head: say('col.reference'), width: 0.22 }, { head: say('col.note'), width: 0.34 }], rows.slice(-MOST_STEPS).map((r) => [v.day(r.on), ...r.cells]));
  }
}

/** The valuations kept of a property, the latest first, each with what it measures, how, and whether it was signed. */
export function valuations(paper: Paper, v: SheetVoice, d: Drawn): void {
  const say = teller(v), rows = d.facts.valuations.filter((x) => x.state !== 'withdrawn').slice(0, MOST_VALUATIONS);
  if (rows.length === 0) return;
  paper.section(say('valuations'));
  paper.table([{ head: v.say('papers.sheet.col.date'), width: 0.14 }, { head: say('col.basis'), width: 0.22 }, { head: say('col.method'), width: 0.24 }, { head: say('col.amount'), width: 0.2, end: true }, { head: say('col.state'), width: 0.2 }],
    rows.map((x) => [v.day(x.valuedOn), say(`basis.${x.basis}`), say(`method.${x.method}`), `${v.amount(fromMinor(BigInt(x.value), currencyExponent(x.currency)))} ${isolate(x.currency)}`,
      x.state === 'signed' ? say('state.signed', { day: v.day((x.signedAt ?? x.createdAt).slice(0, 10)) }) : say('state.draft')]));
}
