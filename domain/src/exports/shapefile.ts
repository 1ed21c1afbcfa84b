/** A DBF field's name holds ten bytes (dBASE III; ESRI Shapefile Technical Description, 1998) and tells no small letter from a capital. */
const NAME_BYTES = 10;
/** A DBF text holds 254 bytes. */
export const TEXT_BYTES = 254;

/** A column of a Shapefile that bears another name than in the register. */
export interface CutName { from: string; to: string }

/**
 * The names that columns bear in a Shapefile: those that fit stay, longer ones are cut, and a cut name that another column bears ends in a number,
 * so that no column hides another. Only ASCII letters, digits and `_` are sure to be read everywhere.
 */
export function shapefileNames(columns: readonly string[]): Map<string, string> {
  const plain = (name: string): string => name.replace(/[^A-Za-z0-9_]/g, '_') || '_';
  const fits = (name: string): boolean => name.length <= NAME_BYTES && plain(name) === name;
  const taken = new Set<string>();
  const names = new Map<string, string>();
  const take = (column: string, name: string): void => { taken.add(name.toUpperCase()); names.set(column, name); };
  // Whole names first: a cut one gives way to them.
  for (const column of columns) if (fits(column) && !taken.has(column.toUpperCase())) take(column, column);
  for (const column of columns) {
    if (names.has(column)) continue;
    const whole = plain(column).toUpperCase();
    let name = whole.slice(0, NAME_BYTES);
    for (let n = 1; taken.has(name); n += 1) name = `${whole.slice(0, NAME_BYTES - 1 - String(n).length)}_${String(n)}`;
    take(column, name);
  }
  return names;
}
/** Those of them that are not the register's own, in the order of the columns. */
export const cutNames = (columns: readonly string[]): CutName[] => {
  const names = shapefileNames(columns);
  return columns.flatMap((from) => { const to = names.get(from) ?? from; return to === from ? [] : [{ from, to }]; });
};
