import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';

interface Windowed {
  /** Rows made: from `from` (included) to `to` (not). */
  from: number;
  to: number;
  /** Pixels that the rows above and below the made ones would take. */
  above: number;
  below: number;
  /** Gives the focus to a row, making it first where it is not. */
  focus: (i: number) => void;
  all: () => void;
}

/** Rows kept ready on each side of what the frame shows. */
const SPARE = 1;
const ROW = 28;
const heightOf = (table: HTMLTableElement | null): number => table?.tBodies[0]?.querySelector<HTMLElement>('tr[aria-rowindex]')?.offsetHeight || ROW;

/**
 * In a low frame only the rows it shows are made, so that a page of a table beside a map stays light; they follow the scroll, the chosen row and the
 * arrows. `first` is how many at the start; undefined makes them all. The frame is the table's parent.
 */
export const useRowWindow = (table: RefObject<HTMLTableElement | null>, count: number, first: number | undefined, at: number): Windowed => {
  const [whole, setWhole] = useState(false);
  const [span, setSpan] = useState({ from: 0, to: first ?? count });
  const [wanted, want] = useState<number | null>(null);
  const on = first !== undefined && !whole && count > first;
  useEffect(() => {
    const frame = table.current?.parentElement;
    if (!on || !frame) return undefined;
    const follow = () => {
      const height = heightOf(table.current);
      const from = Math.max(0, Math.min(Math.floor(frame.scrollTop / height) - SPARE, count - first));
      const to = Math.min(count, from + Math.max(first, Math.ceil(frame.clientHeight / height) + 2 * SPARE));
      setSpan((old) => (old.from === from && old.to === to ? old : { from, to }));
    };
    follow();
    frame.addEventListener('scroll', follow, { passive: true });
    return () => frame.removeEventListener('scroll', follow);
  }, [table, on, count, first]);
  const show = useCallback((i: number) => {
    const frame = table.current?.parentElement;
    if (!frame || i < 0) return;
    const height = heightOf(table.current);
    const head = table.current?.tHead?.offsetHeight ?? 0;
    const top = i * height;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top + height + head > frame.scrollTop + frame.clientHeight) frame.scrollTop = top + height + head - frame.clientHeight;
  }, [table]);
  // What was chosen on the map is brought into sight.
  useEffect(() => { if (on) show(at); }, [on, at, show]);
  useLayoutEffect(() => {
    if (wanted === null) return;
    const row = table.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${wanted + 2}"]`);
    if (row) { row.focus({ preventScroll: true }); want(null); }
  }, [table, wanted, span]);
  const focus = useCallback((i: number) => { if (i >= 0 && i < count) { show(i); want(i); } }, [count, show]);
  const [from, to] = on ? [Math.min(span.from, count), Math.min(span.to, count)] : [0, count];
  const height = on ? heightOf(table.current) : ROW;
  return { from, to, above: from * height, below: (count - to) * height, focus, all: () => setWhole(true) };
};
