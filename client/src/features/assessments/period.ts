/** The month before today, whole: what is assessed most often. */
export function lastMonth(today: string): { from: string; to: string } {
  const [y = 2000, m = 1] = today.split('-').map(Number);
  const text = (year: number, month: number): string => `${String(year)}-${String(month).padStart(2, '0')}-01`;
  return { from: m === 1 ? text(y - 1, 12) : text(y, m - 1), to: text(y, m) };
}
export const yearOf = (today: string): { from: string; to: string } => { const y = Number(today.slice(0, 4)); return { from: `${String(y)}-01-01`, to: `${String(y + 1)}-01-01` }; };
