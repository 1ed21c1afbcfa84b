import type PDFKit from 'pdfkit';
import { POINTS_PER_MM, type MapDocument } from './map-document.ts';

/** What pdfkit knows of its catalogue; not in its published types. */
export interface Root { _root: { data: Record<string, unknown> } }
// pdfkit writes a String object as a text string (UTF-16 where needed) and a primitive one as a name.
export const text = (value: string): unknown => new String(value);

export interface Ref { end: () => void }
export const dictionary = (doc: PDFKit.PDFDocument, data: Record<string, unknown>): Ref => (doc as unknown as { ref: (data: Record<string, unknown>) => Ref }).ref(data);

/** Puts `code` into the file as it stands: pdfkit rounds numbers to six digits, a decimetre where they are degrees. It writes references through toString. */
const written = (ref: Ref, code: string): unknown => {
  const reference: unknown = Object.getPrototypeOf(Object.getPrototypeOf(ref));
  return Object.assign(Object.create(reference as object) as object, { toString: () => code });
};

interface Layered { title: string; group: string }
/** Draws inside a layer's group. */
export type InLayer = (draw: () => Promise<void>) => Promise<void>;

/**
 * One optional content group per layer under one per branch, in the reader's list from the top of the map to its bottom, all switched on (ISO 32000-1
 * 8.11); a branch switches all it holds. Answers what makes a page know them, and a drawer per layer.
 */
export function optionalContent(doc: PDFKit.PDFDocument, layers: readonly Layered[]): { page: () => void; layers: InLayer[] } {
  const branches = [...new Set(layers.map((layer) => layer.group))];
  const group = (name: string): Ref => dictionary(doc, { Type: 'OCG', Name: text(name) });
  const [parents, groups] = [branches.map(group), layers.map((layer) => group(layer.title))];
  const properties = Object.fromEntries([...groups.map((ref, i) => [`Layer${i}`, ref]), ...parents.map((ref, i) => [`Group${i}`, ref])]);
  const all = [...parents, ...groups];
  (doc as unknown as Root)._root.data['OCProperties'] = {
    OCGs: all, D: { Name: text('Sommier'), Order: branches.flatMap((name, i) => [parents[i], groups.filter((_, k) => layers[k]?.group === name)]), ON: all, BaseState: 'ON' },
  };
  for (const one of all) one.end();
  return {
    page: () => { (doc.page as unknown as { resources: { data: Record<string, unknown> } }).resources.data['Properties'] = properties; },
    layers: layers.map((layer, i) => async (draw) => {
      doc.addContent(`/OC /Group${branches.indexOf(layer.group)} BDC /OC /Layer${i} BDC`);
      await draw();
      doc.addContent('EMC EMC');
    }),
  };
}

/**
 * Says where on Earth the map frame lies (ISO 32000-2 12.10): a viewport over the frame alone, its corners in latitude and longitude on the
 * projection's own datum, and the projection by EPSG code and WKT.
 */
export function georeference(doc: PDFKit.PDFDocument, { page, frame }: Pick<MapDocument, 'page' | 'frame'>): void {
  const [x, y, w, h] = [page.map.x, page.height - page.map.y - page.map.height, page.map.width, page.map.height].map((mm) => mm * POINTS_PER_MM) as [number, number, number, number];
  const projection = dictionary(doc, { Type: 'PROJCS', EPSG: frame.epsg, WKT: text(frame.wkt) });
  const measure = dictionary(doc, {
    Type: 'Measure', Subtype: 'GEO', Bounds: [0, 0, 0, 1, 1, 1, 1, 0], LPTS: [0, 0, 0, 1, 1, 1, 1, 0],
    GPTS: written(projection, `[${frame.corners.flat().map((degrees) => degrees.toFixed(9)).join(' ')}]`), GCS: projection,
    PDU: ['M', 'SQM', 'DEG'],
  });
  const viewport = dictionary(doc, { Type: 'Viewport', BBox: [x, y, x + w, y + h], Name: text('Sommier'), Measure: measure });
  (doc.page as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data['VP'] = [viewport];
  for (const ref of [projection, measure, viewport]) ref.end();
}
