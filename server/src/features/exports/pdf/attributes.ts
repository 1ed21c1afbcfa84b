import type PDFKit from 'pdfkit';
import { dictionary, type Ref, type Root, text } from './geo.ts';
import type { Shape } from './map-document.ts';

/** More than this on one sheet and a reader of PDF opens it for minutes; the layer keeps its drawing, the data file its values. */
const MOST = 20_000;
interface Element extends Ref { data: Record<string, unknown> }
const element = (doc: PDFKit.PDFDocument, data: Record<string, unknown>): Element => dictionary(doc, data) as Element;

/**
 * The features of a map as structure elements with user properties (ISO 32000-1 14.7.5.4): each drawn piece is marked, and its element carries the
 * columns of the row, so that a reader of maps lists the features of each layer with their values.
 */
export class AttributeTree {
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: Element;
  readonly #layers = new Map<string, { ref: Element; kids: Element[] }>();
  readonly #pages: Element[][] = [];
  #count = 0;
  constructor(doc: PDFKit.PDFDocument) { this.#doc = doc; this.#root = element(doc, { Type: 'StructTreeRoot' }); }

  /** A page begins: its marks are counted from 0. */
  page(): void {
    this.#pages.push([]);
    (this.#doc.page as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data['StructParents'] = this.#pages.length - 1;
  }

  /** Marks what `draw` draws as one feature of `layer`. */
  feature(layer: string, shape: Shape, draw: () => void): void {
    const page = this.#pages.at(-1);
    if (!page || this.#count >= MOST || !shape.attributes) { draw(); return; }
    this.#count += 1;
    let mine = this.#layers.get(layer);
    if (!mine) { mine = { ref: element(this.#doc, { Type: 'StructElem', S: 'Layer', T: text(layer), P: this.#root }), kids: [] }; this.#layers.set(layer, mine); }
    const properties = shape.attributes.map(([name, value]) => ({ N: text(name), V: typeof value === 'string' ? text(value) : value }));
    const one = element(this.#doc, { Type: 'StructElem', S: 'Feature', P: mine.ref, T: text(String(shape.properties['id'] ?? '')), Pg: (this.#doc.page as unknown as { dictionary: Ref }).dictionary, K: page.length, A: { O: 'UserProperties', P: properties } });
    this.#doc.addContent(`/Feature <</MCID ${page.length}>> BDC`);
    draw();
    this.#doc.addContent('EMC');
    page.push(one);
    mine.kids.push(one);
    one.end();
  }

  end(): void {
    const layers = [...this.#layers.values()];
    for (const { ref, kids } of layers) { ref.data['K'] = kids; ref.end(); }
    const nums = this.#pages.flatMap((page, i) => { const marks = dictionary(this.#doc, page as unknown as Record<string, unknown>); marks.end(); return [i, marks]; });
    const parents = element(this.#doc, { Nums: nums });
    parents.end();
    Object.assign(this.#root.data, { K: layers.map((layer) => layer.ref), ParentTree: parents, ParentTreeNextKey: this.#pages.length });
    // pdfkit itself ends these two with the document.
    const { data } = (this.#doc as unknown as Root)._root;
    data['StructTreeRoot'] = this.#root;
    data['MarkInfo'] = element(this.#doc, { Marked: true, UserProperties: true });
  }
}
