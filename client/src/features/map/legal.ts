import { DOMAIN_GROUPS, TITLE_STATES } from '@sommier/domain/style';

/** A filter on the legal matrix: chosen rows crossed with chosen columns. Empty: everything. */
export interface Legal { rows: readonly string[]; columns: readonly string[] }
export const NO_LEGAL: Legal = { rows: [], columns: [] };

export const readLegal = (text: string | undefined): Legal => {
  const [rows = '', columns = ''] = (text ?? '').split('.');
  const known = (words: string, ids: readonly string[]) => words.split(',').filter((w) => ids.includes(w));
  const legal = { rows: known(rows, DOMAIN_GROUPS.map((g) => g.id)), columns: known(columns, TITLE_STATES.map((s) => s.id)) };
  return legal.rows.length && legal.columns.length ? legal : NO_LEGAL;
};
export const writeLegal = (l: Legal): string | undefined => (l.rows.length && l.columns.length ? `${l.rows.join(',')}.${l.columns.join(',')}` : undefined);
export const isKept = (l: Legal, row: string, column: string): boolean => l.rows.includes(row) && l.columns.includes(column);

const without = (list: readonly string[], one: string) => list.filter((x) => x !== one);
/**
 * A press on a cell: the first one keeps it alone; another adds its row and its column; one already kept leaves by its column, or by its row
 * when its column is the last, or ends the filter when it is alone.
 */
export const pressCell = (l: Legal, row: string, column: string): Legal => {
  if (!isKept(l, row, column)) return { rows: [...without(l.rows, row), row], columns: [...without(l.columns, column), column] };
  if (l.columns.length > 1) return { ...l, columns: without(l.columns, column) };
  if (l.rows.length > 1) return { ...l, rows: without(l.rows, row) };
  return NO_LEGAL;
};

/** The filter in the words of the lists: third parties count as undetermined, and a title nobody recorded as no document, as on the map. */
export const legalQuery = (l: Legal): { domain?: string; title?: string } => (l.rows.length === 0 ? {} : {
  domain: l.rows.map((r) => (r === 'undetermined' ? 'undetermined,other' : r)).join(','),
  title: l.columns.map((c) => (c === 'sans_document' ? 'sans_document,none' : c)).join(','),
});
export const keptRules = (l: Legal): string[] => l.rows.flatMap((r) => l.columns.map((c) => `${r}.${c}`));
