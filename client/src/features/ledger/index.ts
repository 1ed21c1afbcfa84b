import './ledger.css';

export { MoneyPage } from './money-page.tsx';
export { BookPage } from './book-page.tsx';
export { AccountPage } from './account-page.tsx';
export { AccountSection } from './account-section.tsx';
export { CollectForm, TOUCHED as MONEY_TOUCHED } from './collect-form.tsx';
export { readAmount, writeAmount } from './amount.ts';
export { download } from './download.ts';
