import { z } from 'zod';
import { LayerName } from '../layers/model.ts';
import { Filters } from './model.ts';

export const PAPERS = ['A4', 'A3', 'A2', 'A1', 'A0'] as const;
export type Paper = (typeof PAPERS)[number];
export const ORIENTATIONS = ['portrait', 'landscape'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const PrintRequest = z.object({
  /** From the top of the map to its bottom. */
  layers: z.array(LayerName).min(1).max(20),
  center: z.tuple([z.number().min(-180).max(180), z.number().min(-80).max(80)]),
  /** Denominator: 1000 for 1:1000. */
  scale: z.number().int().min(100).max(1_000_000),
  paper: z.enum(PAPERS).default('A4'),
  orientation: z.enum(ORIENTATIONS).default('landscape'),
  language: z.enum(['fr', 'ar', 'en']).default('fr'),
  title: z.string().trim().min(1).max(120).optional(),
  subtitle: z.string().trim().max(160).optional(),
  author: z.string().trim().max(80).optional(),
  grid: z.boolean().default(true),
  filters: Filters.optional(),
});
export type PrintRequest = z.output<typeof PrintRequest>;

export interface Box { x: number; y: number; width: number; height: number }
/** Places on the sheet in millimetres from its top left corner. */
export interface PageLayout { width: number; height: number; margin: number; head: Box; map: Box; side: Box; foot: Box; /** side panel under the map rather than beside it */ stacked: boolean }

const SHORT: Readonly<Record<Paper, number>> = { A4: 210, A3: 297, A2: 420, A1: 594, A0: 841 };
const LONG: Readonly<Record<Paper, number>> = { A4: 297, A3: 420, A2: 594, A1: 841, A0: 1189 };

/**
 * Where everything lies on the sheet: the one source for the preview and the PDF.
 * The legend stands at the end side of the line (left in Arabic), or under the map on an upright sheet.
 */
export function pageLayout(paper: Paper, orientation: Orientation, rtl: boolean): PageLayout {
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
