import { Day } from '../shared/day.ts';
import { foldText } from '../search/model.ts';

/** A contract's clause as a file states it: every so many months, by hundredths of a percent or by an index; `from` where the words name a day. */
export interface StatedClause { every: number; bp: number | null; index: string | null; from: Day | null }

const NUMBER = String.raw`(\d{1,3}(?:[.,]\d{1,2})?)`;
const RATE = new RegExp(`${NUMBER} ?(?:%|pour ?cent|percent|بالمايه|في المايه)`);
const INDEX = /\b(?:indice|index) +(?:des?|du|of)? *([a-z][a-z0-9-]{1,19})\b|\b(ilc|ilat|irl|icc|ipc|cpi)\b/;
/** A limit, a choice or a sum of two is for a person to read: half a clause would bill what nobody signed. */
const CONDITION = /plafon|plancher|maxim|minim|limit|au plus|au moins|at most|at least|\bcap\b|\bou\b|\bor\b|اقصي|سقف|\bاو\b/;
const UNITS: readonly (readonly [months: number, word: string])[] = [[1, 'mois|months?|شهرا?|اشهر'], [3, 'trimestres?|quarters?'], [6, 'semestres?|half-years?'], [12, 'ans?|annees?|years?|سنوات|سنه|عام']];
const WORDS: readonly (readonly [months: number, pattern: RegExp])[] = [[36, /triennal|triennial/], [24, /biennal|biennial/], [6, /semestriel/], [3, /trimestriel|quarterly/], [1, /mensuel|monthly/], [12, /annuel|annual|yearly|سنويا/]];

function interval(said: string): number | null {
  for (const [months, unit] of UNITS) {
    const counted = new RegExp(String.raw`(?:/|tou(?:s|tes) les|chaque|every|each|كل) *(\d{1,2}) *(?:${unit})(?![\p{L}])`, 'u').exec(said);
    if (counted?.[1] !== undefined) return Number(counted[1]) * months;
    if (new RegExp(String.raw`(?:/|par|chaque|tous les|every|each|per|a|كل|في) *(?:${unit})(?![\p{L}])`, 'u').test(said)) return months;
  }
  return WORDS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}

/**
 * Reads a clause such as "5 % par an", "10 % tous les 3 ans", "indice ILC, annuel", "3٪ كل سنة". Null where the words do not say a rate or an
 * index (one of the two) and an interval, or set a condition: the words are then kept as they are, for a person.
 */
export function readClause(text: string): StatedClause | null {
  const from = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0] ?? null;
  const said = foldText(from === null ? text : text.replace(from, ' ')).replace(/[٪﹪]/g, '%').replace(/٫/g, '.');
  const rate = RATE.exec(said)?.[1], index = INDEX.exec(said), every = interval(said);
  const code = (index?.[1] ?? index?.[2])?.toUpperCase() ?? null;
  const bp = rate === undefined ? null : Math.round(Number(rate.replace(',', '.')) * 100);
  if (CONDITION.test(said) || (bp === null) === (code === null) || every === null || every < 1 || every > 240 || (bp !== null && bp < 1) || (from !== null && !Day.safeParse(from).success)) return null;
  if (said.split('%').length > 2) return null;
  return { every, bp, index: code, from };
}

/** A clause in words that are read back as it stands. */
export const printClause = (c: { every: number; bp: number | null; index: string | null; from: Day }): string =>
  `${c.bp === null ? `indice ${c.index ?? ''}` : `${String(c.bp / 100)} %`} / ${String(c.every)} mois, ${c.from}`;
