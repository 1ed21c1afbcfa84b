type Cell = string | number | boolean | null | undefined;
/** Text that a spreadsheet would run as a formula is disarmed by an apostrophe; numbers pass as numbers. */
const cell = (value: Cell): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
/** Comma-separated, UTF-8, lines ended by CRLF, one head line. */
export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string => [head, ...rows].map((r) => r.map(cell).join(',')).join('\r\n') + '\r\n';

/** Offers a text as a file; the mark at its start tells spreadsheets that it is UTF-8. */
export const saveText = (text: string, name: string): void => {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
