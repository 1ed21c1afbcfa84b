import { expect, test } from '@jest/globals';
import { silences, type Sign } from './silence.ts';

/** A watch that looks every ten seconds; answers at which second the worker of these signs was first called silent. */
function told(sign: (second: number) => Pick<Sign, 'beat' | 'said'>, seconds = 120): number | undefined {
  let second = 0;
  const look = silences(() => second * 1000);
  for (; second <= seconds; second += 10) if (look([{ id: '1', worker: 'elsewhere/1/x', ...sign(second) }]).has('1')) return second;
  return undefined;
}

test('who speaks lives, whatever the clock of the day does', () => {
  expect(told((s) => ({ beat: `b${String(s)}`, said: 2 }))).toBeUndefined();
  // Forward two hours at the thirtieth second: one look finds an old sign, the next a new one.
  expect(told((s) => ({ beat: `b${String(s)}`, said: s === 30 ? 7202 : 2 }))).toBeUndefined();
  expect(told((s) => ({ beat: `b${String(s)}`, said: -7200 }))).toBeUndefined();
});
test('who is silent is dead: soon where the clock says so, after half a minute where it went back', () => {
  expect(told(() => ({ beat: 'b', said: 60 }))).toBe(10);
  expect(told((s) => ({ beat: 'b', said: s }))).toBe(40);
  expect(told((s) => ({ beat: 'b', said: s - 7200 }))).toBe(40);
});
