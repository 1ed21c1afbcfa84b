import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';

/** Dues a rule is for, and rights; `any` is what no narrower rule speaks of, taxes left out: a tax is late under a rule of its own. */
export const PENALTY_DUES = ['any', 'rent', 'charges', 'fee', 'tax'] as const;
export const PENALTY_RIGHTS = ['any', 'lease', 'permit', 'concession'] as const;
export type PenaltyRight = (typeof PENALTY_RIGHTS)[number];
/** begun: a month counts from its first day; whole: once it has gone by. */
export const PENALTY_MONTHS = ['begun', 'whole'] as const;

const words = (max: number) => z.string().trim().min(1).max(max);
const bp = z.number().int().min(0).max(100_000);
const fields = {
  name: words(200), dueKind: z.enum(PENALTY_DUES), right: z.enum(PENALTY_RIGHTS), from: Day, to: Day.nullable(),
  /** Days after the due day on which a payment still costs nothing. */
  graceDays: z.number().int().min(0).max(365),
  /** Once a due, in minor units. */
  fixedMinor: z.string().regex(/^\d{1,15}$/),
  /** Once a due, in hundredths of a percent of what was open when it became late; and a month, of what was open when the month began. */
  percentBp: bp, monthlyBp: bp, months: z.enum(PENALTY_MONTHS),
  /** The most all of it may come to, in hundredths of a percent of the due; null: no ceiling. */
  ceilingBp: z.number().int().min(1).max(1_000_000).nullable(),
  law: words(300), article: words(100).nullable(), url: z.url().max(500).nullable(), note: words(1000).nullable(),
};
type Costs = { fixedMinor: string; percentBp: number; monthlyBp: number; from: string; to: string | null };
const costs = (r: Costs): boolean => r.fixedMinor !== '0' || r.percentBp > 0 || r.monthlyBp > 0;
const lasts = (r: Costs): boolean => r.to === null || r.to > r.from;

/** A dated rule of the commune, with the text that allows it. Half-open: `to` is the first day without it. */
export const NewPenaltyRule = z.strictObject({
  ...fields, dueKind: fields.dueKind.default('any'), right: fields.right.default('any'), to: fields.to.default(null), graceDays: fields.graceDays.default(0), fixedMinor: fields.fixedMinor.default('0'), percentBp: bp.default(0), monthlyBp: bp.default(0),
  months: fields.months.default('begun'), ceilingBp: fields.ceilingBp.default(null), article: fields.article.default(null), url: fields.url.default(null), note: fields.note.default(null),
}).refine(costs, { path: ['monthlyBp'], message: 'costs_nothing' }).refine(lasts, { path: ['to'], message: 'not_after_from' }).meta({ id: 'NewPenaltyRule' });
export type NewPenaltyRule = z.output<typeof NewPenaltyRule>;
/** A rule to start from, as the form takes it. */
export const PenaltyModel = z.object(fields).meta({ id: 'PenaltyModel' });
/** `used`: penalties were charged by it; what it says then stays, and only its last day may still be set. */
export const PenaltyRule = z.object({ id: Id, ...fields, used: z.boolean(), version: z.number().int() }).meta({ id: 'PenaltyRule' });
export type PenaltyRule = z.output<typeof PenaltyRule>;

/** Which rights a rule means, by the type of the occupation. */
export function rightOf(type: string): PenaltyRight {
  if (type.startsWith('bail') || type === 'sous_location') return 'lease';
  if (['aot', 'permis_stationnement', 'permission_voirie', 'aot_droits_reels', 'emplacement_marche'].includes(type)) return 'permit';
  return type === 'concession' || type === 'affermage' ? 'concession' : 'any';
}

/**
 * The rule for a due: the one in force on its due day that speaks of its kind and of its right, before one that speaks of its kind alone, of its right
 * alone, of all. Undefined where none is in force: nothing is charged.
 */
export function ruleFor<R extends Pick<PenaltyRule, 'dueKind' | 'right' | 'from' | 'to'>>(rules: readonly R[], due: { kind: string; right: PenaltyRight; dueOn: Day }): R | undefined {
  const held = rules.filter((r) => r.from <= due.dueOn && (r.to === null || due.dueOn < r.to));
  for (const kind of due.kind === 'tax' ? ['tax'] : [due.kind, 'any']) for (const right of new Set([due.right, 'any'])) {
    const found = held.find((r) => r.dueKind === kind && r.right === right);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Models a commune may start from, by country (ISO 3166-1). Second-hand: each says what a lawyer has to confirm. */
export const PENALTY_TEMPLATES: readonly { country: string; rule: NewPenaltyRule; toConfirm: { fr: string; ar: string; en: string }; /** The name and the law as other languages than French write them. */ told: Record<'ar' | 'en', { name: string; law: string; article: string }> }[] = [
  {
    country: 'MA', rule: NewPenaltyRule.parse({ name: 'Majoration de retard 8 % et 0,50 % par mois', from: '2000-05-01', percentBp: 800, monthlyBp: 50, law: 'Loi n° 15-97 formant code de recouvrement des créances publiques', article: 'à préciser' }),
    told: { ar: { name: 'زيادة عن التأخير 8 % و0,50 % عن كل شهر', law: 'القانون رقم 15.97 بمثابة مدونة تحصيل الديون العمومية', article: 'يُحدَّد' }, en: { name: 'Late increase of 8 % and 0.50 % a month', law: 'Law No 15-97, code of recovery of public debts', article: 'to be stated' } },
    toConfirm: { fr: 'Texte non lu : taux, point de départ et application aux loyers communaux à confirmer par un juriste.', ar: 'لم يُقرأ النص: النسب ونقطة الانطلاق وسريانها على أكرية الجماعة تحتاج إلى تأكيد قانوني.', en: 'Text not read: rates, starting point and whether it covers communal rents are to be confirmed by a lawyer.' },
  },
  {
    country: 'TN', rule: NewPenaltyRule.parse({ name: 'Pénalité de retard 0,75 % par mois', from: '1997-01-01', monthlyBp: 75, law: 'Code de la fiscalité locale', article: 'à préciser' }),
    told: { ar: { name: 'خطية تأخير 0,75 % عن كل شهر', law: 'مجلة الجباية المحلية', article: 'يُحدَّد' }, en: { name: 'Late penalty of 0.75 % a month', law: 'Code of local taxation', article: 'to be stated' } },
    toConfirm: { fr: 'Vise les taxes locales ; pour un loyer, le contrat ou le cahier des charges doit le prévoir. À confirmer.', ar: 'يخص المعاليم المحلية؛ وبالنسبة إلى الكراء يجب أن ينص عليه العقد أو كراس الشروط. يحتاج إلى تأكيد.', en: 'Meant for local taxes; for a rent the contract or the specifications must say so. To be confirmed.' },
  },
];
