import { useEffect, useRef, useState } from 'react';
import type { DrawKind, MapPort, OnDraw } from './port.ts';

/**
 * Draws by hand while `kind` is set. Answers whether the tool is in hand: its code comes on demand, and a click before that would be lost,
 * so the screen says to wait until then. `onShape` may change without the drawing starting again.
 */
export const useDrawing = (port: MapPort | null, kind: DrawKind | null, onShape: OnDraw): boolean => {
  const [ready, setReady] = useState(false);
  const held = useRef(onShape);
  held.current = onShape;
  useEffect(() => {
    if (!port || !kind) return undefined;
    let stop: (() => void) | null = null, left = false;
    void port.draw(kind, (shape, done) => held.current(shape, done)).then((end) => {
      if (left) { end(); return; }
      stop = end;
      setReady(true);
    });
    return () => { left = true; setReady(false); stop?.(); };
  }, [port, kind]);
  return ready;
};
