import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import type { ThemeName } from '@sommier/domain/style';
import { ellipsoidalArea, ellipsoidalLength } from '../area.ts';
import { faultsOf } from './faults.ts';
import { handOn, type HandEvent } from './hand.ts';
import { apply, begin, redo, redoName, undo, undoName, type StepName } from './history.ts';
import { cut, merge, split } from './operations.ts';
import { paintOn } from './paint.ts';
import { closed, shapeArea, shapePerimeter, withRing, type Pt, type Shape } from './shape.ts';
import { snapper } from './snap.ts';
import type { Editor, EditState, EditTool, Outline } from './types.ts';

const SNAP_PIXELS = 10;

const inside = (p: Pt, outline: readonly Pt[]): boolean => outline.slice(1).reduce((odd, b, i) => {
  const a = outline[i] as Pt;
  return (a[1] > p[1]) !== (b[1] > p[1]) && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0] ? !odd : odd;
}, false);
const holds = (shape: Shape, p: Pt): boolean => shape.some(([outline, ...holes]) => outline !== undefined && inside(p, outline) && !holes.some((h) => inside(p, h)));
const moved = (shape: Shape, part: number, ring: number, to: readonly Pt[]): Shape => {
  const from = shape[part]?.[ring]?.[0], next = to[0];
  if (!from || !next) return shape;
  const [dx, dy] = [next[0] - from[0], next[1] - from[1]];
  return shape.map((p, i) => (i === part ? p.map((r) => r.map(([x, y]): Pt => [x + dx, y + dy])) : p));
};

/** A session of drawing on the map: one shape, its tools, and every step of it undoable. */
export const openEditor = (map: GlMap, first: Shape, theme: ThemeName): Editor => {
  const paint = paintOn(map, theme);
  const snap = snapper(SNAP_PIXELS);
  const listeners = new Set<(s: EditState) => void>();
  let history = begin(first);
  let outlines: readonly Outline[] = [];
  let tool: EditTool = first.length ? 'reshape' : 'part';
  let preview: Shape | null = null;
  let drawing: EditState['drawing'] = null;
  let ring: EditState['ring'] = null;
  let nothing: EditTool | null = null;

  const hand = handOn(map, snap, (e) => { onHand(e); });
  const state = (): EditState => {
    const shape = preview ?? history.present;
    return {
      shape, tool, areaM2: shapeArea(shape), perimeterM: shapePerimeter(shape), faults: faultsOf(shape), drawing, ring, nothing, changed: history.present !== first,
      undo: hand.canUndo() ? 'vertex_placed' : undoName(history), redo: drawing && hand.canRedo() ? 'vertex_placed' : redoName(history),
    };
  };
  const tell = (): void => {
    const s = state();
    paint.ground(s.shape);
    paint.faults(s.faults);
    for (const on of listeners) on(s);
  };
  const lean = (): void => {
    const rings = outlines.flatMap((o) => o.shape.flat());
    snap.lean([...rings, ...history.present.flat()]);
    paint.near(rings);
  };
  /** The hand takes the shape afresh: after a step it did not make itself. */
  const hold = (next: EditTool): void => {
    tool = next;
    preview = null;
    drawing = null;
    hand.hold(history.present, ring, next);
    lean();
    tell();
  };
  const step = (name: StepName, next: Shape, made: EditTool): void => {
    nothing = next === history.present ? made : null;
    history = apply(history, name, next);
    // The library is still in the handler that told us: it must have left it before its features change.
    setTimeout(() => hold(history.present.length ? 'reshape' : 'part'), 0);
  };
  const onDrawn = (points: Pt[]): void => {
    const shape = history.present;
    if (tool === 'split') step('split', split(shape, points), 'split');
    else if (tool === 'cut') { const next = cut(shape, [[closed(points)]]); step('area_cut', shapeArea(next) < shapeArea(shape) ? next : shape, 'cut'); }
    // What crosses itself is kept as it was drawn, with the place shown: the union would mend it in silence.
    else step('part_drawn', faultsOf([[closed(points)]]).length || faultsOf(shape).length ? [...shape, [closed(points)]] : merge(shape, [[closed(points)]]), 'part');
  };
  const onHand = (e: HandEvent): void => {
    if (e.kind === 'chosen') ring = { part: e.part, ring: e.ring };
    else if (e.kind === 'growing') drawing = e.points.length ? { vertices: e.points.length, areaM2: tool === 'split' ? 0 : ellipsoidalArea([e.points]), lengthM: ellipsoidalLength(e.points) } : null;
    else if (e.kind === 'drawn') { onDrawn(e.points); return; } else {
      const next = e.how === 'part_moved' ? moved(history.present, e.part, e.ring, e.points) : withRing(history.present, e.part, e.ring, e.points);
      preview = next;
      if (e.done) {
        history = apply(history, e.how, next);
        preview = null;
        nothing = null;
        if (e.how === 'part_moved') setTimeout(() => hold('move'), 0); else lean();
      }
    }
    tell();
  };
  const onClick = (e: MapMouseEvent): void => {
    if (tool !== 'take') return;
    const at: Pt = [e.lngLat.lng, e.lngLat.lat];
    const under = outlines.filter((o) => holds(o.shape, at)).sort((a, b) => shapeArea(a.shape) - shapeArea(b.shape))[0];
    step('taken', under ? merge(history.present, under.shape) : history.present, 'take');
  };
  map.on('click', onClick);
  hold(tool);

  return {
    state,
    listen: (on) => { listeners.add(on); return () => { listeners.delete(on); }; },
    setTool: (next) => { nothing = null; hold(next); },
    change: (name, next) => { history = apply(history, name, next(history.present)); nothing = null; hold(history.present.length ? 'reshape' : 'part'); },
    undo: () => { if (hand.canUndo()) { hand.undo(); return; } history = undo(history); hold(tool === 'move' ? 'move' : history.present.length ? 'reshape' : 'part'); },
    redo: () => { if (drawing && hand.canRedo()) { hand.redo(); return; } history = redo(history); hold(tool === 'move' ? 'move' : history.present.length ? 'reshape' : 'part'); },
    lean: (next) => { outlines = next; lean(); },
    compare: (theirs) => paint.theirs(theirs),
    choose: (part, r) => { ring = { part, ring: r }; hold('reshape'); },
    stop: () => { map.off('click', onClick); hand.stop(); paint.clear(); },
  };
};
