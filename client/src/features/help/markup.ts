/** What the guides are written in, a small part of Markdown. It becomes values, never HTML: nothing in a guide can run. */
export type Inline =
  | { kind: 'text' | 'strong' | 'code'; text: string }
  /** A word of the application by its key of the catalogue, so that it is always the one on the screen; `to` opens that screen. */
  | { kind: 'label'; key: string; to?: string };
export type Block =
  | { kind: 'p'; text: Inline[] }
  | { kind: 'ul' | 'ol'; items: Inline[][] }
  /** A picture of a screen by its name; its words are what stands beside it. */
  | { kind: 'shot'; name: string; words: string }
  | { kind: 'templates' };
export interface Section { id: string; title: string; blocks: Block[] }
export interface Chapter { title: string; sections: Section[] }

const PIECE = /\*\*([^*]+)\*\*|`([^`]+)`|\[\[([\w.-]+)(?:\|(\/[\w/-]*))?\]\]/g;
/** The pieces of one line. */
export const inline = (line: string): Inline[] => {
  const out: Inline[] = [];
  let at = 0;
  for (const m of line.matchAll(PIECE)) {
    if (m.index > at) out.push({ kind: 'text', text: line.slice(at, m.index) });
    if (m[1] !== undefined) out.push({ kind: 'strong', text: m[1] });
    else if (m[2] !== undefined) out.push({ kind: 'code', text: m[2] });
    else out.push({ kind: 'label', key: m[3]!, ...(m[4] ? { to: m[4] } : {}) });
    at = m.index + m[0].length;
  }
  if (at < line.length) out.push({ kind: 'text', text: line.slice(at) });
  return out;
};

const blockOf = (lines: string[]): Block => {
  const [first = ''] = lines;
  const shot = /^!\[([^\]]+)\]\(shot:([\w-]+)\)$/.exec(first);
  if (shot) return { kind: 'shot', name: shot[2]!, words: shot[1]! };
  if (first === '::templates') return { kind: 'templates' };
  const list = /^(-|\d+\.) /.exec(first);
  if (!list) return { kind: 'p', text: inline(lines.join(' ')) };
  const items: string[] = [];
  for (const line of lines) {
    if (/^(-|\d+\.) /.test(line)) items.push(line.replace(/^(-|\d+\.) /, ''));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return { kind: list[1] === '-' ? 'ul' : 'ol', items: items.map(inline) };
};

/** A chapter of a guide. Throws on a heading without its name (`## Words {#name}`): a guide that cannot be opened at a screen is a fault of ours. */
export const parseGuide = (text: string): Chapter => {
  const chapter: Chapter = { title: '', sections: [] };
  for (const part of text.trim().split(/\n\s*\n/)) {
    const lines = part.split('\n');
    const [first = ''] = lines;
    if (first.startsWith('# ')) { chapter.title = first.slice(2).trim(); continue; }
    if (first.startsWith('## ')) {
      const heading = /^## (.+) \{#([a-z-]+)\}$/.exec(first);
      if (!heading) throw new Error(`a heading without its name: ${first}`);
      chapter.sections.push({ id: heading[2]!, title: heading[1]!, blocks: lines.length > 1 ? [blockOf(lines.slice(1))] : [] });
      continue;
    }
    const section = chapter.sections.at(-1);
    if (!section) throw new Error(`text before the first heading: ${first}`);
    section.blocks.push(blockOf(lines));
  }
  return chapter;
};

const lines = (section: Section): Inline[][] => section.blocks.flatMap((b) => (b.kind === 'p' ? [b.text] : b.kind === 'ul' || b.kind === 'ol' ? b.items : []));
/** The keys of the catalogue and the screens that a section names. */
export const labelsOf = (section: Section): { key: string; to?: string }[] => lines(section).flat().filter((i) => i.kind === 'label');
/** A section as plain words, labels put in by `label`. */
export const plain = (section: Section, label: (key: string) => string): string =>
  [section.title, ...lines(section).map((l) => l.map((i) => (i.kind === 'label' ? label(i.key) : i.text)).join(''))].join(' ');

/** Without accents, vowel marks, case or the variants of alif: what is typed finds what is written. */
export const fold = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f\u064b-\u0655\u0640]/g, '').replace(/[أإآٱ]/g, 'ا').replace(/[’]/g, "'").toLowerCase();
/** Whether every word asked is in the text. */
export const answers = (text: string, asked: string): boolean => { const all = fold(text); return fold(asked).split(/\s+/).filter(Boolean).every((w) => all.includes(w)); };
