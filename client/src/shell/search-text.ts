/** The address says plain words (`?tab=listings&sel=asset:12`), not quoted ones; each screen's own check turns them into its types. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

const READABLE: Record<string, string> = { '%3A': ':', '%2C': ',', '%2F': '/' };
export const stringifySearch = (search: Record<string, unknown>): string => {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') out.set(key, String(value));
  const text = out.toString().replace(/%3A|%2C|%2F/g, (c) => READABLE[c] ?? c);
  return text ? `?${text}` : '';
};
