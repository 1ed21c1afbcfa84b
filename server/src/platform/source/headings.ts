type Cells = readonly unknown[];
const filled = (cell: unknown): boolean => cell !== null && cell !== undefined && String(cell as string).trim() !== '';
const count = (cells: Cells): number => cells.filter(filled).length;
/** What only data say: figures, days, moments. */
const figure = (cell: unknown): boolean => cell instanceof Date || typeof cell === 'number' || typeof cell === 'boolean' || /^[-+\d\s.,/:%\u00a0\u202f\u0660-\u0669]+$/.test(String(cell as string).trim());
const worded = (cells: Cells): boolean => { const said = cells.filter(filled); return said.length > 0 && said.filter((c) => !figure(c)).length >= said.length * 0.6; };

/** Headings made nameable: blank ones take their place's number, repeated ones a count. Line breaks and runs of spaces inside are one space. */
export function headings(cells: Cells): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = String(cell ?? '').replace(/[\s\u00a0]+/g, ' ').trim() || `column_${String(i + 1)}`;
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}_${String(n)}`;
  });
}

/** A second row of headings, under merged ones: it names what the first left blank, in words, and is blank where the first stands alone (the first column with them). */
function isSecond(first: Cells, second: Cells): boolean {
  const width = Math.max(first.length, second.length), at = Array.from({ length: width }, (_, i) => i);
  const lead = at.find((i) => filled(first[i]));
  return lead !== undefined && !filled(second[lead]) && worded(second) && second.filter(filled).every((c) => !figure(c))
    && at.some((i) => !filled(first[i]) && filled(second[i])) && at.every((i) => filled(first[i]) || filled(second[i]) || at.slice(i).every((j) => !filled(first[j]) && !filled(second[j])));
}

/** "Superficie (m²)" over "Titre" and "Contrat": each column by both its words, "Superficie (m²) · Titre" (the mark is `UNDER` of the domain's guess of a mapping). */
function joined(first: Cells, second: Cells): unknown[] {
  let group = '';
  return Array.from({ length: Math.max(first.length, second.length) }, (_, i) => {
    if (filled(first[i])) group = String(first[i] as string).trim();
    return filled(second[i]) ? group === '' ? String(second[i] as string).trim() : `${group} · ${String(second[i] as string).trim()}` : first[i];
  });
}

/** How many of the first rows of a table are looked at to find its headings. */
export const LOOKED_AT = 40;

/**
 * The headings of a table and how many of its first rows are above its data: people write a title, a commune and a day over their tables, and headings on
 * two lines. The headings are the first row that fills half of the table's width and holds words; where none does, the first row.
 */
export function tableHead(first: readonly Cells[]): { columns: string[]; above: number } {
  const width = Math.max(0, ...first.map(count));
  const found = first.findIndex((cells) => count(cells) >= Math.max(2, width / 2) && worded(cells));
  const at = found === -1 || count(first[0] ?? []) >= Math.max(2, width / 2) ? 0 : found;
  const head = first[at] ?? [], below = first[at + 1];
  if (below !== undefined && first.length > at + 2 && isSecond(head, below)) return { columns: headings(joined(head, below)), above: at + 2 };
  return { columns: headings(head), above: at + 1 };
}
