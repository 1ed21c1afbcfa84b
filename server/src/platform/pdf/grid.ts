import type { TextPen, TextStyle } from './text.ts';

/** The page a grid is ruled on: the paper's own pen and place. */
export interface Ruled {
  readonly pen: TextPen;
  readonly rtl: boolean;
  readonly width: number;
  y: number;
  /** Where the last line may stand. */
  readonly foot: number;
  newPage(): void;
  rule(weight: number, colour?: string): void;
  /** A tinted ground, `from` counted from the side where lines start. */
  ground(from: number, width: number, top: number, height: number, colour: string): void;
  write(text: string, from: number, width: number, style: TextStyle, end?: boolean): void;
}
export interface GridColumn { head: string; /** share of the width */ width: number; end?: boolean }
/** A line of a cell. `mark` is for what is missing: a word on a tinted ground, never colour alone. */
export interface GridLine { text: string; bold?: boolean; soft?: boolean; mark?: boolean }
export interface Grid {
  /** One row; it is never cut by a page's end, and the head stands again on each page. */
  row(cells: readonly (readonly GridLine[])[]): void;
  /** The sums under a double rule. */
  total(cells: readonly string[]): void;
}

const SIZE = 7.6, STEP = 10, PAD = 3, MOST = 4;
/** Figures end before the next column's words begin. */
const APART = 7;
const INK2 = '#45534c', LINE = '#9aa59e', MARK = '#8a1f11', MARK_GROUND = '#fbeae6';

/** Opens a table whose cells hold several lines, as wide as the page; for statements of thousands of rows. */
export function openGrid(page: Ruled, columns: readonly GridColumn[]): Grid {
  const spans = columns.map((c, i) => ({ ...c, from: columns.slice(0, i).reduce((sum, x) => sum + x.width, 0) * page.width + PAD, room: c.width * page.width - 2 * PAD - (c.end === true ? APART : 0) }));
  const heads = spans.map((c) => page.pen.wrap(c.head, c.room, { size: SIZE, weight: 'bold' }, 2));
  const head = (): void => {
    const tall = Math.max(...heads.map((h) => h.length)), top = page.y;
    spans.forEach((c, i) => {
      page.y = top + (tall - (heads[i]?.length ?? 1)) * STEP;
      for (const line of heads[i] ?? []) { page.write(line, c.from, c.room, { size: SIZE, weight: 'bold', colour: INK2 }, c.end === true); page.y += STEP; }
    });
    page.y = top + tall * STEP - 4; page.rule(1.1); page.y += 12;
  };
  const styleOf = (l: GridLine): TextStyle => ({ size: SIZE, ...(l.bold === true ? { weight: 'bold' as const } : {}), ...(l.mark === true ? { colour: MARK } : l.soft === true ? { colour: INK2 } : {}) });
  if (page.y + 4 * STEP > page.foot) page.newPage();
  page.y += 8; head();
  return {
    row(cells) {
      const laid = spans.map((c, i) => (cells[i] ?? []).flatMap((l) => page.pen.wrap(l.text, c.room, styleOf(l), MOST).map((text) => ({ ...l, text }))));
      const tall = Math.max(1, ...laid.map((l) => l.length));
      if (page.y + tall * STEP > page.foot) { page.newPage(); page.y += 8; head(); }
      const top = page.y;
      spans.forEach((c, i) => {
        page.y = top;
        for (const l of laid[i] ?? []) {
          if (l.mark === true) page.ground(c.from - 2, c.room + 4, page.y - 7.6, STEP, MARK_GROUND);
          page.write(l.text, c.from, c.room, styleOf(l), c.end === true);
          page.y += STEP;
        }
      });
      page.y = top + tall * STEP - 5; page.rule(0.3, LINE); page.y += 10.5;
    },
    total(cells) {
      if (page.y + 2 * STEP > page.foot) { page.newPage(); page.y += 8; head(); }
      page.y -= 8; page.rule(0.9); page.y += 11;
      spans.forEach((c, i) => { page.write(cells[i] ?? '', c.from, c.room, { size: SIZE + 0.4, weight: 'bold' }, c.end === true); });
      page.y += 5; page.rule(0.6); page.y += 2; page.rule(0.6); page.y += 16;
    },
  };
}
