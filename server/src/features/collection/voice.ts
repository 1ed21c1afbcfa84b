import { amountInWords } from '@sommier/domain/ledger';
import { texts, type CollectionText, type DelayRule } from '@sommier/domain/collection';
import { fill, type Language } from '@sommier/domain/shared';
import { voiceOf, type Voice } from '../notices/index.ts';

/** How letters of the collection speak: the voice of the commune's letters, with words of their own. */
export interface LetterVoice extends Pick<Voice, 'amount' | 'day' | 'language' | 'money'> {
  tell: (key: CollectionText, params?: Record<string, unknown>) => string;
  span: (from: string, to: string) => string;
  words: (minor: bigint) => string;
  office: (rule: Pick<DelayRule, 'office' | 'officeAr'>) => string;
  basis: (rule: { law?: string | undefined; article?: string | null | undefined; status?: string | undefined }) => string;
}
export function letterVoice(language: Language, currency: string): LetterVoice {
  const v = voiceOf(language, currency);
  const tell: LetterVoice['tell'] = (key, params = {}) => fill(texts[language][key], params);
  return {
    language, tell, amount: v.amount, money: v.money, day: v.day, span: v.period,
    words: (minor) => tell('collection.words', { words: amountInWords(minor, currency, language) }),
    office: (rule) => (language === 'ar' ? rule.officeAr ?? rule.office : rule.office ?? rule.officeAr) ?? '',
    // What nobody of the commune confirmed is said so on the paper too.
    basis: (rule) => [rule.law, rule.article, rule.status === 'to_confirm' ? tell('collection.to_confirm') : null].filter(Boolean).join(language === 'ar' ? '، ' : ', '),
  };
}
