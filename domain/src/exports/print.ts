import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { LayerName } from '../layers/model.ts';
import { Filters } from './model.ts';

export const PAPERS = ['A4', 'A3', 'A2', 'A1', 'A0'] as const;
export type Paper = (typeof PAPERS)[number];
export const ORIENTATIONS = ['portrait', 'landscape'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

const SHORT: Readonly<Record<Paper, number>> = { A4: 210, A3: 297, A2: 420, A1: 594, A0: 841 };
const LONG: Readonly<Record<Paper, number>> = { A4: 297, A3: 420, A2: 594, A1: 841, A0: 1189 };

export const PRINT_FORMATS = ['pdf', 'png', 'jpeg', 'svg'] as const;
export type PrintFormat = (typeof PRINT_FORMATS)[number];
/** Dots per inch of a picture: the screen's, to a printer's. */
export const DPI = { least: 96, most: 300 } as const;

/** Pixels of a sheet as a picture. */
export const pixelsOf = ({ paper, dpi }: { paper: Paper; dpi: number }): number => Math.round(SHORT[paper] / 25.4 * dpi) * Math.round(LONG[paper] / 25.4 * dpi);

/** What of a sheet a template keeps: everything but the place, the scale and the layers. */
export const SheetParts = z.object({
  paper: z.enum(PAPERS).default('A4'),
  orientation: z.enum(ORIENTATIONS).default('landscape'),
  language: z.enum(['fr', 'ar', 'en']).default('fr'),
  title: z.string().trim().min(1).max(120).optional(),
  subtitle: z.string().trim().max(160).optional(),
  author: z.string().trim().max(80).optional(),
  /** Added to the sources the layers name themselves. */
  sources: z.string().trim().max(300).optional(),
  /** In place of the house's words at the foot. */
  disclaimer: z.string().trim().min(1).max(160).optional(),
  /** A day to stand on the sheet in place of today's. */
  date: z.iso.date().optional(),
  grid: z.boolean().default(true),
  legend: z.boolean().default(true),
  figures: z.boolean().default(true),
  scaleBar: z.boolean().default(true),
  north: z.boolean().default(true),
  /** A small map of the commune that shows where the sheet lies. */
  inset: z.boolean().default(false),
  /** A table of the properties the frame shows, under the map. */
  table: z.boolean().default(false),
  /** The first photograph of those properties, beside or in place of the table. */
  photos: z.boolean().default(false),
});
export type SheetParts = z.output<typeof SheetParts>;

export const PrintRequest = SheetParts.extend({
  /** From the top of the map to its bottom. */
  layers: z.array(LayerName).min(1).max(20),
  center: z.tuple([z.number().min(-180).max(180), z.number().min(-80).max(80)]),
  /** The direction that points up the sheet, degrees clockwise from north, as a compass says it. */
  rotation: z.number().min(-180).max(180).default(0),
  format: z.enum(PRINT_FORMATS).default('pdf'),
  /** Pictures only. */
  dpi: z.number().int().min(DPI.least).max(DPI.most).default(150),
  /** The values of each feature written into the PDF, as objects a reader can ask for. */
  attributes: z.boolean().default(false),
  /** The template whose logo stands at the head. */
  template: Id.optional(),
  /** Denominator: 1000 for 1:1000. */
  scale: z.number().int().min(100).max(1_000_000),
  filters: Filters.optional(),
});
export type PrintRequest = z.output<typeof PrintRequest>;

export interface Box { x: number; y: number; width: number; height: number }
/** Places on the sheet in millimetres from its top left corner. */
export interface PageLayout { width: number; height: number; margin: number; head: Box; map: Box; side: Box; foot: Box; /** side panel under the map rather than beside it */ stacked: boolean; /** photographs or a table under the map */ strip?: Box }


/**
 * Where everything lies on the sheet: the one source for the preview and the PDF.
 * The legend stands at the end side of the line (left in Arabic), or under the map on an upright sheet.
 */
export function pageLayout(paper: Paper, orientation: Orientation, rtl: boolean, strip = false): PageLayout {
  const page = bareLayout(paper, orientation, rtl);
  if (!strip) return page;
  const height = Math.round(page.map.height * 0.28);
  return {
    ...page, map: { ...page.map, height: page.map.height - height - 3 },
    strip: { x: page.map.x, y: page.map.y + page.map.height - height, width: page.map.width, height },
  };
}
/** True where the sheet has something to stand under the map. */
export const hasStrip = (r: Pick<PrintRequest, 'table' | 'photos'>): boolean => r.table || r.photos;

function bareLayout(paper: Paper, orientation: Orientation, rtl: boolean): PageLayout {
  const [width, height] = orientation === 'landscape' ? [LONG[paper], SHORT[paper]] : [SHORT[paper], LONG[paper]];
  const margin = paper === 'A4' ? 10 : 14;
  const head = { x: margin, y: margin, width: width - 2 * margin, height: 15 };
  const foot = { x: margin, y: height - margin - 5, width: width - 2 * margin, height: 5 };
  const top = head.y + head.height + 7; // room for the grid's figures
  const ruler = 6; // and for those along the side
  const bottom = foot.y - 3;
  const stacked = orientation === 'portrait';
  if (stacked) {
    const panel = 62;
    const map = { x: margin + ruler, y: top, width: width - 2 * margin - ruler, height: bottom - panel - 4 - top };
    return { width, height, margin, head, map, foot, stacked, side: { x: margin, y: bottom - panel, width: width - 2 * margin, height: panel } };
  }
  const panel = paper === 'A4' ? 62 : 80;
  const gap = 6; // between map and panel; the grid's figures stand at the left of the map in every language
  const mapWidth = width - 2 * margin - panel - gap - ruler;
  const map = { x: rtl ? margin + panel + gap + ruler : margin + ruler, y: top, width: mapWidth, height: bottom - top };
  return { width, height, margin, head, map, foot, stacked, side: { x: rtl ? margin : width - margin - panel, y: top, width: panel, height: bottom - top } };
}
