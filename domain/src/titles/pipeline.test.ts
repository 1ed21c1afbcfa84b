import { describe, expect, test } from '@jest/globals';
import { daysBetween, deadlines, isLate, later, RULES, standing, together } from './index.ts';
import type { StepKind } from './model.ts';

const step = (kind: StepKind, on: string, number: string | null = null, planned = false): { kind: StepKind; on: string; planned: boolean; number: string | null } => ({ kind, on, number, planned });
const MA = [step('deposit', '2019-03-12', 'R 16604'), step('extract_published', '2019-03-20'), step('boundary', '2019-06-08'), step('boundary_notice', '2019-08-31')];

describe('the pipeline of a title', () => {
  test('non immatriculé > réquisition > bornage > titre foncier, whatever the order of writing; a day before is a stage before', () => {
    const whole = [step('registration', '2020-02-01', 'TF 71204'), ...MA];
    expect(standing([], '2026-01-01')).toMatchObject({ stage: 'non_immatricule', state: 'non_immatricule', since: null });
    expect(standing(whole, '2019-03-12')).toMatchObject({ stage: 'requisition', state: 'requisition', requisitionNumber: 'R 16604', since: '2019-03-12', closed: false });
    expect(standing(whole, '2019-06-08')).toMatchObject({ stage: 'bornage', state: 'requisition', requisitionNumber: 'R 16604', since: '2019-06-08' });
    expect(standing(whole, '2026-01-01')).toMatchObject({ stage: 'titre_foncier', state: 'titre_foncier', number: 'TF 71204', closed: true });
  });
  test('a lost copy is said and stays an application; no document at all is a state of its own; a rejected application registers nothing', () => {
    expect(standing([...MA, step('copy_lost', '2021-01-01')], '2026-01-01')).toMatchObject({ state: 'requisition', copyLost: true });
    expect(standing([step('search', '2018-01-01'), step('no_document', '2018-06-01')], '2026-01-01')).toMatchObject({ stage: 'non_immatricule', state: 'sans_document' });
    expect(standing([...MA, step('rejected', '2020-01-01')], '2026-01-01')).toMatchObject({ stage: 'non_immatricule', closed: true });
    expect(standing([...MA, step('boundary', '2027-01-01', null, true)], '2028-01-01').since).toBe('2019-06-08');
  });
  test('a property with several files goes no further than the least advanced', () => {
    const titled = standing([...MA, step('registration', '2020-02-01', 'TF 71204')], '2026-01-01');
    expect(together([titled, standing(MA.slice(0, 1), '2026-01-01')])).toMatchObject({ state: 'requisition', number: 'TF 71204' });
    expect(together([titled, titled])).toMatchObject({ state: 'titre_foncier', number: 'TF 71204, TF 71204' });
    expect(together([])).toBeNull();
  });
});

describe('delays', () => {
  test('Morocco: opposition ends two months after the notice of closing; what is overdue is said, with its text to confirm', () => {
    const found = deadlines('MA', MA, '2019-10-15');
    expect(found.find((d) => d.kind === 'oppositions_end')).toMatchObject({ due: '2019-10-31', kept: false, overdue: false, confirmed: false });
    expect(deadlines('MA', MA, '2019-11-01').find((d) => d.kind === 'oppositions_end')).toMatchObject({ kept: true, overdue: false });
    expect(deadlines('MA', MA, '2020-02-01').find((d) => d.kind === 'registration')).toMatchObject({ due: '2020-01-31', overdue: true });
    expect(deadlines('MA', [...MA, step('registration', '2020-01-15', 'TF 1')], '2026-01-01').filter((d) => d.overdue)).toEqual([]);
    expect([isLate('MA', MA, '2019-10-31'), isLate('MA', MA, '2019-11-01'), isLate('FR', MA, '2030-01-01')]).toEqual([false, true, false]);
  });
  test('a rule holds within its dates and its country; a planned day counts where no rule does', () => {
    expect(deadlines('MA', [step('deposit', '1990-01-01', 'R 1')], '1991-01-01')).toEqual([]);
    expect(deadlines(null, MA, '2026-01-01')).toEqual([]);
    const planned = [step('deposit', '2024-01-01', 'R 1'), step('boundary', '2024-06-01', null, true)];
    expect(deadlines('FR', planned, '2024-06-02')).toMatchObject([{ kind: 'boundary', due: '2024-06-01', overdue: true, law: null }]);
    expect(deadlines('FR', [...planned, step('boundary', '2024-05-20')], '2024-06-02')).toMatchObject([{ kept: true, overdue: false }]);
    expect(RULES.every((r) => r.law !== '' && r.article !== '')).toBe(true);
  });
  test('months end where they must', () => {
    expect([later('2019-12-31', { months: 2 }), later('2020-12-31', { months: 2 }), later('2019-08-31', { months: 1 }), later('2019-12-25', { days: 10 })]).toEqual(['2020-02-29', '2021-02-28', '2019-09-30', '2020-01-04']);
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
  });
});
