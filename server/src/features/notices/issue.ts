import { PassThrough } from 'node:stream';
import { PAPER_SERIES, type PaperKind, type PaperRequest } from '@sommier/domain/notices';
import { AppError, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { openPaper, type Paper } from '../../platform/pdf/index.ts';
import { nextNumber } from '../ledger/index.ts';
import { drawNotice, drawReceipt, drawReminder, drawStatement, type Drawn } from './draw.ts';
import { accountFacts, communeFacts, duesUntil, receiptFacts, statementFacts, type CommuneFacts } from './facts.queries.ts';
import { insertPaper } from './notices.store.ts';
import { voiceOf } from './voice.ts';

const nothing = (): AppError => new AppError('rule_refused', 'nothing to write', { reason: 'notices.nothing' });
export const numberOf = (kind: Exclude<PaperKind, 'receipt'>, year: number, no: number): string => `${PAPER_SERIES[kind]}-${String(year)}-${String(no).padStart(5, '0')}`;

/** A paper on a stream, with the foot every paper of the commune carries. */
export function paperOn(out: PassThrough | NodeJS.WritableStream, language: Language, commune: CommuneFacts, title: string): Paper {
  const v = voiceOf(language, commune.currency);
  return openPaper(out as PassThrough, language, v.say('notices.foot', { commune: language === 'ar' ? commune.nameAr ?? commune.name : commune.name }), (n, of) => v.say('notices.page', { n, of }), title);
}

/** Collects a small paper in memory. */
export async function collect<M extends { sha256: string; bytes: number }>(draw: (out: PassThrough) => Promise<M>): Promise<M & { file: Buffer }> {
  const out = new PassThrough();
  const pieces: Buffer[] = [];
  out.on('data', (piece: Buffer) => { pieces.push(piece); });
  const made = await draw(out);
  return { ...made, file: Buffer.concat(pieces) };
}

/** Writes one paper, keeps its number and hash, and answers the file. Throws `not_found`, or `rule_refused` when there is nothing to say. */
export async function issuePaper(tx: Tx, request: PaperRequest, person: string): Promise<{ file: Buffer; name: string; id: string; number: string; sha256: string; account: string }> {
  const commune = await communeFacts(tx);
  const v = voiceOf(request.language, commune.currency);
  const year = Number(commune.today.slice(0, 4));
  const receipt = request.kind === 'receipt' ? await receiptFacts(tx, request.paymentId, commune.today) : undefined;
  const id = request.kind === 'receipt' ? receipt?.payment.accountId : request.accountId;
  const [account] = id === undefined ? [] : await accountFacts(tx, [id]);
  if (account === undefined) throw new AppError('not_found', 'No such account or payment');
  const dues = request.kind === 'notice' ? await duesUntil(tx, account.id, '9999-12-31') : request.kind === 'reminder' ? await duesUntil(tx, account.id, commune.today) : [];
  const statement = request.kind === 'statement' ? await statementFacts(tx, account.id, request.from, commune.today) : undefined;
  if ((request.kind === 'notice' || request.kind === 'reminder') && dues.length === 0) throw nothing();
  const number = request.kind === 'receipt' ? receipt?.payment.receipt ?? '' : numberOf(request.kind, year, await nextNumber(tx, PAPER_SERIES[request.kind], year));
  const drawn: Drawn = { commune, account, number };
  const { file, sha256, bytes } = await collect((out) => {
    const paper = paperOn(out, request.language, commune, `${v.say(`notices.${request.kind}`)} ${number}`);
    if (request.kind === 'notice') drawNotice(paper, v, drawn, dues);
    else if (request.kind === 'reminder') drawReminder(paper, v, drawn, dues);
    else if (request.kind === 'receipt' && receipt !== undefined) drawReceipt(paper, v, drawn, receipt);
    else if (request.kind === 'statement' && statement !== undefined) drawStatement(paper, v, drawn, statement, request.from);
    return paper.end();
  });
  const amount = receipt?.payment.amount ?? statement?.closing ?? String(dues.reduce((n, d) => n + BigInt(d.open), 0n));
  const paper = await insertPaper(tx, { kind: request.kind, number, language: request.language, account: account.id, occupation: account.occupation, payment: receipt?.payment.id ?? null, revision: null, day: commune.today, amount, sha256, bytes, job: null, person });
  return { file, name: `${number}.pdf`, id: paper, number, sha256, account: account.id };
}
