import { describe, expect, test } from '@jest/globals';
import { delayModels, DELAY_COUNTRIES, isPaymentReference, isSuspended, mayTake, nextSteps, paymentReference, type FileRead, type StepKind, type StepRead } from './index.ts';

const FR = delayModels('FR'), TN = delayModels('TN');
let n = 0;
const step = (kind: StepKind, onDay: string, servedOn: string | null = onDay, more: Partial<StepRead> = {}): StepRead => ({ id: String(n += 1), kind, onDay, servedOn, ofStep: null, suspends: false, ...more });
const claim = (...steps: StepRead[]): FileRead => ({ kind: 'claim', open: 1000n, dueOn: '2026-01-31', steps });
const control = (...steps: StepRead[]): FileRead => ({ kind: 'control', open: null, dueOn: null, steps });
const notice = step('notice', '2026-01-02', '2026-01-05');

describe('the order of the steps', () => {
  test('notice, reminder, formal notice, enforcement: each needs the one before, received', () => {
    expect(mayTake(claim(), 'reminder', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'missing_step', after: 'notice' });
    expect(mayTake(claim(step('notice', '2026-01-02', null)), 'reminder', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'not_served', after: 'notice' });
    expect(mayTake(claim(notice), 'reminder', FR, '2026-06-01')).toMatchObject({ ok: true, rule: { law: expect.stringContaining('collectivités') } });
    expect(mayTake(claim(notice), 'formal_notice', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'missing_step', after: 'reminder' });
    expect(mayTake(claim(notice, step('reminder', '2026-02-15')), 'formal_notice', FR, '2026-03-02')).toMatchObject({ ok: true });
    expect(mayTake(claim(notice), 'notice', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'already' });
    expect(mayTake(claim(notice), 'office_assessment', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'not_of_kind' });
  });
  test('a delay of thirty days from reception lets the next step be taken on the thirtieth day, not the day before', () => {
    const f = control(step('request', '2026-01-02'), step('formal_notice', '2026-02-01', '2026-02-03'));
    expect(mayTake(f, 'office_proposal', FR, '2026-03-04')).toMatchObject({ ok: false, reason: 'too_early', day: '2026-03-05', rule: { days: 30, article: 'L. 2333-38, L. 2333-39' } });
    expect(mayTake(f, 'office_proposal', FR, '2026-03-05')).toMatchObject({ ok: true });
  });
  test('no assessment by office without a formal notice and a proposal, each with its delay', () => {
    expect(mayTake(control(step('request', '2026-01-02')), 'office_proposal', FR, '2027-01-01')).toMatchObject({ ok: false, reason: 'missing_step', after: 'formal_notice' });
    const upto = control(step('request', '2026-01-02'), step('formal_notice', '2026-02-01'), step('office_proposal', '2026-03-10'));
    expect(mayTake(upto, 'office_assessment', FR, '2026-04-08')).toMatchObject({ ok: false, reason: 'too_early', day: '2026-04-09' });
    expect(mayTake(upto, 'office_assessment', FR, '2026-04-09')).toMatchObject({ ok: true });
  });
  test('nothing is claimed before its day, nor when nothing is open, nor without a rule', () => {
    expect(mayTake({ ...claim(notice), dueOn: '2026-12-31' }, 'reminder', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'not_due', day: '2027-01-01' });
    expect(mayTake({ ...claim(notice), open: 0n }, 'reminder', FR, '2026-06-01')).toMatchObject({ ok: false, reason: 'nothing_open' });
    expect(mayTake(claim(notice), 'reminder', [], '2026-06-01')).toMatchObject({ ok: false, reason: 'no_rule' });
    // A rule is read as it stood on the day.
    expect(mayTake(claim(notice), 'reminder', FR.map((r) => ({ ...r, to: '2026-03-01' })), '2026-06-01')).toMatchObject({ ok: false, reason: 'no_rule' });
  });
});
describe('appeals', () => {
  const appeal = (suspends: boolean): StepRead => step('appeal', '2026-02-01', null, { suspends });
  test('may be filed until the last day of the delay, once at a time', () => {
    expect(mayTake(claim(notice), 'appeal', TN, '2026-03-06')).toMatchObject({ ok: true, rule: { days: 60, suspends: true } });
    expect(mayTake(claim(notice), 'appeal', TN, '2026-03-07')).toMatchObject({ ok: false, reason: 'too_late', day: '2026-03-06' });
    expect(mayTake(claim(notice, appeal(true)), 'appeal', TN, '2026-02-10')).toMatchObject({ ok: false, reason: 'appeal_open' });
  });
  test('one that suspends stops the collection until it is decided; the other does not', () => {
    const held = claim(notice, appeal(true));
    expect([isSuspended(held.steps), mayTake(held, 'reminder', TN, '2026-06-01')]).toMatchObject([true, { ok: false, reason: 'suspended' }]);
    expect(mayTake(claim(notice, appeal(false)), 'reminder', TN, '2026-06-01')).toMatchObject({ ok: true });
    const decided = claim(...held.steps, step('appeal_decision', '2026-03-01', null, { ofStep: held.steps[1]?.id ?? '' }));
    expect([isSuspended(decided.steps), mayTake(decided, 'reminder', TN, '2026-06-01'), mayTake(decided, 'appeal_decision', TN, '2026-06-01')]).toMatchObject([false, { ok: true }, { ok: false, reason: 'no_appeal' }]);
  });
  test('a file does not close over an open appeal; closed, nothing but opening it again', () => {
    expect(mayTake(claim(notice, appeal(false)), 'closed', TN, '2026-06-01')).toMatchObject({ ok: false, reason: 'appeal_open' });
    const closed = claim(notice, step('closed', '2026-05-01'));
    expect([mayTake(closed, 'reminder', TN, '2026-06-01'), mayTake(closed, 'reopened', TN, '2026-06-01')]).toMatchObject([{ ok: false, reason: 'closed' }, { ok: true }]);
    expect(nextSteps(closed, TN, '2026-06-01').map((s) => s.kind)).toEqual(['reopened']);
  });
});
test('every country’s models are of their own text and make a whole chain', () => {
  for (const country of DELAY_COUNTRIES) {
    const models = delayModels(country);
    expect(models).toHaveLength(10);
    expect(models.every((m) => m.law.length > 5 && !m.confirmed)).toBe(true);
    expect(new Set(models.map((m) => `${m.fileKind} ${m.step}`)).size).toBe(10);
    expect(models.filter((m) => m.step === 'appeal').every((m) => m.office !== null && m.officeAr !== null)).toBe(true);
  }
  expect(delayModels('XX')).toEqual([]);
});
test('a reference shows a slip of the pen: one digit wrong, two that changed places', () => {
  // The example of ISO 11649.
  expect(isPaymentReference('RF18 5390 0754 7034')).toBe(true);
  const reference = paymentReference('R12-00045');
  expect(reference).toMatch(/^RF\d\dR1200045$/);
  expect([isPaymentReference(reference), isPaymentReference(reference.replace('45', '54')), isPaymentReference(reference.replace('45', '46'))]).toEqual([true, false, false]);
});
