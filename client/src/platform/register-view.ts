/**
 * The address of the register, as it is written. Only codes, numbers and the names of districts: words typed by the reader (which may be
 * names) and drawn shapes never enter it. Lists have their codes between commas; `none` is "not known".
 */
export interface RegisterSearch {
  domain?: string; title?: string; nature?: string; level?: string; status?: string; district?: string; located?: 'yes' | 'no';
  sort?: string; page?: number;
}

const CODES = /^[a-z0-9_,.-]{1,400}$/;
const SHAPES: { [K in keyof RegisterSearch]-?: RegExp } = {
  domain: CODES, title: CODES, nature: CODES, level: CODES, status: CODES, district: /^[^\p{Cc}]{1,200}$/u, located: /^(yes|no)$/,
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

/** What a filter is: all but the order and the page. */
export const filterOf = ({ sort: _sort, page: _page, ...filter }: RegisterSearch): Omit<RegisterSearch, 'sort' | 'page'> => filter;
