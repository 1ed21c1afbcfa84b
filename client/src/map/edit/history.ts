import type { Shape } from './shape.ts';

/** What a person can do to a shape; the screen has a word for each, said with "undo" and "redo". */
export const STEPS = ['part_drawn', 'area_cut', 'vertex_moved', 'vertex_added', 'vertex_removed', 'part_moved', 'split', 'merged', 'buffered', 'taken', 'part_removed', 'hole_removed',
  'coordinates', 'repaired', 'theirs', 'draft'] as const;
export type StepName = (typeof STEPS)[number];
interface Step { name: StepName; before: Shape; after: Shape }
/** Every change of one session of drawing, in order, with what was undone. */
export interface History { present: Shape; past: readonly Step[]; future: readonly Step[] }

export const begin = (shape: Shape): History => ({ present: shape, past: [], future: [] });
/** One change more; what had been undone is given up. The very same shape is no change. */
export const apply = (h: History, name: StepName, after: Shape): History =>
  (after === h.present ? h : { present: after, past: [...h.past, { name, before: h.present, after }], future: [] });
export const undo = (h: History): History => {
  const step = h.past[h.past.length - 1];
  return step ? { present: step.before, past: h.past.slice(0, -1), future: [step, ...h.future] } : h;
};
export const redo = (h: History): History => {
  const [step, ...rest] = h.future;
  return step ? { present: step.after, past: [...h.past, step], future: rest } : h;
};
export const undoName = (h: History): StepName | null => h.past[h.past.length - 1]?.name ?? null;
export const redoName = (h: History): StepName | null => h.future[0]?.name ?? null;
