import type { WriteStream } from 'node:fs';
import { showCode } from '@sommier/domain/papers';
import type { DifferenceRow } from '@sommier/domain/reconciliation';
import { isolate, openPaper, type GridLine, type Paper } from '../../platform/pdf/index.ts';
import { proof } from './proof.ts';
import type { ReconciliationPaper } from './reconciliation-paper.ts';
import { asIs } from './statement-voice.ts';
import type { StatementSteps } from './statements.ts';

/** Rows laid out before others have their turn. */
const AT_ONCE = 8;

/** First page: the file it rests on, both sides in sum, the differences by kind, and how to check the paper. */
function opening(paper: Paper, p: ReconciliationPaper): void {
  const { v, say, totals: t } = p;
  paper.head({ issuer: p.commune, service: v.say('st.service'), title: v.say('st.reconciliation'), number: p.number, date: v.say('st.asof', { date: v.sheet.day(p.day) }) });
  paper.paragraph(t.file === null ? say('reconciliation.paper.nofile') : say('reconciliation.paper.intro', { file: asIs(t.file.name), on: v.sheet.day(t.file.on.slice(0, 10)), lines: v.count(t.file.lines), net: v.money(t.there.net), currency: isolate(v.currency) }), { size: 9.5 });
  paper.section(say('reconciliation.paper.sums'));
  const cells = (n: number, here: bigint, there: bigint): string[] => [v.count(n), v.money(here), v.money(there), v.money(there - here)];
  const sum = (of: 'here' | 'there'): bigint => p.sums.reduce((all, s) => all + s[of], 0n);
  paper.table([{ head: say('reconciliation.paper.part'), width: 0.34 }, ...['n', 'here', 'there', 'gap'].map((key, i) => ({ head: say(`reconciliation.paper.${key as 'n'}`, { currency: v.currency }), width: i === 0 ? 0.12 : 0.18, end: true }))],
    p.sums.map((s) => [s.key === 'matched' ? say('reconciliation.paper.matched', { equal: v.count(t.equal) }) : p.kind(s.key), ...cells(s.n, s.here, s.there)]), [v.say('st.total'), ...cells(p.sums.reduce((n, s) => n + s.n, 0), sum('here'), sum('there'))]);
  proof(paper, p, say('reconciliation.paper.qr', { title: v.say('st.reconciliation'), number: p.number, commune: p.commune, date: p.day, n: p.rows.length, code: showCode(p.code) }));
  if (t.counts.length > 0) {
    paper.turn();
    paper.section(say('reconciliation.paper.kinds'));
    paper.table([{ head: say('reconciliation.paper.kind'), width: 0.4 }, ...['n', 'settled', 'open'].map((key) => ({ head: say(`reconciliation.paper.${key as 'n'}`), width: 0.2, end: true }))],
      t.counts.map((c) => [p.kind(c.kind), v.count(c.count), v.count(c.count - c.open), v.count(c.open)]),
      [v.say('st.total'), v.count(p.rows.length), v.count(p.rows.filter((d) => !p.open(d)).length), v.count(p.rows.filter(p.open).length)]);
  }
}

/** The differences still to settle, or those settled, each in its own list. */
async function list(paper: Paper, p: ReconciliationPaper, title: string, rows: readonly DifferenceRow[], { progress, signal }: StatementSteps, before: number): Promise<void> {
  if (rows.length === 0) return;
  const { v, say } = p;
  paper.section(`${title} (${v.count(rows.length)})`);
  const none: GridLine[] = [{ text: v.say('st.none'), soft: true }];
  const text = (t: string | null, more: Partial<GridLine> = {}): GridLine[] => (t === null || t === '' ? none : [{ text: asIs(t), ...more }]);
  const side = (d: DifferenceRow, minor: string | null, day: string | null): GridLine[] => (d.kind === 'date' ? (day === null ? none : [{ text: v.sheet.day(day) }]) : minor === null ? none : [{ text: v.money(minor) }]);
  const grid = paper.grid([{ head: say('reconciliation.paper.kind'), width: 0.13 }, { head: v.say('st.col.inventory'), width: 0.12 }, { head: v.say('st.col.name'), width: 0.24 }, { head: say('reconciliation.paper.here', { currency: v.currency }), width: 0.11, end: true },
    { head: say('reconciliation.paper.there', { currency: v.currency }), width: 0.11, end: true }, { head: say('reconciliation.paper.gap', { currency: v.currency }), width: 0.1, end: true }, { head: say('reconciliation.paper.settlement'), width: 0.19 }]);
  for (const [i, d] of rows.entries()) {
    const name = d.name === null ? null : v.sheet.name({ name: d.name, nameAr: d.nameAr });
    grid.row([[{ text: p.kind(d.kind) }], [...text(d.inventoryNumber, { bold: true }), ...(d.code === null ? [] : text(d.code, { soft: true }))], [...(name === null ? [] : text(name, { bold: true })), ...(d.designation === null ? [] : text([d.account, d.designation].filter(Boolean).join(' '), { soft: name !== null }))],
      side(d, d.hereValue, d.hereDate), side(d, d.thereValue, d.thereDate), d.kind === 'date' || d.gap === null ? none : [{ text: v.money(d.gap) }],
      d.settlement === null ? [{ text: say('reconciliation.paper.tosettle'), mark: true }] : [{ text: p.settlement(d), bold: true, ...(d.lapsed ? { mark: true } : {}) }, ...text(d.reason), { text: [d.settledBy, d.settledAt === null ? null : v.sheet.day(d.settledAt.slice(0, 10))].filter(Boolean).join(', '), soft: true }]]);
    if ((i + 1) % AT_ONCE === 0) { signal?.throwIfAborted(); progress(before + i + 1, p.rows.length, 'lines'); await paper.settled(); }
  }
}

/** Writes the reconciliation as PDF: its opening, what is to settle, what was settled and why, and the place for both signatures. */
export async function writeReconciliationPdf(p: ReconciliationPaper, out: WriteStream, steps: StatementSteps): Promise<{ sha256: string; bytes: number; pages: number }> {
  const { v, say } = p;
  const foot = v.say('st.foot', { commune: p.commune, title: say('reconciliation.sheet'), number: isolate(p.number), date: v.sheet.day(p.day), code: isolate(showCode(p.code)) });
  const paper = openPaper(out, v.language, foot, (n, of) => v.say('st.page', { n, of }), `${v.say('st.reconciliation')} ${p.number}`, { lying: true });
  const [left, settled] = [p.rows.filter(p.open), p.rows.filter((d) => !p.open(d))];
  opening(paper, p);
  await list(paper, p, say('reconciliation.paper.left'), left, steps, 0);
  await list(paper, p, say('reconciliation.paper.done'), settled, steps, left.length);
  paper.space(10);
  paper.paragraph(say('reconciliation.paper.closed', { n: v.count(p.rows.length), settled: v.count(settled.length), open: v.count(left.length) }), { size: 10, weight: 'bold' });
  // Both sign side by side, on one page.
  paper.box(84, (_doc, pen, x, y, width) => {
    (['commune', 'accountant'] as const).forEach((who, i) => {
      const from = i * width * 0.5;
      pen.line(say(`reconciliation.paper.sign.${who}`), paper.rtl ? x + width - from : x + from, y + 18, { size: 10, align: paper.rtl ? 'right' : 'left' });
    });
  });
  return paper.end();
}
