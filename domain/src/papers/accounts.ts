import { domainGroup, type DomainClass, type Nature } from '../assets/words.ts';
import { addDays, addMonths, daysBetween, earliest, type Day } from '../shared/day.ts';
import { divRound } from '../shared/money.ts';

/**
 * Accounts of class 21 under which property is listed, a template after the M57 nomenclature (instruction budgétaire et comptable M57, tome I, annexe
 * des comptes). The commune's accountant has the last word: an account is what the template says of nature, use and domain, nothing else.
 */
export const ACCOUNTS = ['2111', '2113', '2115', '2116', '21311', '21312', '21313', '21314', '21318', '21321', '21328', '2151', '2158', '2188', ''] as const;
export type Account = (typeof ACCOUNTS)[number];
/** Land and roads are not depreciated (M57, tome I, titre 3: immobilisations non amortissables). */
export const NOT_DEPRECIATED: readonly Account[] = ['2111', '2113', '2115', '2116', '2151', ''];

const BY_USE: Readonly<Record<string, Account>> = { administration: '21311', offices: '21311', education: '21312', childhood: '21312', health: '21313', culture: '21314', sport: '21314', cemetery: '2116', road: '2151' };
/** The account of a property; empty where its nature is not known: a person decides. */
export function accountOf({ nature, useCode, domainClass }: { nature: Nature | null; useCode: string | null; domainClass: DomainClass | null }): Account {
  switch (nature) {
    case 'land': return useCode === 'green_space' || useCode === 'parking' || useCode === 'sport' ? '2113' : '2111';
    case 'cemetery': return '2116';
    case 'road': return '2151';
    case 'equipment': return '2158';
    case 'building': case 'unit': case 'market': return domainGroup(domainClass) === 'private' && domainClass === 'prive_patrimonial' ? (nature === 'market' ? '21318' : '21321') : BY_USE[useCode ?? ''] ?? '21318';
    case 'other': return '2188';
    case null: return '';
  }
}

/** What is written off by the end of a half-open span of days: a straight line from the day of entry over the years set, to the day. Whole minor units. */
function writtenOff(gross: bigint, from: Day, years: number, before: Day): bigint {
  const all = daysBetween(from, addMonths(from, years * 12)), gone = Math.min(all, Math.max(0, daysBetween(from, before)));
  return divRound(gross * BigInt(gone), BigInt(all));
}
export interface Depreciation { previous: bigint; year: bigint; net: bigint }
/**
 * The depreciation of one property for the financial year of `day`, up to and with that day: what earlier years wrote off, what this one did, what is
 * left. Gross = previous + year + net, to the unit. Nothing is written off without a duration or a day of entry.
 */
export function depreciationOf(gross: bigint, entered: Day | null, years: number | null, day: Day): Depreciation {
  if (years === null || entered === null) return { previous: 0n, year: 0n, net: gross };
  const start = `${day.slice(0, 4)}-01-01`, end = addDays(day, 1);
  const previous = writtenOff(gross, entered, years, earliest(start, end)), through = writtenOff(gross, entered, years, end);
  return { previous, year: through - previous, net: gross - through };
}
