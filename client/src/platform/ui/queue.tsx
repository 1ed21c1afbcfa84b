import './queue.css';
import './difference.css';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Empty } from './basics.tsx';
import { Pager } from './pager.tsx';
import { Tabs, type Tab } from './tabs.tsx';

/** A line of a queue: what names it, and whether it is ticked for a decision together. */
export interface QueueLine { key: string; body: ReactNode; ticked?: boolean }
interface QueueProps<K extends string> {
  title: string;
  tabs: readonly Tab<K>[];
  tab: K;
  onTab: (key: K) => void;
  lines: readonly QueueLine[];
  /** Under the title: a button, a job's line, a refusal. */
  head?: ReactNode;
  page?: { page: number; size: number; total: number; onPage: (page: number) => void } | undefined;
  /** Letters and figures that press the pane's button of the same `data-key`. */
  letters: string;
  keys: ReactNode;
  /** X ticks the line; its name is what the box is called. */
  onTick?: (index: number) => void;
  tickLabel?: string;
  none?: { title: string; why: string } | undefined;
  /** What the pane shows of the line in hand; -1 when there is none. */
  children: (index: number) => ReactNode;
}

const typing = (target: HTMLElement): boolean => (target.tagName === 'INPUT' && !['radio', 'checkbox'].includes((target as HTMLInputElement).type)) || ['TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('dialog') !== null;

/**
 * A queue to decide: the lines at the start, the one in hand beside them, its buttons at its foot. J and K go through the lines, the letters press the buttons that
 * carry them; what is decided leaves and the next takes its place.
 */
export const Queue = <K extends string>({ title, tabs, tab, onTab, lines, head, page, letters, keys, onTick, tickLabel, none, children }: QueueProps<K>) => {
  const [at, go] = useState(0);
  const pane = useRef<HTMLElement>(null);
  const here = lines.length === 0 ? -1 : Math.min(at, lines.length - 1);
  useEffect(() => { document.title = `${title} · Sommier`; }, [title]);
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target as HTMLElement)) return;
      const key = e.key.toLowerCase();
      if (key === 'j') go(() => Math.min(here + 1, Math.max(0, lines.length - 1)));
      else if (key === 'k') go(() => Math.max(here - 1, 0));
      else if (key === 'x' && onTick && here >= 0) onTick(here);
      else if (key.length === 1 && letters.includes(key)) pane.current?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)?.click();
      else return;
      e.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [lines.length, here, letters, onTick]);
  return (
    <main id="main" className="queue">
      <aside className="lines">
        <div><h1>{title}</h1>{head}</div>
        <Tabs label={title} panel="queue-pane" value={tab} onChange={(k) => { go(0); onTab(k); }} tabs={tabs} />
        <ol>{lines.map((l, i) => (
          <li key={l.key} className={onTick && 'ticks'}>
            {onTick && <input type="checkbox" checked={l.ticked === true} aria-label={tickLabel} onChange={() => onTick(i)} />}
            <button type="button" aria-current={i === here ? true : undefined} onClick={() => go(i)}>{l.body}</button>
          </li>
        ))}</ol>
        {page && page.total > page.size ? <Pager {...page} onPage={(p) => { go(0); page.onPage(p); }} /> : <span />}
        <p className="keys"><kbd>J</kbd> <kbd>K</kbd> {keys}</p>
      </aside>
      <section className="pane" id="queue-pane" role="tabpanel" aria-label={title} tabIndex={0} ref={pane}>
        {here < 0 && none && <Empty title={none.title} why={none.why} />}
        {here >= 0 && children(here)}
      </section>
    </main>
  );
};
