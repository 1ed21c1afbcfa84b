import { expect, test } from '@jest/globals';
import { paymentReference, showReference } from '../collection/reference.ts';
import { candidates, settled, type Line, type Payable } from './match.ts';

const account = (id: string, reference: string, open: bigint, payer: string[] = [], dueOn = '2026-11-05'): Payable => ({ account: id, reference, payer, dues: [{ dueOn, open }] });
const line = (more: Partial<Line>): Line => ({ paidOn: '2026-11-10', amount: 1_250_500n, reference: null, words: [], text: '', ...more });

test('a reference in the line, however written, settles it', () => {
  const list = candidates(line({ text: 'VIR LOYER BC2024-0017 NOV' }), [account('1', 'BC-2024-0017', 5n), account('2', 'BC-2024-0018', 1_250_500n)]);
  expect(settled(list)).toMatchObject({ account: '1', by: 'reference' });
});
test('two references in one line wait for a person', () => { expect(settled(candidates(line({ text: 'BC-2024-0017 et BC-2024-0018' }), [account('1', 'BC-2024-0017', 5n), account('2', 'BC-2024-0018', 5n)]))).toBeNull(); });
test('one exact amount near its day settles; two accounts of the same amount do not', () => {
  expect(settled(candidates(line({}), [account('1', 'A-1001', 1_250_500n), account('2', 'A-1002', 900n)]))).toMatchObject({ account: '1', by: 'amount' });
  expect(settled(candidates(line({}), [account('1', 'A-1001', 1_250_500n), account('2', 'A-1002', 1_250_500n)]))).toBeNull();
  expect(settled(candidates(line({}), [account('1', 'A-1001', 1_250_500n, [], '2025-01-05')]))).toBeNull();
});
test('a name alone is a candidate, not a match', () => {
  const list = candidates(line({ amount: 7n, words: ['dar', 'bir', 'sarl'] }), [account('1', 'A-1001', 1_250_500n, ['dar', 'bir', 'sarl'])]);
  expect(list).toHaveLength(1);
  expect(settled(list)).toBeNull();
});
test('the reference of a notice names its claim, in groups or not, and beats the amount; a slip of the pen does not', () => {
  const reference = paymentReference('R12-00007'), noticed = new Map([[reference, { account: '2', due: '70' }], [paymentReference('R12-00008'), { account: '2', due: '71' }], [paymentReference('R12-00009'), { account: '1', due: '72' }]]);
  const both = [account('1', '', 1_250_500n), account('2', '', 5n)], ask = (text: string) => settled(candidates(line({ text }), both, noticed));
  expect(ask(`VIREMENT ${showReference(reference)} TAXE`)).toMatchObject({ account: '2', by: 'reference', due: '70' });
  expect(ask(`vir ${reference.toLowerCase()}-2026`)).toMatchObject({ account: '2', due: '70' });
  expect(ask(`${reference} ${paymentReference('R12-00008')}`)).toEqual({ account: '2', by: 'reference', score: 100 });
  expect(ask(`${reference} ${paymentReference('R12-00009')}`)).toBeNull();
  expect(ask(reference.replace(/7$/, '8'))).toMatchObject({ account: '1', by: 'amount' });
});
