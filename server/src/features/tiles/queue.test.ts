import { expect, test } from '@jest/globals';
import { Coalesced } from '../../platform/coalesced.ts';
import { Unwanted, WorkQueue } from './queue.ts';
import { Recent } from './recent.ts';

const never = (): void => undefined;
const later = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

test('a key is worked on once, and no more than the width at a time', async () => {
  const queue = new WorkQueue<number>(2);
  let running = 0, most = 0, done = 0;
  const work = async (): Promise<number> => {
    most = Math.max(most, running += 1);
    await later(5);
    running -= 1;
    return done += 1;
  };
  await Promise.all(['a', 'b', 'c', 'd', 'a', 'b'].map((key) => queue.do(key, never, work)));
  expect([most, done]).toEqual([2, 4]);
});

test('who asks after the work began gets newer work', async () => {
  const queue = new WorkQueue<number>(2);
  let now = 0;
  const work = async (): Promise<number> => { const seen = now; await later(5); return seen; };
  const early = queue.do('k', never, work);
  await later(1);
  now = 1;
  expect(await Promise.all([early, queue.do('k', never, work)])).toEqual([0, 1]);
});

test('what nobody waits for any more never begins, and frees its place', async () => {
  const queue = new WorkQueue<string>(1);
  let leave = (): void => undefined;
  const first = queue.do('first', never, () => later(10).then(() => 'first'));
  let began = false;
  const second = queue.do('second', (leaves) => { leave = leaves; }, () => { began = true; return Promise.resolve('second'); });
  leave();
  await expect(second).rejects.toBeInstanceOf(Unwanted);
  expect([await first, began]).toEqual(['first', false]);
  expect(await queue.do('third', never, () => Promise.resolve('third'))).toBe('third');
});

test('a failed piece of work is told to all and blocks nothing', async () => {
  const queue = new WorkQueue<string>(1);
  const fail = () => Promise.reject(new Error('no'));
  const both = [queue.do('a', never, fail), queue.do('a', never, fail)];
  for (const one of both) await expect(one).rejects.toThrow('no');
  expect(await queue.do('a', never, () => Promise.resolve('yes'))).toBe('yes');
});

test('who asks while an answer is on its way gets a newer one', async () => {
  const asked = new Coalesced<number>();
  let now = 0;
  const question = async (): Promise<number> => { const seen = now; await later(50); return seen; };
  const early = asked.ask('k', question);
  await later(2);
  now = 1;
  const late = [asked.ask('k', question), asked.ask('k', question)];
  expect([await early, ...await Promise.all(late)]).toEqual([0, 1, 1]);
});

test('of a width of two, a second question goes out beside the first, each for all who came before it; a failed one leaves its place', async () => {
  const asked = new Coalesced<number>(2);
  let questions = 0;
  const question = async (): Promise<number> => { const mine = questions += 1; await later(30); if (mine === 2) throw new Error('no'); return mine; };
  const first = [asked.ask('k', question), asked.ask('k', question)];
  await later(5);
  const second = [asked.ask('k', question), asked.ask('k', question)], failed = Promise.allSettled(second);
  await later(5);
  const third = [asked.ask('k', question), asked.ask('k', question)];
  expect(questions).toBe(2);
  expect(await Promise.all(first)).toEqual([1, 1]);
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all(third)).toEqual([3, 3]);
});

test('the oldest bytes leave first', () => {
  const recent = new Recent(8 * 1300);
  for (let i = 0; i < 9; i += 1) {
    recent.put(String(i), { bytes: Buffer.alloc(1000), zipped: false, version: '1' });
    recent.get('0');
  }
  expect(recent.get('0')).toBeDefined();
  expect(recent.get('1')).toBeUndefined();
  expect(recent.get('8')).toBeDefined();
});

test('a tile kept again takes the place of the one before', () => {
  const recent = new Recent(8 * 1300);
  for (let i = 0; i < 20; i += 1) recent.put('k', { bytes: Buffer.alloc(1000), zipped: false, version: String(i) });
  recent.put('other', { bytes: Buffer.alloc(1000), zipped: false, version: '1' });
  expect([recent.get('k')?.version, recent.get('other')?.version]).toEqual(['19', '1']);
});
