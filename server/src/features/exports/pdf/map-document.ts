import type { Geometry } from 'geojson';
import type { PageLayout, PrintRequest } from '@sommier/domain/exports';
import type { LayerStyle } from '@sommier/domain/style';

export const POINTS_PER_MM = 72 / 25.4;

/** A feature with its shape already in page points from the top left corner of the sheet, clipped a little outside the frame. */
export interface Shape { properties: Record<string, unknown>; shape: Geometry; /** What the file keeps of it, by column, where it was asked for. */ attributes?: readonly (readonly [name: string, value: string | number | boolean])[] }
/** A square of the sheet, in points, that holds `n` features. */
export interface Cell { x: number; y: number; side: number; n: number }

/** A piece of a picture of the ground (PNG or JPEG), where it lies on the sheet in points. */
export interface GroundPiece { bytes: Buffer; x: number; y: number; width: number; height: number }

export interface PrintLayer {
  style: LayerStyle;
  /** Name of the layer in the reader's list of layers, in the language of the sheet. */
  title: string;
  /** The branch of the reader's list of layers under which it stands. */
  group: string;
  /** Slices in drawing order; a layer too dense for its scale comes as cells instead. */
  shapes?: AsyncIterable<readonly Shape[]>;
  cells?: readonly Cell[];
  /** A picture of the ground instead of features: it lies under all others and under the grid. */
  picture?: { pieces: readonly GroundPiece[]; /** ground a pixel of its source covers, metres; null where it is not known */ pixelM: number | null };
}

/** The ground the frame shows, in a projection in metres. */
export interface GroundFrame {
  epsg: number;
  crsName: string;
  /** Projected coordinates of the middle of the frame, metres. */
  centre: readonly [number, number];
  /** The grid direction that points up the sheet, radians clockwise from grid north. */
  rotation: number;
  /** Projected extent of the frame, metres: the frame itself where the sheet is not turned. */
  west: number; south: number; east: number; north: number;
  /** Lower left, upper left, upper right, lower right as [latitude, longitude] on the projection's own datum. */
  corners: readonly (readonly [number, number])[];
  /** Direction of true north, radians clockwise from the top of the sheet. */
  trueNorth: number;
  /** Stated accuracy of the shift from EPSG:4326, metres; absent where the datum is the same. */
  shiftAccuracy?: number;
  wkt: string;
}

/** A small map of the whole commune, drawn with its own corner at (0, 0), in points; `here` is the ring of the sheet on it. */
export interface Inset { width: number; height: number; scale: number; shapes: readonly Shape[]; here: readonly (readonly [number, number])[] }
/** One line of the table under the map. */
export interface TableRow { code: string; name: string; legal: string; area: string }
export interface Photo { bytes: Buffer; caption: string }

export interface MapDocument {
  page: PageLayout;
  request: PrintRequest;
  frame: GroundFrame;
  /** From the top of the map to its bottom. */
  layers: readonly PrintLayer[];
  title: string; subtitle: string; commune: string;
  /** Day of the print, YYYY-MM-DD. */
  date: string;
  notes: readonly string[];
  /** PNG or JPEG of the commune's arms. */
  logo?: Buffer;
  inset?: Inset;
  table?: { rows: readonly TableRow[]; total: number };
  photos?: readonly Photo[];
  /** What the page is about (a zone, a property): outlined over everything. */
  subject?: Geometry;
  /** The page among its sheets. */
  sheet: { n: number; of: number };
}
