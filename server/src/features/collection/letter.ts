import { showReference, type DelayRule, type Letter, type StepDetail } from '@sommier/domain/collection';
import { showCode } from '@sommier/domain/papers';
import type { TaxLine } from '@sommier/domain/tax';
import { drawQr, isolate, type Paper } from '../../platform/pdf/index.ts';
import type { CommuneFacts } from '../notices/index.ts';
import type { LetterVoice } from './voice.ts';

export interface Addressee { name: string | null; nameAr: string | null; address: string | null }
/** What a letter says. Amounts in minor units; `lines` are the reckoning, each with how many facts it stands for. */
export interface LetterFacts {
  kind: Letter; declare: boolean; number: string; fileNumber: string; code: string; reference: string; day: string; to: Addressee; tax: string; from: string; until: string; dueOn: string | null;
  lines: readonly { n: number; line: TaxLine }[]; amount: bigint | null; sums: readonly (readonly [label: 'assessed' | 'corrected' | 'penalties' | 'paid' | 'reduced' | 'open', minor: string])[];
  detail: StepDetail; appeal: DelayRule | null; why: string | null; note: string | null; signer: string;
}
const QR = 92;
/** Reckonings shown by name; the rest in one line with its sum. */
const SHOWN = 12;
const plain = (text: string): string => (/[\u0600-\u06ff]/.test(text) ? text : isolate(text));

function reckoning(paper: Paper, v: LetterVoice, f: LetterFacts): void {
  if (f.lines.length === 0) return;
  // Reckonings alike are one line; what bears nothing (an exempt guest) is in none.
  const alike = new Map<string, { n: number; line: TaxLine; amount: bigint }>();
  for (const { n, line } of f.lines) {
    const key = `${line.rule} ${line.formula}`, had = alike.get(key) ?? { n: 0, line, amount: 0n };
    if (BigInt(line.amount) !== 0n) alike.set(key, { ...had, n: had.n + n, amount: had.amount + BigInt(line.amount) * BigInt(n) });
  }
  const rows = [...alike.values()].sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0));
  const more = rows.slice(SHOWN), total = rows.reduce((sum, r) => sum + r.amount, 0n);
  paper.table([{ head: v.tell('collection.col.rule'), width: 0.46 }, { head: v.tell('collection.col.how'), width: 0.27 }, { head: v.tell('collection.col.n'), width: 0.08, end: true }, { head: v.tell('collection.col.amount'), width: 0.19, end: true }], [
    ...rows.slice(0, SHOWN).map((r) => [isolate(`${r.line.rule}${r.line.version === undefined ? '' : ` v${String(r.line.version)}`}`), isolate(r.line.formula), isolate(String(r.n)), v.amount(r.amount)]),
    ...(more.length === 0 ? [] : [[v.tell('collection.lines.more', { n: isolate(String(more.length)) }), '', '', v.amount(more.reduce((sum, r) => sum + r.amount, 0n))]]),
  ], [v.tell('collection.total'), '', '', v.money(total)]);
  const laws = [...new Set(f.lines.map((l) => l.line.legalRef))].slice(0, 3).join(' ; ');
  paper.paragraph(`${v.tell('collection.basis')} : ${plain(laws)}`, { size: 9 });
}

function intro(v: LetterVoice, f: LetterFacts): string {
  const days = isolate(String(f.detail.days ?? f.appeal?.days ?? ''));
  if (f.kind === 'formal_notice') return v.tell(f.declare ? 'collection.intro.formal_declare' : 'collection.intro.formal_notice', { days });
  if (f.kind === 'appeal_decision') return v.tell('collection.intro.appeal_decision', { day: v.day(f.detail.by ?? f.day), outcome: v.tell(`collection.outcome.${(f.detail.outcome ?? 'rejected') as 'accepted' | 'partly' | 'rejected'}`) });
  return v.tell(`collection.intro.${f.kind}`, { days, why: f.why ?? '' });
}

/** Draws one letter: whom, what and why, the reckoning with its legal basis, the sum in figures and words, where to appeal, how to pay, and a QR code that says it all without a network. */
export function drawLetter(paper: Paper, v: LetterVoice, commune: CommuneFacts, f: LetterFacts): void {
  const issuer = v.language === 'ar' ? commune.nameAr ?? commune.name : commune.name, title = v.tell(`collection.step.${f.kind}`);
  paper.head({ issuer, service: v.tell('collection.service'), title, number: f.number, date: v.tell('collection.date', { date: v.day(f.day) }) });
  const name = (v.language === 'ar' ? f.to.nameAr ?? f.to.name : f.to.name) ?? v.tell('collection.nobody');
  paper.addressee([name, ...(f.to.address ?? '').split('\n').filter((l) => l !== '').slice(0, 4).map(plain)]);
  paper.paragraph(intro(v, f));
  paper.pair(v.tell('collection.tax'), `${f.tax} · ${v.span(f.from, f.until)}`);
  paper.pair(v.tell('collection.file'), isolate(f.fileNumber));
  paper.space(6);
  reckoning(paper, v, f);
  for (const [label, minor] of f.sums) paper.pair(v.tell(`collection.${label}`), v.money(minor), label === 'open');
  if (f.amount !== null && f.dueOn !== null && f.amount > 0n) paper.pair(v.tell('collection.due_on'), v.day(f.dueOn), true);
  if (f.amount !== null && f.amount > 0n) paper.paragraph(v.words(f.amount), { weight: 'bold' });
  if (f.note !== null) paper.paragraph(v.tell('collection.reason', { reason: plain(f.note) }));
  if (f.detail.law !== undefined && f.kind !== 'notice') paper.paragraph(`${v.tell('collection.basis')} : ${v.basis(f.detail)}`, { size: 9 });
  if (['notice', 'office_assessment'].includes(f.kind)) {
    paper.paragraph(f.appeal === null ? v.tell('collection.appeal.none') : `${v.tell('collection.appeal', { days: isolate(String(f.appeal.days)), office: v.office(f.appeal), basis: v.basis(f.appeal) })} ${v.tell(f.appeal.suspends ? 'collection.appeal.suspends' : 'collection.appeal.runs')}`, { size: 9.5 });
  }
  const pays = f.amount !== null && f.amount > 0n;
  paper.space(6);
  paper.box(QR + 12, (doc, pen, x, y, width) => {
    drawQr(doc, qrText(v, f, issuer, commune.currency), paper.rtl ? x + width - QR : x, y, QR);
    const at = paper.rtl ? x + width - QR - 14 : x + QR + 14, align = paper.rtl ? 'right' as const : 'left' as const;
    const said: [string, 'bold' | 'regular'][] = [...(pays ? [[v.tell('collection.pay'), 'regular'], [isolate(showReference(f.reference)), 'bold']] as [string, 'bold' | 'regular'][] : []), [`${v.tell('collection.code')} : ${isolate(showCode(f.code))}`, 'regular'], [v.tell('collection.sign', { name: plain(f.signer) }), 'regular']];
    said.forEach(([text, weight], i) => pen.line(pen.fit(text, width - QR - 20, { size: 10 }), at, y + 18 + i * 18, { size: 10, align, weight }));
  });
}
/** The text of the QR code: plain, without the marks that keep figures in order on paper. */
export const qrText = (v: LetterVoice, f: Pick<LetterFacts, 'kind' | 'number' | 'amount' | 'dueOn' | 'day' | 'reference' | 'code'>, issuer: string, currency: string): string =>
  v.tell('collection.qr', { commune: issuer, title: v.tell(`collection.step.${f.kind}`), number: f.number, amount: v.amount(f.amount ?? 0n), currency, day: f.dueOn ?? f.day, reference: f.reference, code: showCode(f.code) }).replace(/[\u2066-\u2069]/g, '').replace(/\u00a0/g, ' ');
