import { texts, type RevisionRow, type RevisionRule } from '@sommier/domain/revisions';
import { amountInWords } from '@sommier/domain/ledger';
import { texts as papers } from '@sommier/domain/notices';
import { fill, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { isolate } from '../../platform/pdf/index.ts';
import { nextNumber } from '../ledger/index.ts';
import { collect, communeFacts, insertPaper, numberOf, paperOn, voiceOf } from '../notices/index.ts';

/** The letter of a proposal; its number and hash are kept with the other papers. */
export async function writeLetter(tx: Tx, r: RevisionRow, rule: RevisionRule, language: Language, person: string): Promise<{ file: Buffer; number: string; sha256: string; id: string }> {
  const commune = await communeFacts(tx);
  const v = voiceOf(language, commune.currency);
  const t = texts[language];
  const year = Number(commune.today.slice(0, 4));
  const number = numberOf('revision', year, await nextNumber(tx, 'LR', year));
  const rise = (Number(BigInt(r.newAmount) - BigInt(r.oldAmount)) / Number(r.oldAmount)) * 100;
  const { file, sha256, bytes } = await collect((out) => {
    const paper = paperOn(out, language, commune, `${t['revisions.letter']} ${number}`);
    paper.head({ issuer: language === 'ar' ? commune.nameAr ?? commune.name : commune.name, service: papers[language]['notices.service'], title: t['revisions.letter'], number, date: v.say('notices.date', { date: v.day(commune.today) }) });
    paper.addressee([r.payer ?? v.say('notices.nobody')]);
    paper.pair(v.say('notices.occupation'), isolate(r.occupation));
    if (r.asset !== null) paper.pair(v.say('notices.property'), isolate(r.asset));
    paper.space(8);
    paper.paragraph(fill(t['revisions.letter.intro'], { reference: isolate(r.occupation) }));
    paper.pair(t['revisions.letter.old'], v.money(r.oldAmount));
    paper.pair(t['revisions.letter.new'], v.money(r.newAmount), true);
    paper.pair(t['revisions.letter.rise'], isolate(`+${rise.toFixed(2)} %`));
    paper.pair(t['revisions.letter.effect'], v.day(r.effectOn));
    paper.pair(t['revisions.letter.rule'], rule.title[language]);
    paper.paragraph(v.say('notices.words', { words: amountInWords(BigInt(r.newAmount), commune.currency, language) }));
    for (const s of rule.sources) paper.paragraph([s.law, s.article].filter(Boolean).join(', '), { size: 8.5 });
    if (r.court) paper.paragraph(t['revisions.letter.court']);
    paper.paragraph(t['revisions.letter.ask']);
    paper.signature(v.say('notices.sign'));
    return paper.end();
  });
  const id = await insertPaper(tx, { kind: 'revision', number, language, account: null, occupation: r.occupationId, payment: null, revision: r.id, day: commune.today, amount: r.newAmount, sha256, bytes, job: null, person });
  return { file, number, sha256, id };
}
