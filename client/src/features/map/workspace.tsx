import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Geometry } from '@sommier/domain/shared';
import type { DrawKind, MapPort, Position, SceneShapes } from '../../map/index.ts';
import type { ProblemError } from '../../platform/call.ts';
import type { Chosen, MapSearch } from '../../platform/map-view.ts';
import { useView, type ChangeView } from './use-view.ts';

export type Tool = 'choose' | DrawKind;
/** What waits for its place: an asset needs the version that was read. */
export interface Placing { kind: 'asset' | 'listing'; id: string; name: string; version: number }
export interface AskedZone { polygon: Geometry }
export type Open = 'palette' | 'help' | 'filter' | 'export' | null;

interface Workspace {
  view: MapSearch;
  change: ChangeView;
  chosen: Chosen | null;
  choose: (c: Chosen | null) => void;
  port: MapPort | null;
  setPort: (p: MapPort | null) => void;
  position: Position | null;
  setPosition: (p: Position) => void;
  tool: Tool;
  setTool: (t: Tool) => void;
  drawn: AskedZone | null;
  setDrawn: (z: AskedZone | null) => void;
  placing: Placing | null;
  setPlacing: (p: Placing | null) => void;
  placeError: ProblemError | null;
  setPlaceError: (e: ProblemError | null) => void;
  /** Drawn over the layers: the conflicts of titles, while they are shown. */
  overlay: readonly SceneShapes[];
  setOverlay: (s: readonly SceneShapes[]) => void;
  open: Open;
  setOpen: (o: Open) => void;
  /** Words of the filter: they may be names, so they stay out of the address. */
  words: string;
  setWords: (w: string) => void;
}
const WorkspaceContext = createContext<Workspace | null>(null);

/** One state for the map, the table and the sheet. */
export const WorkspaceProvider = ({ children }: { children: ReactNode }) => {
  const { view, change, chosen, choose } = useView();
  const [port, setPort] = useState<MapPort | null>(null);
  const [position, setPosition] = useState<Position | null>(null);
  const [tool, setTool] = useState<Tool>('choose');
  const [drawn, hold] = useState<AskedZone | null>(null);
  const [placing, holdPlacing] = useState<Placing | null>(null);
  const [placeError, setPlaceError] = useState<ProblemError | null>(null);
  const setPlacing = useCallback((p: Placing | null) => { setPlaceError(null); holdPlacing(p); }, []);
  const [overlay, setOverlay] = useState<readonly SceneShapes[]>([]);
  const [open, setOpen] = useState<Open>(null);
  const [words, setWords] = useState('');
  const setDrawn = useCallback((z: AskedZone | null) => {
    hold(z);
    change({ zone: undefined, page: undefined, ...(z ? {} : { tab: undefined }) });
  }, [change]);
  const value = useMemo(
    () => ({ view, change, chosen, choose, port, setPort, position, setPosition, tool, setTool, drawn, setDrawn, placing, setPlacing, placeError, setPlaceError, overlay, setOverlay, open, setOpen, words, setWords }),
    [view, change, chosen, choose, port, position, tool, drawn, setDrawn, placing, setPlacing, placeError, overlay, open, words],
  );
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
};

export const useWorkspace = (): Workspace => {
  const w = useContext(WorkspaceContext);
  if (!w) throw new Error('no WorkspaceProvider above');
  return w;
};
