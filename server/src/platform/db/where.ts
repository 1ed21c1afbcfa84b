/** Conditions of a list, joined by `and`, with their named bindings. Names in SQL come from the code; values are always bound. */
export class Where {
  readonly bindings: Record<string, unknown> = {};
  private readonly parts: string[];
  constructor(...parts: string[]) { this.parts = parts; }

  add(sql: string, bindings: Record<string, unknown> = {}): this {
    this.parts.push(sql);
    Object.assign(this.bindings, bindings);
    return this;
  }
  /** A choice among words; `none` is "not known". */
  among(column: string, words: readonly string[], name: string): this {
    if (words.length === 0) return this;
    const known = words.filter((w) => w !== 'none');
    const some = known.length > 0 ? `${column} = any(:${name}::text[])` : 'false';
    return this.add(words.includes('none') ? `(${some} or ${column} is null)` : some, known.length > 0 ? { [name]: `{${known.join(',')}}` } : {});
  }
  /** Every word stands somewhere in the column (already folded text, with a trigram index). */
  words(column: string, folded: string, name: string): this { return this.wordsOf((bound) => `${column} like ${bound}`, folded, name); }
  /** The same where a word may stand in several places: `found` says the condition on one of them, bound. */
  wordsOf(found: (bound: string) => string, folded: string, name: string): this {
    folded.split(' ').filter((w) => w !== '').slice(0, 8).forEach((word, i) => {
      this.add(found(`:${name}${String(i)}`), { [`${name}${String(i)}`]: `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%` });
    });
    return this;
  }
  /** Shapes whose box meets the box; `&&` is named so that the spatial index serves. */
  bbox(column: string, box: readonly [number, number, number, number] | undefined): this {
    if (box === undefined) return this;
    const [w, s, e, n] = box;
    return this.add(`${column} && st_makeenvelope(:w::float8, :s::float8, :e::float8, :n::float8, 4326)`, { w, s, e, n });
  }
  get sql(): string { return this.parts.join(' and '); }
}
