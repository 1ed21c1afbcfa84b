import { SaxesParser } from 'saxes';
import { SourceRefused } from './types.ts';

/** An element of a Placemark, prefix dropped. */
export interface Element { tag: string; at: Record<string, string>; text: string; kids: Element[] }
/** One Placemark, with the folder it stands in and the types its schemas give to fields (`schema id` to `field` to type). */
export interface Placemark { element: Element; folder: string; schemas: ReadonlyMap<string, ReadonlyMap<string, string>> }

const MAX_CHARACTERS = 60_000_000, MAX_DEPTH = 64;
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Finds the Placemarks of a KML text as it streams, holding one at a time.
 * Throws SourceRefused: `invalid_xml` where the text is none, `external_entity` where it declares a document type, `truncated` where it stops before its end.
 */
export class PlacemarkScanner {
  readonly #parser = new SaxesParser();
  readonly #schemas = new Map<string, Map<string, string>>();
  /** Elements open outside a Placemark, and folders among them by their name. */
  readonly #open: string[] = [];
  readonly #folders: string[] = [];
  #schema: Map<string, string> | undefined;
  readonly #inside: Element[] = [];
  #characters = 0;
  #found: Placemark[] = [];
  #count = 0;
  #fault: Error | undefined;
  #rooted = false;

  constructor() {
    // No KML has a document type; one would bring entities, and files from elsewhere.
    this.#parser.on('doctype', () => { throw new SourceRefused('external_entity'); });
    this.#parser.on('error', (error) => { this.#fault ??= error; });
    this.#parser.on('opentag', ({ name, attributes }) => { this.#begin(local(name), attributes); });
    this.#parser.on('closetag', ({ name }) => { this.#end(local(name)); });
    this.#parser.on('text', (text) => { this.#text(text); });
    this.#parser.on('cdata', (text) => { this.#text(text); });
  }

  /** Takes the next piece of text; answers the Placemarks that end in it. */
  push(text: string): Placemark[] {
    this.#parser.write(text);
    if (this.#fault !== undefined) throw new SourceRefused('invalid_xml', { row: this.#count + 1, params: { why: this.#fault.message.slice(0, 160) } });
    return this.#found.splice(0);
  }
  /** Throws where the text was not whole, or was no KML at all. */
  close(): void {
    this.#parser.close();
    if (!this.#rooted) throw new SourceRefused('invalid_xml', { params: { why: 'no kml element' } });
    if (this.#fault !== undefined) throw new SourceRefused('truncated', { row: this.#count + 1 });
  }

  #begin(tag: string, at: Record<string, string>): void {
    this.#rooted ||= tag === 'kml' || tag === 'Document' || tag === 'Folder' || tag === 'Placemark';
    const parent = this.#inside.at(-1);
    if (parent !== undefined || tag === 'Placemark') {
      if (this.#inside.length > MAX_DEPTH) throw new SourceRefused('invalid_xml', { row: this.#count + 1, params: { why: 'too deep' } });
      const element = { tag, at: Object.fromEntries(Object.entries(at).map(([name, value]) => [local(name), value])), text: '', kids: [] };
      parent?.kids.push(element);
      this.#inside.push(element);
      return;
    }
    this.#open.push(tag);
    if (tag === 'Folder') this.#folders.push('');
    if (tag === 'Schema') {
      this.#schema = new Map();
      // Some writers refer to a schema by its name rather than its id.
      for (const key of [at['id'], at['name']]) if (key !== undefined) this.#schemas.set(key, this.#schema);
    }
    if (tag === 'SimpleField' && at['name'] !== undefined) this.#schema?.set(at['name'], at['type'] ?? 'string');
  }
  #end(tag: string): void {
    if (this.#inside.length === 0) {
      this.#open.pop();
      if (tag === 'Folder') this.#folders.pop();
      return;
    }
    const element = this.#inside.pop() as Element;
    if (this.#inside.length > 0) return;
    this.#count += 1;
    this.#characters = 0;
    this.#found.push({ element, folder: this.#folders.map((name) => name.trim()).filter((name) => name !== '').at(-1) ?? '', schemas: this.#schemas });
  }
  #text(text: string): void {
    const element = this.#inside.at(-1);
    if (element !== undefined) {
      if ((this.#characters += text.length) > MAX_CHARACTERS) throw new SourceRefused('feature_too_big', { row: this.#count + 1 });
      element.text += text;
    } else if (this.#open.at(-1) === 'name' && this.#open.at(-2) === 'Folder') this.#folders[this.#folders.length - 1] += text;
  }
}
