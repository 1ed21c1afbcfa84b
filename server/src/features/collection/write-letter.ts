import { paymentReference, type Letter, type StepDetail } from '@sommier/domain/collection';
import { message } from '@sommier/domain/messages';
import type { Language } from '@sommier/domain/shared';
import type { TaxLine } from '@sommier/domain/tax';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { openPaper } from '../../platform/pdf/index.ts';
import { collect, communeFacts } from '../notices/index.ts';
import { appealRule, caseLines, type StoredFile } from './files.queries.ts';
import { drawLetter, type LetterFacts } from './letter.ts';
import { addressees, taxName } from './letters.queries.ts';
import { insertPaper, keepLetter, newCode } from './papers.store.ts';
import { readDelays } from './rules.store.ts';
import type { By } from './steps.store.ts';
import { letterVoice } from './voice.ts';

export const SERIES: Readonly<Record<Letter, string>> = { notice: 'AI', request: 'DD', reminder: 'RA', formal_notice: 'MD', enforcement: 'DA', office_proposal: 'PO', office_assessment: 'TO', appeal_decision: 'DR' };
/** The number of a letter: its series and its file's number; further letters of one kind count on. */
const numberOf = async (tx: Tx, kind: Letter, file: StoredFile): Promise<string> => {
  const { rows: [n] } = await tx.raw('select count(*)::integer as n from collection_paper p where p.commune_id = current_commune() and p.file_id = :file and p.kind = :kind', { file: file.id, kind }) as { rows: { n: number }[] };
  return `${SERIES[kind]}-${file.number}${(n?.n ?? 0) === 0 ? '' : `-${String((n?.n ?? 0) + 1)}`}`;
};
/** The sums a letter states of a claim. */
const sumsOf = (kind: Letter, f: StoredFile, detail: StepDetail): LetterFacts['sums'] => {
  if (f.due === null || f.open === null) return [];
  const some = (label: 'corrected' | 'penalties' | 'paid', minor: string | null): LetterFacts['sums'] => (minor === null || minor === '0' ? [] : [[label, minor]]);
  return [...(kind === 'notice' ? [] : [['assessed', f.assessed ?? '0'] as const]), ...(kind === 'appeal_decision' && detail.amount !== undefined ? [['reduced', detail.amount] as const] : some('corrected', f.corrected)), ...some('penalties', f.penalties), ...some('paid', f.paid), ['open', f.open]];
};

export interface Wanted { kind: Letter; step: string; language: Language; detail: StepDetail; note: string | null; lines?: readonly TaxLine[]; amount?: bigint }
/** Writes the letter of a step: drawn, hashed, kept, noted. The file is read as it stands after the step. */
export async function writeLetter(deps: Deps, tx: Tx, commune: number, file: StoredFile, w: Wanted, by: By): Promise<{ number: string; sha256: string }> {
  const facts = await communeFacts(tx), v = letterVoice(w.language, facts.currency);
  const to = file.party === null ? undefined : (await addressees(tx, [file.party])).get(file.party);
  const lines = w.lines?.map((line) => ({ n: 1, line })) ?? (w.kind === 'notice' && file.run !== null && file.party !== null ? (await caseLines(tx, file.run, [file.party])).get(file.party) ?? [] : []);
  const number = await numberOf(tx, w.kind, file), code = newCode(), reference = paymentReference(file.number);
  const amount = w.amount ?? (file.open === null ? null : BigInt(file.open));
  const gap = file.evidence.gapNights;
  const letter: LetterFacts = {
    kind: w.kind, declare: file.kind === 'control', number, fileNumber: file.number, code, reference, day: facts.today, to: to ?? { name: null, nameAr: null, address: null }, tax: await taxName(tx, file.tax, file.run, w.language), from: file.from, until: file.to,
    dueOn: file.due_on !== null && file.due_on > facts.today ? file.due_on : null, lines, amount, sums: w.kind === 'office_proposal' ? [] : sumsOf(w.kind, file, w.detail), detail: w.detail, appeal: appealRule(await readDelays(tx), file.kind, facts.today) ?? null,
    why: gap === undefined ? null : message(w.language, 'controls.why', { gap, from: message(w.language, `controls.from.${file.evidence.gapFrom ?? 'none'}`) ?? '' }) ?? null, note: w.note, signer: by.name,
  };
  const issuer = w.language === 'ar' ? facts.nameAr ?? facts.name : facts.name;
  const made = await collect((out) => {
    const paper = openPaper(out, w.language, v.tell('collection.foot', { commune: issuer }), (n, of) => v.tell('collection.page', { n, of }), `${v.tell(`collection.step.${w.kind}`)} ${number}`);
    drawLetter(paper, v, facts, letter);
    return paper.end();
  });
  await keepLetter(deps, commune, made.sha256, made.file);
  await insertPaper(tx, { file: file.id, step: w.step, kind: w.kind, number, code, day: facts.today, language: w.language, amount: amount === null ? null : String(amount), reference, sha256: made.sha256, bytes: made.bytes, page: 1, pages: made.pages, job: null, person: by.id });
  return { number, sha256: made.sha256 };
}
