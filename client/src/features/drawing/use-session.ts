import { useEffect, useState } from 'react';
import { nearGeometries } from '@sommier/domain/geometries';
import { shapeOf, type Editor, type EditState, type MapPort, type Outline, type Shape } from '../../map/index.ts';
import { call } from '../../platform/call.ts';
import { useCommune } from '../../platform/session.tsx';

/** Closer than this, outlines are worth leaning on; the window stays within what the server answers. */
const NEAR_ZOOM = 15;
const HALF_WINDOW = 0.024;
const PAUSE_MS = 250;

const boundsOf = (shape: Shape): [number, number, number, number] | null => {
  const all = shape.flat(2);
  return all.length ? [Math.min(...all.map((p) => p[0])), Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[0])), Math.max(...all.map((p) => p[1]))] : null;
};

/** Opens a session of drawing on the map and follows it. */
export const useSession = (port: MapPort, start: Shape): { editor: Editor | null; state: EditState | null } => {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [state, setState] = useState<EditState | null>(null);
  useEffect(() => {
    let left = false;
    let stop = () => {};
    const box = boundsOf(start);
    if (box) port.fit(box, 19);
    void port.edit(start).then((made) => {
      if (left) { made.stop(); return; }
      const off = made.listen(setState);
      stop = () => { off(); made.stop(); };
      setEditor(made);
      setState(made.state());
    });
    return () => { left = true; stop(); setEditor(null); setState(null); };
    // A session has one start; what comes later comes as a step of it.
  }, [port]);
  return { editor, state };
};

/** Brings the outlines round the middle of the map, each time it comes to rest. */
export const useNear = (port: MapPort, editor: Editor | null, except: string | undefined): void => {
  const { code: commune } = useCommune();
  useEffect(() => {
    if (!editor) return undefined;
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bring = () => {
      const { zoom, lon, lat, bounds: [w, s, e, n] } = port.position();
      if (zoom < NEAR_ZOOM) { editor.lean([]); return; }
      const bbox = [Math.max(w, lon - HALF_WINDOW), Math.max(s, lat - HALF_WINDOW), Math.min(e, lon + HALF_WINDOW), Math.min(n, lat + HALF_WINDOW)].map((x) => x.toFixed(6)).join(',');
      void call(nearGeometries, { params: { commune }, query: { bbox, ...(except ? { except } : {}) } }, { signal: gone.signal }).then(({ parcels, assets }) => {
        const outline = (kind: Outline['kind']) => (x: { id: string; label: string; geometry: Parameters<typeof shapeOf>[0] }): Outline => ({ id: x.id, kind, label: x.label, shape: shapeOf(x.geometry) ?? [] });
        editor.lean([...parcels.map(outline('parcel')), ...assets.map(outline('asset'))]);
      }).catch(() => undefined); // drawing goes on without anything to lean on
    };
    bring();
    const off = port.onMove(() => { clearTimeout(timer); timer = setTimeout(bring, PAUSE_MS); });
    return () => { off(); clearTimeout(timer); gone.abort(); };
  }, [port, editor, except, commune]);
};
