export { StatementsPage } from './statements-page.tsx';
export { VerifyPage } from './verify-page.tsx';
