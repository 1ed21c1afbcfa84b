import { createReadStream } from 'node:fs';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { HeldBytes } from './limits.ts';
import { headOf } from '../text/index.ts';
import { SourceRefused } from './types.ts';

/** An element by its local name: dialects differ in namespaces, not in names. */
export interface XmlNode { name: string; line: number; attributes: Readonly<Record<string, string>>; text: string; children: XmlNode[] }

const DEEPEST = 100;
const MOST_NODES = 200_000;
const ENCODINGS: Record<string, string> = { 'utf-8': 'utf-8', utf8: 'utf-8', 'us-ascii': 'utf-8', 'iso-8859-1': 'windows-1252', 'windows-1252': 'windows-1252', 'iso-8859-15': 'iso-8859-15', 'windows-1256': 'windows-1256', 'utf-16': 'utf-16le' };

/** The encoding that the first bytes declare. @throws SourceRefused `bad_encoding` for one we do not read. */
export function xmlEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const said = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(Buffer.from(head.subarray(0, 400)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))?.[1];
  const known = said === undefined ? 'utf-8' : ENCODINGS[said.toLowerCase()];
  if (known === undefined) throw new SourceRefused('bad_encoding', { params: { encoding: said ?? '' } });
  return known;
}

/**
 * Hands out the elements called `records` whole, one after the other, wherever they stand; an element inside another is part of it. Nothing outside
 * the file is ever read: a document type declaration, and so any entity, refuses the file. Throws SourceRefused: `external_entity`, `invalid_xml`
 * with its line, `record_too_big`, `bad_encoding`.
 */
export async function* xmlRecords(bytes: AsyncIterable<Uint8Array>, encoding: string, records: ReadonlySet<string>, limit?: number): AsyncGenerator<XmlNode> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const held = new HeldBytes(limit);
  const ready: XmlNode[] = [];
  const open: XmlNode[] = [];
  let nodes = 0, depth = 0, began = false;
  const bad = (why: string): never => { throw new SourceRefused('invalid_xml', { row: parser.line, params: { why: why.slice(0, 160) } }); };
  parser.on('doctype', () => { throw new SourceRefused('external_entity', { row: parser.line }); });
  parser.on('error', (error) => { bad(error.message.replace(/^\d+:\d+:\s*/, '')); });
  parser.on('opentag', (tag: SaxesTagNS) => {
    began = true;
    depth += 1;
    if (depth > DEEPEST) bad('too deep');
    if (open.length === 0 && !records.has(tag.local)) { held.whole(); return; }
    nodes += 1;
    if (nodes > MOST_NODES) throw new SourceRefused('record_too_big', { row: parser.line, params: { limit: MOST_NODES } });
    open.push({ name: tag.local, line: parser.line, attributes: Object.fromEntries(Object.values(tag.attributes).map((a) => [a.local, a.value])), text: '', children: [] });
  });
  const text = (said: string): void => { const at = open.at(-1); if (at !== undefined) at.text += said; };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    depth -= 1;
    const done = open.pop();
    if (done === undefined) return;
    done.text = done.text.trim();
    const parent = open.at(-1);
    if (parent !== undefined) { parent.children.push(done); return; }
    held.whole();
    nodes = 0;
    ready.push(done);
  });
  const decode = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytes) {
    held.read(piece.length);
    let said = '';
    try { said = decode.decode(piece, { stream: true }); } catch { throw new SourceRefused('bad_encoding', { row: parser.line, params: { encoding } }); }
    parser.write(said);
    yield* ready.splice(0);
  }
  if (!began) throw new SourceRefused('invalid_xml', { row: 1, params: { why: 'no element' } });
  parser.close();
  yield* ready.splice(0);
}

/** The same of a file. */
export async function* fileRecords(path: string, records: ReadonlySet<string>): AsyncGenerator<XmlNode> {
  const head = await headOf(path, 1024);
  if (head.length === 0) throw new SourceRefused('empty_file');
  yield* xmlRecords(createReadStream(path, { highWaterMark: 1 << 16 }), xmlEncoding(head), records);
}

/** The first element at a path of local names under a node. */
export const at = (node: XmlNode | undefined, ...path: string[]): XmlNode | undefined => path.reduce<XmlNode | undefined>((n, name) => n?.children.find((c) => c.name === name), node);
/** All elements of one name directly under a node. */
export const all = (node: XmlNode | undefined, name: string): XmlNode[] => node?.children.filter((c) => c.name === name) ?? [];
