import type { Fault } from './faults.ts';
import type { StepName } from './history.ts';
import type { Shape } from './shape.ts';

/** Reshape and move work on what is there; the others draw something that is then joined, taken out or used to divide. */
export const EDIT_TOOLS = ['reshape', 'move', 'part', 'cut', 'split', 'take'] as const;
export type EditTool = (typeof EDIT_TOOLS)[number];
/** An outline of somebody else: to snap to, and with `take` to make one's own. */
export interface Outline { id: string; kind: 'parcel' | 'asset'; label: string; shape: Shape }

export interface EditState {
  shape: Shape;
  tool: EditTool;
  areaM2: number;
  perimeterM: number;
  faults: readonly Fault[];
  undo: StepName | 'vertex_placed' | null;
  redo: StepName | 'vertex_placed' | null;
  /** What the hand is drawing, measured as it grows. */
  drawing: { vertices: number; areaM2: number; lengthM: number } | null;
  /** The ring whose corners show. */
  ring: { part: number; ring: number } | null;
  /** The last tool changed nothing: a line that divides nothing, a cut beside the ground. */
  nothing: EditTool | null;
  changed: boolean;
}
export interface Editor {
  state: () => EditState;
  listen: (on: (s: EditState) => void) => () => void;
  setTool: (tool: EditTool) => void;
  /** One named step; undoable. */
  change: (name: StepName, next: (shape: Shape) => Shape) => void;
  undo: () => void;
  redo: () => void;
  lean: (outlines: readonly Outline[]) => void;
  compare: (theirs: Shape | null) => void;
  choose: (part: number, ring: number) => void;
  stop: () => void;
}
