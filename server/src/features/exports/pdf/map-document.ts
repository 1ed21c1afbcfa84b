import type { Geometry } from 'geojson';
import type { PageLayout, PrintRequest } from '@sommier/domain/exports';
import type { LayerStyle } from '@sommier/domain/style';

export const POINTS_PER_MM = 72 / 25.4;

/** A feature with its shape already in page points from the top left corner of the sheet, clipped a little outside the frame. */
export interface Shape { properties: Record<string, unknown>; shape: Geometry }
/** A square of the sheet, in points, that holds `n` features. */
export interface Cell { x: number; y: number; side: number; n: number }

export interface PrintLayer {
  style: LayerStyle;
  /** Name of the layer in the reader's list of layers, in the language of the sheet. */
  title: string;
  /** Slices in drawing order; a layer too dense for its scale comes as cells instead. */
  shapes?: AsyncIterable<readonly Shape[]>;
  cells?: readonly Cell[];
}

/** The ground the frame shows, in a projection in metres. */
export interface GroundFrame {
  epsg: number;
  crsName: string;
  /** Projected coordinates of the frame's lower left and upper right corners, metres. */
  west: number; south: number; east: number; north: number;
  /** Lower left, upper left, upper right, lower right as [latitude, longitude] on the projection's own datum. */
  corners: readonly (readonly [number, number])[];
  /** Direction of true north, radians clockwise from the top of the sheet. */
  trueNorth: number;
  /** Stated accuracy of the shift from EPSG:4326, metres; absent where the datum is the same. */
  shiftAccuracy?: number;
  wkt: string;
}

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
}
