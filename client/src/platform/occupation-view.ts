/** The address of the list of occupations: codes and numbers only. Words typed by the reader, which may be names, never enter it. */
export interface OccupationSearch {
  type?: string; rank?: string; state?: string; status?: string; activity?: string; domain?: string; conflict?: 'yes'; validated?: 'yes' | 'no'; asset?: string; party?: string;
  endsFrom?: string; endsBefore?: string; sort?: string; page?: number;
}
const CODES = /^[a-z_,]{1,400}$/, DAY = /^\d{4}-\d{2}-\d{2}$/, ID = /^[1-9]\d{0,18}$/;
const SHAPES: { [K in keyof OccupationSearch]-?: RegExp } = {
  type: CODES, rank: CODES, state: CODES, status: CODES, activity: CODES, domain: CODES, conflict: /^yes$/, validated: /^(yes|no)$/, asset: ID, party: ID, endsFrom: DAY, endsBefore: DAY,
  sort: /^-?[A-Za-z]{1,30}$/, page: /^[1-9]\d{0,6}$/,
};

/** Keeps what has the right shape; anything else in the address is ignored rather than guessed at. */
export const readOccupations = (raw: Record<string, unknown>): OccupationSearch => {
  const kept: Record<string, string | number> = {};
  for (const [key, shape] of Object.entries(SHAPES)) {
    const value = raw[key];
    if ((typeof value === 'string' || typeof value === 'number') && shape.test(String(value))) kept[key] = key === 'page' ? Number(value) : String(value);
  }
  return kept as OccupationSearch;
};
/** The address of a state, and back: how a list kept under a name is written. */
export const printOccupations = (view: OccupationSearch): string => new URLSearchParams(Object.entries(view).map(([key, value]) => [key, String(value)])).toString();
export const parseOccupations = (text: string): OccupationSearch => readOccupations(Object.fromEntries(new URLSearchParams(text)));
