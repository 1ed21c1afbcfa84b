import type { OfficeProposal } from '@sommier/domain/collection';
import { message } from '@sommier/domain/messages';
import { addDays, AppError, currencyExponent, fromMinor, type Language } from '@sommier/domain/shared';
import { compute, TaxFact, type TaxLine } from '@sommier/domain/tax';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/db/index.ts';
import { addTaxDues } from '../ledger/index.ts';
import { publishedRules } from '../rules/index.ts';
import { storedFile, type StoredFile } from './files.queries.ts';
import { allowStep, insertStep, refuse, ruleDetail, type By } from './steps.store.ts';
import { writeLetter } from './write-letter.ts';

/** What the published rules make of a proposal, with the day of the formal notice: the oracle itself, line by line. Throws `rule_refused` with its reason. */
async function reckonOffice(tx: Tx, file: StoredFile, p: OfficeProposal, formal: string, day: string, currency: string, language: Language): Promise<TaxLine[]> {
  const arrival = p.arrival ?? file.from;
  const stay = {
    kind: 'stay', source: 'office', formalNoticeOn: formal, arrival, departure: addDays(arrival, p.nights), guests: [{ count: p.guests, adult: true, ...(p.nationality === undefined ? {} : { nationality: p.nationality }) }], rooms: p.rooms ?? 1,
    ...(p.class === undefined ? {} : { class: p.class }), ...(p.zone === undefined ? {} : { zone: { code: p.zone, certainty: 'confirmed' } }), ...(p.priceMinor === undefined ? {} : { price: fromMinor(BigInt(p.priceMinor), currencyExponent(currency)) }),
  };
  const facts = Array.from({ length: p.stays }, (_, i) => TaxFact.safeParse({ ...stay, ref: `${file.number}/${String(i + 1)}` }));
  const bad = facts.find((f) => !f.success);
  if (bad?.success === false) throw new AppError('invalid', 'no such stay', { issues: bad.error.issues.map((i) => ({ path: `body.${i.path.join('.')}`, message: i.message })) });
  const outcomes = compute(facts.flatMap((f) => (f.success ? [f.data] : [])), await publishedRules(tx, file.tax), day).filter((o) => o.tax === null || o.tax === file.tax);
  const no = outcomes.find((o) => o.kind === 'refused');
  if (no?.kind === 'refused' || outcomes.length === 0) throw refuse('office_refused', { why: message(language, `tax.${no?.kind === 'refused' ? no.code : 'no_rule_in_force'}`, { field: no?.kind === 'refused' ? no.field ?? '' : '', rules: '' }) ?? '' });
  // Stays alike are one line with their number, so that the letter is read.
  const lines = new Map<string, { line: TaxLine; n: number }>();
  for (const o of outcomes) if (o.kind === 'assessed') for (const line of o.lines) { const key = `${line.rule} ${line.code} ${line.formula} ${line.amount}`; const had = lines.get(key); if (had) had.n += 1; else lines.set(key, { line, n: 1 }); }
  return [...lines.values()].map(({ line, n }) => ({ ...line, formula: n === 1 ? line.formula : `${String(n)} × (${line.formula})`, amount: String(BigInt(line.amount) * BigInt(n)) }));
}
const sum = (lines: readonly TaxLine[]): bigint => lines.reduce((n, l) => n + BigInt(l.amount), 0n);

/** A reasoned proposal, after the formal notice to declare and its delay. The letter gives the taxpayer the time to answer. Answers its step. */
export async function proposeOffice(deps: Deps, tx: Tx, commune: { id: number; currency: string }, id: string, p: OfficeProposal, language: Language, by: By): Promise<{ step: string; amount: string }> {
  const { file, rules, rule, since, day } = await allowStep(tx, id, 'office_proposal', language);
  if (file.party === null) throw refuse('no_taxpayer');
  const lines = await reckonOffice(tx, file, p, since?.servedOn ?? day, day, commune.currency, language);
  const amount = sum(lines);
  const answer = rules.find((r) => r.fileKind === 'control' && r.step === 'office_assessment');
  const detail = { ...ruleDetail(rule), ...(answer === undefined ? {} : { days: answer.days }), amount: String(amount), tax: file.tax, lines };
  const step = await insertStep(tx, { file: id, kind: 'office_proposal', on: day, note: p.reason, detail }, by);
  await writeLetter(deps, tx, commune.id, file, { kind: 'office_proposal', step, language: p.language, detail, note: p.reason, lines, amount }, by);
  return { step, amount: String(amount) };
}

/** Signs what was proposed, by another person than its author, once the time to answer has passed: the amount becomes a due of the ledger. */
export async function signOffice(deps: Deps, tx: Tx, commune: number, id: string, asked: { language: Language; dueOn?: string | undefined }, language: Language, by: By): Promise<{ due: string; amount: string }> {
  const { file, steps, rule, since, day } = await allowStep(tx, id, 'office_assessment', language);
  const { rows: [author] } = await tx.raw('select s.signed_by as id from collection_step s where s.commune_id = current_commune() and s.id = ?', [since?.id ?? '0']) as { rows: { id: string | null }[] };
  if (author?.id === by.id) throw refuse('own');
  if (file.party === null) throw refuse('no_taxpayer');
  const proposal = steps.find((s) => s.id === since?.id), lines = proposal?.detail.lines ?? [], amount = sum(lines);
  const dueOn = asked.dueOn ?? addDays(day, 30);
  const due = (await addTaxDues(tx, [{ party: file.party, amount: String(amount), corrects: null }], { from: file.from, to: file.to, dueOn, note: `${file.tax} ${file.from} – ${file.to} (${file.number})` }, by.id)).get(file.party);
  if (due === undefined) throw new Error('the due was not written');
  await tx.raw('update collection_file set due_id = :due, version = version + 1 where commune_id = current_commune() and id = :id', { due, id });
  const detail = { ...ruleDetail(rule), amount: String(amount), tax: file.tax, lines, dueId: due };
  const step = await insertStep(tx, { file: id, kind: 'office_assessment', on: day, note: proposal?.note ?? null, detail }, by);
  await writeLetter(deps, tx, commune, await storedFile(tx, id), { kind: 'office_assessment', step, language: asked.language, detail, note: proposal?.note ?? null, lines }, by);
  return { due, amount: String(amount) };
}
