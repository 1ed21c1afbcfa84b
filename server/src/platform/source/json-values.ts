import { createReadStream } from 'node:fs';
import { JSONParser, type ParsedElementInfo } from '@streamparser/json';
import { headOf } from '../text/index.ts';
import { HeldBytes } from './limits.ts';
import { SourceRefused } from './types.ts';

export interface JsonValue { key: string | number | undefined; value: unknown; /** The names on the way to it, the root first. */ path: readonly (string | number)[] }

/**
 * Hands out the values at `paths` (as `$.data.bikes.*`) as they end; holds one at a time. Throws SourceRefused: `invalid_json` where the text is none,
 * `record_too_big` for a value past the limit, `bad_encoding` for bytes that are not UTF-8.
 */
export async function* jsonValues(bytes: AsyncIterable<Uint8Array>, paths: readonly string[], limit?: number): AsyncGenerator<JsonValue> {
  const parser = new JSONParser({ paths: [...paths], keepStack: false });
  const ready: JsonValue[] = [];
  const held = new HeldBytes(limit);
  let ended = false, given = 0;
  parser.onValue = ({ value, key, stack }: ParsedElementInfo.ParsedElementInfo): void => {
    held.whole();
    given += 1;
    ready.push({ key, value, path: [...stack.map((s) => s.key), key].filter((k): k is string | number => k !== undefined) });
  };
  parser.onEnd = () => { ended = true; };
  const text = new TextDecoder('utf-8', { fatal: true });
  const refuse = (error: unknown): never => {
    if (error instanceof SourceRefused) throw error;
    if (error instanceof TypeError && /encoded data|decode/i.test(error.message)) throw new SourceRefused('bad_encoding');
    throw new SourceRefused('invalid_json', { params: { why: error instanceof Error ? error.message.slice(0, 120) : '' } });
  };
  let first = true;
  for await (const whole of bytes) {
    const piece = first && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? whole.subarray(3) : whole;
    first = false;
    held.read(piece.length);
    try { const said = text.decode(piece, { stream: true }); if (said !== '' && !(ended && said.trim() === '')) parser.write(said); } catch (error) { refuse(error); }
    yield* ready.splice(0);
  }
  try { text.decode(); } catch (error) { refuse(error); }
  if (!ended) { try { parser.end(); } catch { throw new SourceRefused('truncated', { row: given + 1 }); } }
  yield* ready.splice(0);
}

/** The same of a file. */
export const fileValues = (path: string, paths: readonly string[]): AsyncGenerator<JsonValue> => jsonValues(createReadStream(path, { highWaterMark: 1 << 16 }), paths);

/** What a JSON file's outermost value is, by its first character; null where it is neither. Asked first, so that only the parts wanted are held. */
export async function rootOf(path: string): Promise<'array' | 'object' | null> {
  const first = (await headOf(path, 4096)).toString('utf8').replace(/^\ufeff/, '').trimStart()[0];
  return first === '[' ? 'array' : first === '{' ? 'object' : null;
}
