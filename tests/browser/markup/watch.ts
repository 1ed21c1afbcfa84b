import type { BrowserContext, Page } from 'playwright-core';
import { MARKUP } from '../../faults/payloads.ts';

/** What a payload leaves in a document that took it for markup, whether or not it ran. */
const TRACES = () => {
  const found: string[] = [];
  const script = /^\s*javascript:/i;
  for (const e of document.querySelectorAll('*')) {
    for (const { name, value } of e.attributes) if (/^on/i.test(name) || (script.test(value) && name !== 'value' && name !== 'title' && !name.startsWith('aria-') && !name.startsWith('data-'))) found.push(`<${e.localName} ${name}=${value.slice(0, 60)}>`);
    if (['base', 'object', 'math', 'embed'].includes(e.localName) || (e.localName === 'iframe' && e.hasAttribute('srcdoc')) || (e.localName === 'meta' && e.getAttribute('http-equiv')?.toLowerCase() === 'refresh')
      || (e.localName === 'style' && e.textContent.includes('127.0.0.1:1')) || (e.localName === 'script' && e.textContent.includes('globalThis.ran'))) found.push(`<${e.localName}>`);
  }
  return found;
};
/** Texts of a page, those of its fields and of its attributes read aloud too. */
const READ = (within: string) => [...document.querySelectorAll(within)].flatMap((part) => [part.textContent, ...[...part.querySelectorAll<HTMLInputElement>('input,textarea,select')].map((i) => i.value),
  ...[...part.querySelectorAll('[title],[aria-label]')].flatMap((e) => [e.getAttribute('title') ?? '', e.getAttribute('aria-label') ?? ''])]).join('\n');

/**
 * Listens for anything a payload does in the pages of a context: the flag it sets, a dialog, an error of a script, a call to its address, a report of the
 * page's policy; and looks for what it leaves in the document. `said` is emptied by `take`.
 */
export class Watch {
  readonly said: string[] = [];
  private waiting = 0;
  private quietSince = Date.now();
  constructor(readonly page: Page, addresses: { own: string }) {
    page.on('console', (m) => { if (/SENTINEL|Content Security Policy/i.test(m.text())) this.said.push(`console: ${m.text().slice(0, 200)}`); });
    page.on('dialog', (d) => { this.said.push(`dialog: ${d.message()}`); void d.dismiss(); });
    page.on('pageerror', (e) => { this.said.push(`script: ${e.message.slice(0, 200)}`); });
    page.on('request', (r) => { this.waiting += 1; if (/^https?:/.test(r.url()) && !r.url().startsWith(addresses.own)) this.said.push(`call: ${r.url()}`); });
    const less = () => { this.waiting -= 1; this.quietSince = Date.now(); };
    page.on('requestfinished', less);
    page.on('requestfailed', less);
    page.on('framenavigated', (f) => { if (f === page.mainFrame()) { this.waiting = 0; this.quietSince = Date.now(); } });
  }
  /** Waits until nothing has been asked of the server for a moment. */
  async settle(ms = 120, most = 8_000): Promise<void> {
    const end = Date.now() + most;
    this.quietSince = Date.now();
    while (Date.now() < end && !(this.waiting <= 0 && Date.now() - this.quietSince > ms)) await new Promise((done) => { setTimeout(done, 40); });
  }
  /** Everything noticed since the last time, with what stands in the document now. */
  async take(): Promise<string[]> {
    const traces = await this.page.evaluate(TRACES).catch(() => []);
    return [...this.said.splice(0), ...traces.map((t) => `in the document: ${t}`)];
  }
  /** The payloads that can be read, as texts, in a part of the page. */
  async shown(within: string): Promise<string[]> {
    const text = await this.page.evaluate(READ, within);
    return MARKUP.filter((m) => text.includes(m));
  }
}

/** The flag every payload sets tells of itself; a report of the policy too. Runs in each frame before its own scripts. */
export const setTrap = (context: BrowserContext): Promise<unknown> => context.addInitScript({
  content: `let ran; Object.defineProperty(globalThis, 'ran', { configurable: true, get: () => ran, set: (v) => { ran = v; console.error('SENTINEL a payload ran'); } });
    document.addEventListener('securitypolicyviolation', (e) => { console.error('SENTINEL Content Security Policy ' + e.violatedDirective + ' ' + e.blockedURI); });`,
});
