/** The product's name, the same in every language. */
export const BRAND = 'Sommier';

/** The mark: a ledger with its ruled lines and the double rule of a total. */
export const Mark = () => (
  <svg viewBox="0 0 22 22" aria-hidden="true">
    <path d="M3 1.5h15.5v19H3z" fill="none" stroke="currentColor" strokeWidth="1.6" /><path d="M7 1.5v19" stroke="currentColor" />
    <path d="M9.5 6.5h6.5M9.5 10.5h6.5" stroke="currentColor" strokeWidth="1.4" /><path d="M9.5 15h6.5M9.5 17.2h6.5" stroke="currentColor" strokeWidth="1.2" />
  </svg>
);
