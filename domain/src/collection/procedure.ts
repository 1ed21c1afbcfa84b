import { addDays, latest, type Day } from '../shared/day.ts';
import { delayFor, type DelayRule, type FileKind } from './rule.ts';

/** What may happen to a file, in about this order. `served` says when another step was received; delays run from that day. */
export const STEP_KINDS = ['notice', 'request', 'reminder', 'formal_notice', 'enforcement', 'office_proposal', 'office_assessment', 'served', 'appeal', 'appeal_decision', 'closed', 'reopened'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
/** Steps that are letters: they have a paper, and a day on which they were received. */
export const LETTERS = ['notice', 'request', 'reminder', 'formal_notice', 'enforcement', 'office_proposal', 'office_assessment', 'appeal_decision'] as const;
export type Letter = (typeof LETTERS)[number];
const OF: Readonly<Record<FileKind, readonly StepKind[]>> = {
  claim: ['notice', 'reminder', 'formal_notice', 'enforcement', 'appeal', 'appeal_decision', 'closed', 'reopened'],
  control: ['request', 'formal_notice', 'office_proposal', 'office_assessment', 'reminder', 'enforcement', 'appeal', 'appeal_decision', 'closed', 'reopened'],
};

export interface StepRead { id: string; kind: StepKind; onDay: Day; servedOn: Day | null; ofStep: string | null; suspends: boolean }
/** `open`: what is unpaid of the claim, null where nothing is assessed yet. Steps in the order they were taken. */
export interface FileRead { kind: FileKind; open: bigint | null; dueOn: Day | null; steps: readonly StepRead[] }
type Rule = Pick<DelayRule, 'fileKind' | 'step' | 'after' | 'days' | 'from' | 'to' | 'suspends'>;
export const STEP_REFUSALS = ['not_of_kind', 'closed', 'not_closed', 'suspended', 'no_rule', 'missing_step', 'not_served', 'too_early', 'too_late', 'already', 'nothing_open', 'still_open', 'appeal_open', 'no_appeal', 'not_due'] as const;
export type StepRefusal = (typeof STEP_REFUSALS)[number];
/** `day`: from when the step may be taken, or by when it had to be. `after`: the step that has to come first. */
export type Verdict<R extends Rule = Rule> = { ok: true; rule: R | null; since: StepRead | null } | { ok: false; reason: StepRefusal; rule: R | null; day: Day | null; after: StepKind | null };

const last = (f: FileRead, kind: StepKind): StepRead | undefined => f.steps.findLast((s) => s.kind === kind);
/** The appeal that waits for its decision. */
export const openAppeal = (steps: readonly StepRead[]): StepRead | undefined => steps.findLast((s) => s.kind === 'appeal' && !steps.some((d) => d.kind === 'appeal_decision' && d.ofStep === s.id));
export const isClosed = (steps: readonly StepRead[]): boolean => steps.findLast((s) => s.kind === 'closed' || s.kind === 'reopened')?.kind === 'closed';
/** Whether the collection waits for the decision of an appeal. */
export const isSuspended = (steps: readonly StepRead[]): boolean => openAppeal(steps)?.suspends === true;

/**
 * Whether a step may be taken on a day under the delays in force. A delay of n days from a step received on D lets the next be taken on D + n; an appeal
 * may come until that day. Pure: it never looks at the clock.
 */
export function mayTake<R extends Rule>(file: FileRead, wanted: StepKind, rules: readonly R[], day: Day): Verdict<R> {
  const no = (reason: StepRefusal, more: { rule?: R; day?: Day; after?: StepKind } = {}): Verdict<R> => ({ ok: false, reason, rule: more.rule ?? null, day: more.day ?? null, after: more.after ?? null });
  const yes = (rule: R | null = null, since: StepRead | null = null): Verdict<R> => ({ ok: true, rule, since });
  if (!OF[file.kind].includes(wanted)) return no('not_of_kind');
  const closed = isClosed(file.steps);
  if (wanted === 'reopened') return closed ? yes() : no('not_closed');
  if (closed) return no('closed');
  const appeal = openAppeal(file.steps);
  if (wanted === 'appeal_decision') return appeal === undefined ? no('no_appeal') : yes(null, appeal);
  if (wanted === 'closed') return appeal === undefined ? yes() : no('appeal_open');
  if (wanted === 'appeal' && appeal !== undefined) return no('appeal_open');
  if (wanted !== 'appeal' && appeal?.suspends === true) return no('suspended');
  if (wanted === 'notice' || wanted === 'request') return last(file, wanted) === undefined ? yes() : no('already');
  if (['formal_notice', 'enforcement', 'office_proposal', 'office_assessment'].includes(wanted) && last(file, wanted) !== undefined) return no('already');
  const rule = delayFor(rules, file.kind, wanted, day);
  if (rule === undefined) return no('no_rule');
  const since = last(file, rule.after);
  if (since === undefined) return no('missing_step', { rule, after: rule.after });
  if (since.servedOn === null) return no('not_served', { rule, after: rule.after });
  const end = addDays(since.servedOn, rule.days);
  if (wanted === 'appeal') return day > end ? no('too_late', { rule, day: end, after: rule.after }) : yes(rule, since);
  if (file.open !== null && file.open <= 0n) return no('nothing_open', { rule });
  // What is not payable yet is not claimed, whatever the delay says.
  const free = file.dueOn !== null ? latest(end, addDays(file.dueOn, 1)) : end;
  if (day < free) return no(free > end ? 'not_due' : 'too_early', { rule, day: free, after: rule.after });
  return yes(rule, since);
}

/** What may come next, each with the verdict of the day: what a screen offers, and from when. */
export const nextSteps = <R extends Rule>(file: FileRead, rules: readonly R[], day: Day): { kind: StepKind; verdict: Verdict<R> }[] =>
  OF[file.kind].map((kind) => ({ kind, verdict: mayTake(file, kind, rules, day) })).filter(({ verdict }) => verdict.ok || !['already', 'not_of_kind', 'not_closed', 'no_appeal', 'closed'].includes(verdict.reason));
