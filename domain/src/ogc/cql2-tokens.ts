import { CqlFault } from './cql2-model.ts';

export interface Token { kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end'; value: string; at: number }

/** Words (with dots and colons, as property names have), "quoted" words, 'texts' ('' or \' stands for a quote), numbers, signs. */
const TOKEN = /\s*(?:([\p{L}_:][\p{L}\p{M}\p{N}_.:]*)|"((?:[^"]|"")+)"|'((?:[^'\\]|''|\\.)*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(<=|>=|<>|[=<>(),+\-*/%^]))/uy;

const DEEPEST = 40;

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const m = TOKEN.exec(text);
    if (m === null) throw new CqlFault('a word, a value or a sign is expected', at);
    const [whole, word, quoted, literal, number, sign] = m;
    const start = at + whole.length - whole.trimStart().length;
    at = TOKEN.lastIndex;
    if (word !== undefined) found.push({ kind: 'word', value: word, at: start });
    else if (quoted !== undefined) found.push({ kind: 'quoted', value: quoted.replaceAll('""', '"'), at: start });
    else if (literal !== undefined) found.push({ kind: 'text', value: literal.replaceAll("''", "'").replaceAll("\\'", "'"), at: start });
    else if (number !== undefined) found.push({ kind: 'number', value: number, at: start });
    else found.push({ kind: 'sign', value: sign ?? '', at: start });
  }
  return [...found, { kind: 'end', value: '', at: text.length }];
}

/** Walks over the tokens; words and signs are compared without regard to case. */
export class Reader {
  #next = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];
  constructor(text: string) { this.#tokens = tokens(text); }

  get here(): Token { return this.#tokens[this.#next] as Token; }
  ahead(n: number): Token { return this.#tokens[Math.min(this.#next + n, this.#tokens.length - 1)] as Token; }
  take(): Token { const token = this.here; if (token.kind !== 'end') this.#next += 1; return token; }
  is(value: string): boolean { return (this.here.kind === 'word' || this.here.kind === 'sign') && this.here.value.toUpperCase() === value; }
  /** Takes the word or sign if it is the next; whether it was. */
  skip(value: string): boolean { const found = this.is(value); if (found) this.take(); return found; }
  /** The token after the parenthesis that closes the one that is next. */
  get afterParenthesis(): Token {
    for (let i = this.#next, open = 0; i < this.#tokens.length; i += 1) {
      const { kind, value } = this.#tokens[i] as Token;
      if (kind !== 'sign') continue;
      open += value === '(' ? 1 : value === ')' ? -1 : 0;
      if (open === 0) return this.#tokens[i + 1] as Token;
    }
    return this.#tokens[this.#tokens.length - 1] as Token;
  }
  /** Reads what stands inside something else. Fails where too much does. */
  inside<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.fail('too many parentheses');
    const found = read();
    this.#depth -= 1;
    return found;
  }
  need(value: string): void { if (!this.skip(value)) this.fail(`« ${value} » is expected`); }
  fail(message: string): never { throw new CqlFault(message, this.here.at); }
}
