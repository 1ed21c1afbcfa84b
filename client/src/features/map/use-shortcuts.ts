import { useEffect } from 'react';
import { FRAME_EVENTS } from '../../platform/frame-events.ts';
import { useCan } from '../../platform/session.tsx';
import { useWorkspace, type Tool } from './workspace.tsx';

const KEY = 'sommier.letters';
export const lettersOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export const setLetters = (on: boolean): void => localStorage.setItem(KEY, on ? 'on' : 'off');

const TOOLS: Record<string, Tool> = { v: 'choose', z: 'polygon', t: 'circle', m: 'line' };
const STEP = 80; // pixels an arrow moves the map by

const isTyping = (e: KeyboardEvent): boolean => e.target instanceof HTMLElement && (e.target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName));
/** Focus goes to the next region in reading order, or back with Shift. */
const nextRegion = (back: boolean): void => {
  const all = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((r) => r.offsetParent !== null);
  const at = all.findIndex((r) => r.contains(document.activeElement));
  all[(at + (back ? -1 : 1) + all.length) % all.length]?.focus();
};

/** The keyboard map. Single letters work in the focused map only, and not at all where the reader switched them off. */
export const useShortcuts = (): void => {
  const { setOpen, open, setTool, tool, setPlacing, placing, port, view, change, chosen } = useWorkspace();
  const may = useCan()('register.write');
  const asset = chosen?.kind === 'asset';
  useEffect(() => {
    const find = () => setOpen('palette');
    window.addEventListener(FRAME_EVENTS.find, find);
    return () => window.removeEventListener(FRAME_EVENTS.find, find);
  }, [setOpen]);
  useEffect(() => {
    const inMap = (e: KeyboardEvent) => e.target instanceof HTMLElement && e.target.closest('.map') !== null && !isTyping(e);
    const pan = (dx: number, dy: number) => port?.pan(dx * STEP, dy * STEP);
    const onMap: Record<string, () => void> = {
      ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
      '+': () => port?.zoomBy(1), '=': () => port?.zoomBy(1), '-': () => port?.zoomBy(-1),
    };
    const act = (e: KeyboardEvent): (() => void) | undefined => {
      const ctrl = e.ctrlKey || e.metaKey;
      if (ctrl && e.key.toLowerCase() === 'k') return () => setOpen('palette');
      if (ctrl && e.key.toLowerCase() === 'p') return () => setOpen('export');
      if (open) return undefined;
      if (e.key === 'F6') return () => nextRegion(e.shiftKey);
      if (e.key === 'Escape' && placing) return () => setPlacing(null);
      if (e.key === 'Escape' && tool !== 'choose') return () => setTool('choose');
      if (ctrl || e.altKey || isTyping(e)) return undefined;
      if (inMap(e) && onMap[e.key]) return onMap[e.key];
      // A drawing has keys of its own.
      if (view.edit) return undefined;
      // Enter belongs to the drawing while one runs, and to a button that has the focus.
      if (e.key === 'Enter' && tool === 'choose' && (e.target as HTMLElement).matches('.map')) return () => port?.clickCentre();
      if (!lettersOn()) return undefined;
      if (e.key === '?') return () => setOpen('help');
      if (e.key === '/') return () => setOpen('filter');
      if (may && inMap(e) && e.key.toLowerCase() === 'd') return () => { setTool('choose'); change({ edit: 'new' }, true); };
      if (may && asset && e.key.toLowerCase() === 'e') return () => change({ edit: 'shape' }, true);
      const next = inMap(e) ? TOOLS[e.key.toLowerCase()] : undefined;
      return next ? () => setTool(next) : undefined;
    };
    const on = (e: KeyboardEvent) => {
      const run = act(e);
      if (!run) return;
      e.preventDefault();
      run();
    };
    window.addEventListener('keydown', on);
    return () => window.removeEventListener('keydown', on);
  }, [open, setOpen, tool, setTool, placing, setPlacing, port, view.edit, change, asset, may]);
};
