import { z } from 'zod';
import { Day } from '../shared/day.ts';
import { Id } from '../shared/endpoint.ts';

/** A claim is a tax assessed; a control asks for what was not declared. */
export const FILE_KINDS = ['claim', 'control'] as const;
export type FileKind = (typeof FILE_KINDS)[number];
/** Steps that a delay of the law stands before. `appeal` is the other way round: it must come within the delay. */
export const TIMED_STEPS = ['reminder', 'formal_notice', 'enforcement', 'office_proposal', 'office_assessment', 'appeal'] as const;
export type TimedStep = (typeof TIMED_STEPS)[number];
/** What a delay runs from: the day this step was received. */
export const DELAY_FROM = ['notice', 'request', 'reminder', 'formal_notice', 'office_proposal', 'office_assessment'] as const;
export type DelayFrom = (typeof DELAY_FROM)[number];

const words = (max: number) => z.string().trim().min(1).max(max);
const fields = {
  fileKind: z.enum(FILE_KINDS), step: z.enum(TIMED_STEPS), after: z.enum(DELAY_FROM), days: z.number().int().min(0).max(3650),
  /** Of an appeal: whether filing it stops the collection until it is decided. */
  suspends: z.boolean(),
  /** Where an appeal is filed, as the notice says it. */
  office: words(300).nullable(), officeAr: words(300).nullable(),
  law: words(300), article: words(100).nullable(), url: z.url().max(500).nullable(),
  /** Half-open: `to` is the first day without it. */
  from: Day, to: Day.nullable(),
};
/** A delay of the procedure, dated, with its text. `confirmed` says that a jurist of the commune read the text. */
export const NewDelayRule = z.strictObject({ ...fields, suspends: fields.suspends.default(false), office: fields.office.default(null), officeAr: fields.officeAr.default(null), article: fields.article.default(null), url: fields.url.default(null), to: fields.to.default(null), confirmed: z.boolean().default(false) })
  .refine((r) => r.to === null || r.to > r.from, { path: ['to'], message: 'not_after_from' }).meta({ id: 'NewDelayRule' });
export type NewDelayRule = z.output<typeof NewDelayRule>;
/** A model as a commune may take it. */
export const DelayModel = z.object({ ...fields, confirmed: z.boolean() }).meta({ id: 'DelayModel' });
export const DelayRule = z.object({ id: Id, ...fields, status: z.enum(['to_confirm', 'confirmed']), confirmedBy: z.string().nullable(), confirmedOn: Day.nullable(), version: z.number().int() }).meta({ id: 'DelayRule' });
export type DelayRule = z.output<typeof DelayRule>;

/** The delay in force for a step on a day; undefined where the commune has none. */
export const delayFor = <R extends Pick<DelayRule, 'fileKind' | 'step' | 'from' | 'to'>>(rules: readonly R[], fileKind: FileKind, step: string, day: Day): R | undefined =>
  rules.find((r) => r.fileKind === fileKind && r.step === step && r.from <= day && (r.to === null || day < r.to));

interface Model { law: string; article: string; from: string; office: string; officeAr: string; suspends: boolean; days: { reminder: number; pay: number; enforce: number; declare: number; propose: number; assess: number; appeal: number } }
/** By country (ISO 3166-1). France after CGCT L. 2333-38 and 39; the others are second-hand: every one is to be confirmed by the commune before use. */
const MODELS: Readonly<Record<string, Model>> = {
  FR: { law: 'Code général des collectivités territoriales', article: 'L. 2333-38, L. 2333-39', from: '2015-01-01', office: 'Le maire de la commune', officeAr: 'رئيس البلدية', suspends: false, days: { reminder: 15, pay: 15, enforce: 30, declare: 0, propose: 30, assess: 30, appeal: 60 } },
  TN: { law: 'Code de la fiscalité locale', article: 'à préciser', from: '1997-01-01', office: 'Le président de la commune, service des taxes', officeAr: 'رئيس البلدية، مصلحة المعاليم', suspends: true, days: { reminder: 30, pay: 15, enforce: 30, declare: 15, propose: 30, assess: 30, appeal: 60 } },
  MA: { law: 'Loi n° 47-06 relative à la fiscalité des collectivités locales', article: 'à préciser', from: '2008-01-01', office: 'Le président du conseil communal, régie des recettes', officeAr: 'رئيس المجلس الجماعي، شساعة المداخيل', suspends: false, days: { reminder: 30, pay: 15, enforce: 30, declare: 15, propose: 30, assess: 30, appeal: 60 } },
  BJ: { law: 'Code général des impôts', article: 'à préciser', from: '2018-01-01', office: 'Le maire, service des recettes', officeAr: 'العمدة، مصلحة المداخيل', suspends: false, days: { reminder: 15, pay: 15, enforce: 20, declare: 15, propose: 20, assess: 30, appeal: 60 } },
  CI: { law: 'Livre de procédures fiscales', article: 'à préciser', from: '2026-01-01', office: 'Le maire, service des taxes communales', officeAr: 'العمدة، مصلحة الرسوم البلدية', suspends: false, days: { reminder: 15, pay: 15, enforce: 30, declare: 15, propose: 30, assess: 30, appeal: 60 } },
  SN: { law: 'Code général des impôts', article: 'à préciser', from: '2013-01-01', office: 'Le maire, service des recettes', officeAr: 'العمدة، مصلحة المداخيل', suspends: false, days: { reminder: 15, pay: 15, enforce: 20, declare: 15, propose: 20, assess: 30, appeal: 60 } },
};

/** The delays a commune of this country may start from, all marked to confirm; those of no country known here are none. */
export function delayModels(country: string): NewDelayRule[] {
  const m = MODELS[country];
  if (m === undefined) return [];
  const rule = (fileKind: FileKind, step: TimedStep, after: DelayFrom, days: number): NewDelayRule => NewDelayRule.parse({
    fileKind, step, after, days, law: m.law, article: m.article, from: m.from, ...(step === 'appeal' ? { suspends: m.suspends, office: m.office, officeAr: m.officeAr } : {}) });
  const d = m.days;
  return [
    rule('claim', 'reminder', 'notice', d.reminder), rule('claim', 'formal_notice', 'reminder', d.pay), rule('claim', 'enforcement', 'formal_notice', d.enforce), rule('claim', 'appeal', 'notice', d.appeal),
    rule('control', 'formal_notice', 'request', d.declare), rule('control', 'office_proposal', 'formal_notice', d.propose), rule('control', 'office_assessment', 'office_proposal', d.assess), rule('control', 'reminder', 'office_assessment', d.reminder), rule('control', 'enforcement', 'office_assessment', d.enforce), rule('control', 'appeal', 'office_assessment', d.appeal),
  ];
}
export const DELAY_COUNTRIES: readonly string[] = Object.keys(MODELS);
