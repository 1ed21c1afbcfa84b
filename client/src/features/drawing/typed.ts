type Pair = [number, number];

/** A figure as people type it, with a point or a comma and spaces between thousands; null when it is not one. */
export const parseNumber = (text: string): number | null => {
  const bare = text.trim().replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d*)?$/.test(bare) ? Number(bare) : null;
};

/**
 * Corners pasted one a line, "x y", "x;y" or tabs between; a comma separates the two only where each keeps a point for its decimals.
 * Null when a line is not two figures; the corner given again at the end is left out.
 */
export const pairsOf = (text: string): Pair[] | null => {
  const lines = text.split('\n').map((l) => l.trim()).filter((l) => l !== '');
  const pairs: Pair[] = [];
  for (const line of lines) {
    const parts = /[;\t]/.test(line) ? line.split(/[;\t]/) : /\.\d+\s*,/.test(line) ? line.split(',') : line.split(/\s+/);
    const [x, y] = [parseNumber(parts[0] ?? ''), parseNumber(parts[1] ?? '')];
    if (parts.length !== 2 || x === null || y === null) return null;
    pairs.push([x, y]);
  }
  const [first, last] = [pairs[0], pairs[pairs.length - 1]];
  return pairs.length > 3 && first && last && first[0] === last[0] && first[1] === last[1] ? pairs.slice(0, -1) : pairs;
};
