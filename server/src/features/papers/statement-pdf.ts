import type { WriteStream } from 'node:fs';
import { showCode, type StatementSummary } from '@sommier/domain/papers';
import { isolate, openPaper, type Paper } from '../../platform/pdf/index.ts';
import { proof } from './proof.ts';
import { columnsOf, sumsOf } from './statement-columns.ts';
import type { Statement } from './statements.ts';
import type { StatementVoice } from './statement-voice.ts';

/** Rows laid out before others have their turn. */
const AT_ONCE = 8;
const account = (v: StatementVoice, s: StatementSummary): string => v.say('st.account', { register: v.count(s.register), listed: v.count(s.listed), left: s.left.map((l) => v.say(`st.left.${l.reason}`, { n: v.count(l.n) })).join('') });

/** First page: what this is, what it comes to, and how to check it. */
function opening(paper: Paper, st: Statement): void {
  const { v, summary: s, commune } = st;
  paper.head({ issuer: commune, service: v.say('st.service'), title: v.say(`st.${s.kind}`), number: st.number, date: v.say('st.asof', { date: v.sheet.day(s.day) }) });
  paper.paragraph(v.say(`st.intro.${s.kind}`, { date: v.sheet.day(s.day), year: isolate(s.day.slice(0, 4)) }), { size: 9.5 });
  paper.section(v.say('st.recap'));
  const actif = s.kind === 'etat_actif';
  const heads = actif ? [v.say('st.col.gross', { currency: v.currency }), v.say('st.col.valued'), v.say('st.col.previous'), v.say('st.col.year'), v.say('st.col.net')] : [v.say('st.col.area'), v.say('st.col.built'), v.say('st.col.footprint'), v.say('st.col.gross', { currency: v.currency }), v.say('st.col.valued')];
  const cells = (t: StatementSummary['total']): string[] => (actif ? [v.money(t.grossMinor), v.count(t.valued), v.money(t.previousMinor), v.money(t.yearMinor), v.money(t.netMinor)]
    : [v.area(t.registerAreaM2), v.area(t.builtAreaM2), v.area(t.footprintM2), v.money(t.grossMinor), v.count(t.valued)]);
  paper.table([{ head: v.say('st.col.part'), width: 0.31 }, { head: v.say('st.col.n'), width: 0.09, end: true }, ...heads.map((head) => ({ head, width: 0.12, end: true }))],
    s.parts.map((p) => [v.part(s.kind, p.key), v.count(p.n), ...cells(p)]), [v.say('st.total'), v.count(s.total.n), ...cells(s.total)]);
  paper.paragraph(account(v, s), { size: 9, weight: 'bold' });
  const within = s.checks.find((c) => c.key === 'part_of_another')?.n ?? 0;
  if (within > 0 && !actif) paper.paragraph(v.say('st.counted', { n: v.count(within) }), { size: 8.5 });
  proof(paper, st, v.say('st.qr', { title: v.say(`st.${s.kind}`), number: st.number, commune, date: s.day, n: s.listed, code: showCode(st.code) }));
}

/** Last page: which fields are stated, of how many properties, and the values a person should look at. */
function completeness(paper: Paper, { v, summary: s }: Statement): void {
  paper.turn();
  paper.section(v.say('st.complete'));
  const rate = (filled: number, of: number): string => (of === 0 ? v.say('st.none') : isolate(`${v.sheet.number((filled / of) * 100, 1)} %`));
  paper.paragraph(v.say('st.complete.rate', { filled: v.count(s.filled), required: v.count(s.required), rate: s.required === 0 ? v.say('st.none') : v.sheet.number((s.filled / s.required) * 100, 1) }), { size: 9.5, weight: 'bold' });
  for (const mandatory of [true, false]) {
    const rows = s.missing.filter((m) => m.mandatory === mandatory);
    if (rows.length === 0) continue;
    const grid = paper.grid([{ head: v.say(mandatory ? 'st.mandatory' : 'st.further'), width: 0.46 }, { head: v.say('st.col.of'), width: 0.18, end: true }, { head: v.say('st.col.missing'), width: 0.18, end: true }, { head: v.say('st.col.rate'), width: 0.18, end: true }]);
    for (const m of rows) grid.row([[{ text: v.field(m.field) }], [{ text: v.count(m.of) }], [{ text: v.count(m.n), bold: m.n > 0 }], [{ text: rate(m.of - m.n, m.of) }]]);
  }
  if (s.checks.length > 0) {
    const grid = paper.grid([{ head: v.say('st.checks'), width: 0.82 }, { head: v.say('st.col.n'), width: 0.18, end: true }]);
    for (const c of s.checks) grid.row([[{ text: v.say(`st.check.${c.key}`) }], [{ text: v.count(c.n), bold: true }]]);
  }
  paper.space(10);
  paper.paragraph(v.say('st.closed', { n: v.count(s.listed) }), { size: 10, weight: 'bold' });
  paper.signature(v.say('st.sign'));
  paper.signature(v.say('st.stamp'));
}

/** Writes a statement as PDF: its opening, each part from a page of its own with its sums, then how complete the register is. */
export async function writePdf(st: Statement, out: WriteStream): Promise<{ sha256: string; bytes: number; pages: number; rows: number }> {
  const { v, summary: s } = st;
  const foot = v.say('st.foot', { commune: st.commune, title: v.say(`st.${s.kind}`), number: isolate(st.number), date: v.sheet.day(s.day), code: isolate(showCode(st.code)) });
  const paper = openPaper(out, v.language, foot, (n, of) => v.say('st.page', { n, of }), `${v.say(`st.${s.kind}`)} ${st.number}`, { lying: true });
  opening(paper, st);
  const columns = columnsOf(s.kind, v, st.durations);
  let part: string | undefined, grid: ReturnType<Paper['grid']> | undefined, rows = 0;
  const close = (): void => {
    const sums = s.parts.find((p) => p.key === part);
    if (sums !== undefined) grid?.total(sumsOf(s.kind, v, v.say('st.subtotal'), sums));
  };
  for await (const lines of st.lines()) {
    for (const { line, entry } of lines) {
      if (entry.part !== part) {
        close();
        // Few accounts or districts follow on one page; the registers each begin one.
        if (part === undefined || s.kind === 'sommier') paper.turn();
        part = entry.part;
        paper.section(v.part(s.kind, part));
        grid = paper.grid(columns);
      }
      grid?.row(columns.map((c) => c.cell(line, entry)));
      rows += 1;
      // Laying out Arabic takes milliseconds a row: others are answered in between, and what is no longer needed is swept.
      if (rows % AT_ONCE === 0) await paper.settled();
    }
  }
  close();
  if (s.parts.length > 1) grid?.total(sumsOf(s.kind, v, v.say('st.total'), s.total));
  completeness(paper, st);
  return { ...await paper.end(), rows };
}
