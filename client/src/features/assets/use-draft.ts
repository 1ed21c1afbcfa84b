import { useEffect, useRef, useState } from 'react';

interface Kept<T> { at: string; state: T; over: T }
const read = <T,>(key: string): Kept<T> | null => {
  try { return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null; } catch { return null; }
};

/**
 * A form's state that outlives the tab: kept in this browser half a second after each change, taken up again at the next opening, dropped when it
 * is saved or given up. `lay` puts what was typed over an older version onto `first`.
 */
export const useDraft = <T,>(key: string, first: T, lay: (typed: T, over: T, onto: T) => T): { state: T; set: (next: T) => void; taken: string | null; drop: () => void; kept: boolean } => {
  const [found] = useState(() => read<T>(key));
  const [state, hold] = useState<T>(found ? lay(found.state, found.over, first) : first);
  const [taken, setTaken] = useState<string | null>(found?.at ?? null);
  const [kept, setKept] = useState(found !== null);
  const dirty = useRef(false);
  const over = JSON.stringify(first);
  useEffect(() => {
    if (!dirty.current) return undefined;
    const id = setTimeout(() => {
      try { localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), state, over: JSON.parse(over) as T } satisfies Kept<T>)); setKept(true); } catch { setKept(false); }
    }, 500);
    return () => clearTimeout(id);
  }, [key, state, over]);
  const set = (next: T) => { dirty.current = true; hold(next); };
  const drop = () => { dirty.current = false; localStorage.removeItem(key); hold(first); setTaken(null); setKept(false); };
  return { state, set, taken, drop, kept };
};
