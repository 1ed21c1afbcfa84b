import type { Geometry } from '@sommier/domain/shared';
import type { Language, LayerStyle, ThemeName } from '@sommier/domain/style';
import type { Bounds } from '../platform/geo.ts';
import type { Shape } from './edit/shape.ts';
import type { Editor } from './edit/types.ts';

/** A layer to draw, top first in the scene. `dim` names the features that a filter keeps: the others stay at 42 %. */
export interface SceneLayer {
  name: string;
  style: LayerStyle;
  /** Layers of one source come in the same tiles. */
  source: string;
  /** Address of the source's tiles, with {z}/{x}/{y}. */
  tiles: string;
  /** The finest tiles asked for; closer views draw the same ones larger. */
  maxzoom: number;
  /** Where the source has anything: no tile is asked for elsewhere. */
  bounds: Bounds | null;
  opacity: number;
  keep?: { rules: readonly string[] };
}
/** A layer that comes whole instead of in tiles: a few thousand shapes, drawn over the tiled layers. */
export interface SceneShapes {
  name: string;
  style: LayerStyle;
  features: readonly { id: string; properties: Readonly<Record<string, string | number>>; geometry: Geometry }[];
}
/** A picture of the ground in tiles of its own; top first in the scene, all under the layers. */
export interface ScenePicture { name: string; tiles: string; minzoom: number; maxzoom: number; size: number; bounds: Bounds; opacity: number }
export interface AnswerPoint { id: string; lon: number; lat: number; share: number }

/** The operator's archive: streets in the Protomaps schema, or pictures. */
export interface Basemap { kind: 'vector' | 'raster'; url: string }

/** A layer of the commune's own that serves as ground where the operator gave no archive: quarters with their names, or streets. */
export interface GroundLayer extends Pick<SceneLayer, 'name' | 'source' | 'tiles' | 'maxzoom' | 'bounds'> { kind: 'quarters' | 'streets'; /** the property of its tiles that names a street, where there is one */ named?: string; /** drawn over it as a layer too: its names stand there */ shown: boolean }

/** Everything the map shows, as a value: the engine draws the difference with what it showed before. */
export interface Scene {
  theme: ThemeName;
  language: Language;
  /** Of the commune: metres become pixels by it. */
  latitude: number;
  layers: readonly SceneLayer[];
  shapes?: readonly SceneShapes[];
  pictures?: readonly ScenePicture[];
  selection: Geometry | null;
  /** The ground within which a listing lies. */
  disc: { lon: number; lat: number; radius: number } | null;
  zone: Geometry | null;
  answer: readonly AnswerPoint[];
  basemap: Basemap | null;
  /** What stands in for a base map; not drawn where there is one. */
  ground?: readonly GroundLayer[];
}

export interface Position { lon: number; lat: number; zoom: number; bounds: Bounds }
export interface Hit { layer: string; id: string; lon: number; lat: number; /** a count standing for many features */ many: boolean }
export type DrawKind = 'polygon' | 'circle' | 'line';
/** Called while the drawing grows (`done` false) and once when it is closed. */
export type OnDraw = (shape: { type: 'Polygon' | 'LineString'; coordinates: [number, number][] }, done: boolean) => void;

/** What the screens ask of the map; only this folder knows the library behind it. */
export interface MapPort {
  show(scene: Scene): void;
  jump(lon: number, lat: number, zoom?: number): void;
  fit(bounds: Bounds, maxZoom?: number): void;
  zoomBy(step: number): void;
  /** Turns the map so that this direction points up, degrees clockwise from north: for a sheet, which may be turned. */
  turn(degrees: number): void;
  /** Moves the window by pixels. */
  pan(dx: number, dy: number): void;
  /** As a click at the middle of the map: the keyboard's way to choose and to place. */
  clickCentre(): void;
  /** The map as it stands, as a PNG. */
  picture(): Promise<Blob>;
  position(): Position;
  /** Picks under a click; `hit` null is bare ground. */
  onClick(listen: (at: { lon: number; lat: number; hit: Hit | null }) => void): () => void;
  onMove(listen: (p: Position) => void): () => void;
  /** Called in each frame of a move: for what must stay over the map. */
  onMoving(listen: () => void): () => void;
  draw(kind: DrawKind, listen: OnDraw): Promise<() => void>;
  /** Takes a shape in hand; the layers stay as they are until the session stops. */
  edit(shape: Shape): Promise<Editor>;
  /** Resolves when everything asked for is drawn. */
  idle(): Promise<void>;
  destroy(): void;
}
