import { currencyExponent } from '../shared/money.ts';
import type { Language } from '../shared/texts.ts';
import { wordsAr, type Noun } from './words-ar.ts';
import { wordsEn } from './words-en.ts';
import { takesDe, wordsFr } from './words-fr.ts';

interface Named { fr: [one: string, more: string]; en: [one: string, more: string]; ar: Noun }
const noun = (one: string, two: string, few: string, many: string): Noun => ({ one, two, few, many, other: one });
const CENTIME: Named = { fr: ['centime', 'centimes'], en: ['centime', 'centimes'], ar: noun('سنتيم', 'سنتيمان', 'سنتيمات', 'سنتيمًا') };
const FRANC: Named = { fr: ['franc CFA', 'francs CFA'], en: ['CFA franc', 'CFA francs'], ar: { one: 'فرنك إفريقي', two: 'فرنكان إفريقيان', few: 'فرنكات إفريقية', many: 'فرنكًا إفريقيًا', other: 'فرنك إفريقي' } };
/** The unit and its hundredth or thousandth. A currency absent here is written by its code. */
const NAMES: Readonly<Record<string, { unit: Named; minor: Named | null }>> = {
  TND: { unit: { fr: ['dinar tunisien', 'dinars tunisiens'], en: ['Tunisian dinar', 'Tunisian dinars'], ar: noun('دينار', 'ديناران', 'دنانير', 'دينارًا') }, minor: { fr: ['millime', 'millimes'], en: ['millime', 'millimes'], ar: noun('مليم', 'مليمان', 'مليمات', 'مليمًا') } },
  MAD: { unit: { fr: ['dirham', 'dirhams'], en: ['dirham', 'dirhams'], ar: noun('درهم', 'درهمان', 'دراهم', 'درهمًا') }, minor: CENTIME },
  DZD: { unit: { fr: ['dinar algérien', 'dinars algériens'], en: ['Algerian dinar', 'Algerian dinars'], ar: noun('دينار', 'ديناران', 'دنانير', 'دينارًا') }, minor: CENTIME },
  EUR: { unit: { fr: ['euro', 'euros'], en: ['euro', 'euros'], ar: noun('أورو', 'أورو اثنان', 'أورو', 'أورو') }, minor: CENTIME },
  XOF: { unit: FRANC, minor: null },
  XAF: { unit: FRANC, minor: null },
};

/** An amount in words, for a receipt: "mille deux cent cinquante dinars tunisiens et cinq cents millimes". @param minor not negative */
export function amountInWords(minor: bigint, currency: string, language: Language): string {
  const size = 10n ** BigInt(currencyExponent(currency));
  const units = minor / size, rest = minor % size;
  const names = NAMES[currency];
  const say = (n: bigint, named: Named | null | undefined): string => {
    if (language === 'ar') return wordsAr(n, named?.ar ?? noun(currency, currency, currency, currency));
    const plural = language === 'fr' ? n >= 2n : n !== 1n;
    const name = named === undefined || named === null ? currency : named[language][plural ? 1 : 0];
    if (language === 'en') return `${wordsEn(n)} ${name}`;
    return `${wordsFr(n)} ${takesDe(n) ? (/^[aeiou]/i.test(name) ? 'd’' : 'de ') : ''}${name}`;
  };
  if (rest === 0n) return say(units, names?.unit);
  const and = { fr: ' et ', ar: ' و', en: ' and ' }[language];
  const minorPart = names?.minor ? say(rest, names.minor) : `${rest.toString()}/${size.toString()}`;
  return units === 0n && names?.minor ? minorPart : `${say(units, names?.unit)}${and}${minorPart}`;
}
