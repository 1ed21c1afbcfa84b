import { amountInWords, type DueRow } from '@sommier/domain/ledger';
import { daysBetween } from '@sommier/domain/shared';
import { isolate, type Paper } from '../../platform/pdf/index.ts';
import type { AccountFacts, CommuneFacts, ReceiptFacts, StatementFacts } from './facts.queries.ts';
import type { Voice } from './voice.ts';

export interface Drawn { commune: CommuneFacts; account: AccountFacts; number: string }

const payerOf = (v: Voice, a: AccountFacts): string => (v.language === 'ar' ? a.payerAr ?? a.payer : a.payer) ?? v.say('notices.nobody');
const communeOf = (v: Voice, c: CommuneFacts): string => (v.language === 'ar' ? c.nameAr ?? c.name : c.name);

export function drawHead(paper: Paper, v: Voice, d: Drawn, title: string): void {
  paper.head({ issuer: communeOf(v, d.commune), service: v.say('notices.service'), title, number: d.number, date: v.say('notices.date', { date: v.day(d.commune.today) }) });
  paper.addressee([payerOf(v, d.account), ...(d.account.address ?? d.account.unitAddress ?? '').split('\n').filter((l) => l !== '').slice(0, 4).map((l) => (/[\u0600-\u06ff]/.test(l) ? l : isolate(l)))]);
  if (d.account.reference !== null) paper.pair(v.say('notices.occupation'), isolate(d.account.reference));
  if (d.account.unit !== null) paper.pair(v.say('notices.property'), [isolate(d.account.unit), v.language === 'ar' ? d.account.unitNameAr ?? d.account.unitName : d.account.unitName].filter(Boolean).join(' · '));
  paper.space(8);
}

const words = (v: Voice, minor: bigint, currency: string): string => v.say('notices.words', { words: amountInWords(minor, currency, v.language) });
/** Lines of a paper: the latest by name, what is older in one line with its sum. A letter of ten pages is not read. */
const LINES = 30;
function linesOf(v: Voice, dues: readonly DueRow[], line: (d: DueRow) => string[], columns: number): string[][] {
  const shown = dues.slice(-LINES), older = dues.slice(0, -LINES), first = shown[0];
  if (older.length === 0 || first === undefined) return shown.map(line);
  const sum = ['', v.say('notices.earlier', { date: v.day(first.dueOn), n: isolate(String(older.length)) })];
  return [[...sum, ...Array<string>(columns - 3).fill(''), v.amount(openSum(older))], ...shown.map(line)];
}
const openSum = (dues: readonly DueRow[]): bigint => dues.reduce((n, d) => n + BigInt(d.open), 0n);

/** Avis d'échéance: open dues with the days they fall due. */
export function drawNotice(paper: Paper, v: Voice, d: Drawn, dues: readonly DueRow[]): void {
  const reference = isolate(d.account.reference ?? d.number);
  drawHead(paper, v, d, v.say('notices.notice'));
  paper.paragraph(v.say('notices.due_intro', { reference }));
  paper.table([{ head: v.say('notices.col.object'), width: 0.22 }, { head: v.say('notices.col.period'), width: 0.36 }, { head: v.say('notices.col.due'), width: 0.2 }, { head: v.say('notices.col.open'), width: 0.22, end: true }],
    linesOf(v, dues, (x) => [v.kind(x.kind), v.period(x.from, x.to), v.day(x.dueOn), v.amount(x.open)], 4), [v.say('notices.total'), '', '', v.money(openSum(dues))]);
  paper.paragraph(words(v, openSum(dues), d.commune.currency));
  paper.paragraph(v.say('notices.pay', { reference }));
  paper.paragraph(v.say('notices.reserve'), { size: 8.5 });
  paper.signature(v.say('notices.sign'));
}

/** Relance: what is past due, with its age. */
export function drawReminder(paper: Paper, v: Voice, d: Drawn, dues: readonly DueRow[]): void {
  drawHead(paper, v, d, v.say('notices.reminder'));
  paper.paragraph(v.say('notices.late_intro', { date: v.day(d.commune.today) }));
  paper.table([{ head: v.say('notices.col.object'), width: 0.18 }, { head: v.say('notices.col.period'), width: 0.33 }, { head: v.say('notices.col.due'), width: 0.17 }, { head: v.say('notices.col.late'), width: 0.12 }, { head: v.say('notices.col.open'), width: 0.2, end: true }],
    linesOf(v, dues, (x) => [v.kind(x.kind), v.period(x.from, x.to), v.day(x.dueOn), v.say('notices.days', { n: isolate(String(daysBetween(x.dueOn, d.commune.today))) }), v.amount(x.open)], 5), [v.say('notices.total'), '', '', '', v.money(openSum(dues))]);
  paper.paragraph(words(v, openSum(dues), d.commune.currency));
  paper.paragraph(v.say('notices.pay', { reference: isolate(d.account.reference ?? d.number) }));
  paper.signature(v.say('notices.sign'));
}

/** Quittance of one payment: who, how much in figures and words, what it pays, what is left. */
export function drawReceipt(paper: Paper, v: Voice, d: Drawn, r: ReceiptFacts): void {
  const p = r.payment;
  drawHead(paper, v, d, v.say('notices.receipt'));
  if (p.reversedBy !== null) paper.paragraph(v.say('notices.reversed', { reason: p.reason ?? '' }), { weight: 'bold' });
  paper.pair(v.say('notices.received'), payerOf(v, d.account));
  paper.pair(v.say('notices.sum'), v.money(p.amount), true);
  paper.pair(v.say('notices.paid_on'), v.day(p.paidOn));
  paper.pair(v.say('notices.method'), v.say(`notices.method.${p.method}`));
  if (p.reference !== null) paper.pair(v.say('notices.reference'), isolate(p.reference));
  paper.space(6);
  paper.paragraph(words(v, BigInt(p.amount), d.commune.currency));
  const covered = r.covers.reduce((n, c) => n + BigInt(c.amount), 0n), advance = BigInt(p.free);
  paper.table([{ head: v.say('notices.for'), width: 0.3 }, { head: v.say('notices.col.period'), width: 0.45 }, { head: v.say('notices.col.amount'), width: 0.25, end: true }],
    [...r.covers.map((c) => [v.kind(c.kind), v.period(c.from, c.to), v.amount(c.amount)]), ...(advance > 0n ? [[v.say('notices.advance'), '', v.amount(advance)]] : [])], [v.say('notices.total'), '', v.money(covered + advance)]);
  paper.pair(v.say('notices.rest', { date: v.day(d.commune.today) }), v.money(r.rest));
  paper.signature(v.say('notices.sign'));
}

/** Relevé: every line of the account with the balance after it. */
export function drawStatement(paper: Paper, v: Voice, d: Drawn, s: StatementFacts, from: string | undefined): void {
  drawHead(paper, v, d, v.say('notices.statement'));
  const opening = from === undefined ? [] : [[v.day(from), '', v.say('notices.opening', { date: v.day(from) }), '', '', v.amount(s.opening)]];
  paper.table([{ head: v.say('notices.col.day'), width: 0.11 }, { head: v.say('notices.col.piece'), width: 0.14 }, { head: v.say('notices.col.object'), width: 0.37 }, { head: v.say('notices.col.debit'), width: 0.125, end: true },
    { head: v.say('notices.col.credit'), width: 0.125, end: true }, { head: v.say('notices.col.balance'), width: 0.13, end: true }],
  [...opening, ...s.lines.map((l) => [v.day(l.day), l.receipt === null ? '' : isolate(l.receipt), l.from !== null && l.to !== null ? [v.kind(l.kind), l.kind === 'deposit' ? '' : v.period(l.from, l.to)].filter(Boolean).join(' ') : v.say(l.kind === 'reversal' ? 'notices.reversal' : 'notices.payment'),
    l.debit === null ? '' : v.amount(l.debit), l.credit === null ? '' : v.amount(l.credit), v.amount(l.balance)])], [v.say('notices.total'), '', '', v.amount(s.debit), v.amount(s.credit), v.amount(s.closing)]);
  paper.pair(v.say('notices.rest', { date: v.day(d.commune.today) }), v.money(s.closing), true);
}
