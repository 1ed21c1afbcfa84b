import type { Locator, Page } from 'playwright-core';
import { expectThat, until } from './check.ts';

const MOST_STOPS = 200;

/** What a stop of the tabulator fails in: nothing shows where the focus is (WCAG 2.4.7), or it is wholly outside the window or under something (2.4.11). */
const faultOfStop = (page: Page): Promise<string | null> => page.evaluate(() => {
  const e = document.activeElement;
  // The button inside a date's field is the browser's own, with the browser's own ring.
  if (!e || e === document.body || (e.matches('input[type=date]') && !e.matches(':focus'))) return null;
  // A field kept for the keyboard alone shows its focus on the button that stands for it.
  const shown = e.matches('.vh') ? e.parentElement?.querySelector('.btn') ?? e : e;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const what = `${e.tagName.toLowerCase()}.${e.className}[${e.getAttribute('type') ?? ''}] "${(e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 40)}"`;
  if ((style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) && style.boxShadow === 'none') return `no visible focus: ${what}`;
  const [left, right, top, bottom] = [Math.max(0, box.left), Math.min(innerWidth, box.right), Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 1 || bottom - top < 1) return `the focus is outside the window: ${what}`;
  const seen = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)));
  return seen.some((at) => at && (shown.contains(at) || at.contains(shown) && at.matches('label, tr, td'))) ? null : `the focus is hidden: ${what}`;
});

/** A list that makes its rows as they come into view may move under a focus that has just come: what is still wrong once it rests is a fault. */
const lastingFault = async (page: Page): Promise<string | null> => {
  let fault = await faultOfStop(page);
  for (const until = Date.now() + 2_000; fault !== null && Date.now() < until;) { await page.waitForTimeout(50); fault = await faultOfStop(page); }
  return fault;
};

/** One reader who has a keyboard and nothing else: no pointer is ever moved, and every stop must show itself. */
export interface Keys {
  /** Goes by Tab (Shift+Tab with `back`) until this element has the focus. */
  to: (target: Locator, back?: boolean) => Promise<void>;
  press: (key: string) => Promise<void>;
  /** Replaces what the focused field holds. */
  fill: (text: string) => Promise<void>;
  /** Goes there and types over what stands there. */
  write: (target: Locator, text: string) => Promise<void>;
  /** Goes there and presses Enter. */
  use: (target: Locator) => Promise<void>;
  /** Chooses in a native list by its arrows. */
  pick: (target: Locator, value: string) => Promise<void>;
}
export const keysOf = (page: Page): Keys => {
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const to = async (target: Locator, back = false): Promise<void> => {
    await target.waitFor({ state: 'attached' });
    for (let n = 0; n < MOST_STOPS; n += 1) {
      if (await target.evaluate((e) => e === document.activeElement)) return;
      await press(back ? 'Shift+Tab' : 'Tab');
      const fault = await lastingFault(page);
      expectThat(fault === null, fault ?? '');
    }
    throw new Error(`not reached in ${String(MOST_STOPS)} stops: ${String(target)}`);
  };
  const fill = async (text: string): Promise<void> => { await press('Control+a'); await page.keyboard.type(text); };
  return {
    to, press, fill,
    write: async (target, text) => { await to(target); await fill(text); },
    use: async (target) => { await to(target); await press('Enter'); },
    pick: async (target, value) => {
      await to(target);
      await press('Home');
      await until(`the choice ${value}`, async () => { if (await target.inputValue() === value) return true; await press('ArrowDown'); return false; }, 20_000);
    },
  };
};
