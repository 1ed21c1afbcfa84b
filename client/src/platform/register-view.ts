/**
 * The address of the register, as it is written. Only codes, numbers and the names of districts: words typed by the reader (which may be
 * names) and drawn shapes never enter it. Lists have their codes between commas; `none` is "not known".
 */
export interface RegisterSearch {
  domain?: string; title?: string; nature?: string; level?: string; status?: string; review?: string; district?: string; located?: 'yes' | 'no';
  condition?: string; sub?: string; regime?: string; conservation?: string; origin?: string; use?: string;
  areas?: 'differ' | 'agree'; charged?: 'yes' | 'no'; verified?: 'yes' | 'no'; missing?: string;
  /** Fields of the commune's own that are not texts: `key:code;key:min..max`. */
  extra?: string;
  /** A zone of the commune, or (`shape`) one drawn by the reader, which is kept in the tab and never in the address. */
  zone?: string; within?: 'shape';
  sort?: string; page?: number;
}

const CODES = /^[a-z0-9_,.-]{1,400}$/;
const SHAPES: { [K in keyof RegisterSearch]-?: RegExp } = {
  domain: CODES, title: CODES, nature: CODES, level: CODES, status: CODES, review: CODES, district: /^[^\p{Cc}]{1,200}$/u, located: /^(yes|no)$/,
  condition: CODES, sub: CODES, regime: CODES, conservation: CODES, origin: CODES, use: CODES, areas: /^(differ|agree)$/, charged: /^(yes|no)$/, verified: /^(yes|no)$/, missing: /^[A-Za-z0-9,]{1,400}$/,
  extra: /^[a-z][a-z0-9_]{0,39}:[a-z0-9_.-]{1,60}(;[a-z][a-z0-9_]{0,39}:[a-z0-9_.-]{1,60}){0,9}$/, zone: /^[1-9]\d{0,18}$/, within: /^shape$/,
  sort: /^-?[A-Za-z0-9]{1,30}$/, page: /^[1-9]\d{0,6}$/,
};

/** Keeps what has the right shape; anything else in the address is ignored rather than guessed at. */
export const readRegister = (raw: Record<string, unknown>): RegisterSearch => {
  const kept: Record<string, string | number> = {};
  for (const [key, shape] of Object.entries(SHAPES)) {
    const value = raw[key];
    if ((typeof value === 'string' || typeof value === 'number') && shape.test(String(value))) kept[key] = key === 'page' ? Number(value) : String(value);
  }
  return kept as RegisterSearch;
};

/** What the server is asked: all but the order, the page and the mark of a drawn shape. */
export const filterOf = ({ sort: _sort, page: _page, within: _within, ...filter }: RegisterSearch): Omit<RegisterSearch, 'sort' | 'page' | 'within'> => filter;
/** The address of a state, its parts in a fixed order, so that one state has one address; `readRegister` of it gives the state back. */
export const printRegister = (view: RegisterSearch): string => {
  const out = new URLSearchParams();
  for (const key of Object.keys(SHAPES)) { const value = view[key as keyof RegisterSearch]; if (value !== undefined) out.set(key, String(value)); }
  return out.toString();
};
export const parseRegister = (text: string): RegisterSearch => readRegister(Object.fromEntries(new URLSearchParams(text)));
