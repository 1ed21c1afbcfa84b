import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useT } from '../i18n/index.ts';
import { useRowWindow } from './row-window.ts';

export interface Column<R, S extends string = string> {
  key: string;
  head: ReactNode;
  cell: (row: R) => ReactNode;
  /** Numbers stand at the end of their cell. */
  num?: boolean;
  /** The sort this head asks for; without it the head is plain. */
  sort?: S;
  className?: string;
}
export interface Sort<S extends string = string> { by: S; down: boolean }

interface TableProps<R, S extends string> {
  label: string;
  columns: readonly Column<R, S>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  sort?: Sort<S> | undefined;
  onSort?: (next: Sort<S>) => void;
  selected?: string | null;
  onSelect?: (row: R) => void;
  foot?: ReactNode;
  /** Rows that can be ticked, by key; Space then ticks the row in focus. `label` names a row's box, which stands in the first cell: a cell of its own would weigh a node a row. */
  ticks?: { on: ReadonlySet<string>; toggle: (row: R) => void; toggleAll: (on: boolean) => void; label: (row: R) => string; all: string } | undefined;
  /** In a low frame: rows made at the start; the others as the reader scrolls, moves or asks. */
  first?: number;
}

/** The ledger table, native: heads sort, arrows move between rows, Space and Enter choose. Rows take focus only where they can be chosen. */
export const Table = <R, S extends string = string>({ label, columns, rows, keyOf, sort, onSort, selected, onSelect, foot, ticks, first }: TableProps<R, S>) => {
  const t = useT();
  const table = useRef<HTMLTableElement>(null);
  const at = rows.findIndex((r) => keyOf(r) === selected);
  const made = useRowWindow(table, rows.length, first, at);
  const part = made.to - made.from < rows.length;
  // One row stands in the order of the tabulator: the chosen one, else the first there is.
  const stop = at >= made.from && at < made.to ? at : made.from;
  const onKey = (e: KeyboardEvent, row: R, i: number) => {
    // What stands in a cell keeps its own keys.
    if (e.target !== e.currentTarget) return;
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (step) made.focus(i + step);
    else if (e.key === ' ' && ticks) ticks.toggle(row);
    else if (e.key === 'Enter' || e.key === ' ') onSelect?.(row);
    else return;
    e.preventDefault();
  };
  return (
    <table className="tbl" ref={table} aria-rowcount={part ? rows.length + 1 : undefined}>
      <caption className="vh">{label}</caption>
      <thead><tr>{columns.map((c, n) => {
        const on = sort && c.sort === sort.by;
        return (
          <th key={c.key} scope="col" className={[c.num && 'num', c.className].filter(Boolean).join(' ') || undefined} aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}>
            {ticks && n === 0 && <input type="checkbox" aria-label={ticks.all} checked={rows.length > 0 && rows.every((r) => ticks.on.has(keyOf(r)))} onChange={(e) => ticks.toggleAll(e.currentTarget.checked)} />}
            {c.sort && onSort ? <button type="button" onClick={() => c.sort && onSort({ by: c.sort, down: on ? !sort.down : false })}>{c.head}{on ? (sort.down ? ' ▾' : ' ▴') : ''}</button> : c.head}
          </th>
        );
      })}</tr></thead>
      <tbody>{made.above > 0 && <tr className="gap" aria-hidden style={{ blockSize: made.above }} />}{rows.slice(made.from, made.to).map((row, k) => {
        const i = made.from + k;
        const key = keyOf(row);
        const choose = onSelect ? { tabIndex: i === stop ? 0 : -1, onClick: () => onSelect(row), onKeyDown: (e: KeyboardEvent) => onKey(e, row, i) } : {};
        return (
          <tr key={key} aria-rowindex={i + 2} className={key === selected ? 'on' : undefined} aria-current={key === selected ? true : undefined} {...choose}>
            {columns.map((c, n) => <td key={c.key} className={[c.num && 'num', c.className].filter(Boolean).join(' ') || undefined}>
              {ticks && n === 0 && <input type="checkbox" tabIndex={-1} aria-label={ticks.label(row)} checked={ticks.on.has(key)} onClick={(e) => e.stopPropagation()} onChange={() => ticks.toggle(row)} />}{c.cell(row)}
            </td>)}
          </tr>
        );
      })}{made.to < rows.length && <tr className="gap" style={{ blockSize: made.below }}><td colSpan={columns.length}><button type="button" className="btn flat" onClick={made.all}>{t('shell.rows.more', { n: rows.length - made.to })}</button></td></tr>}</tbody>
      {foot && <tfoot>{foot}</tfoot>}
    </table>
  );
};
