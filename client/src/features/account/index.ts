export { AccountPage } from './account-page.tsx';
export { SetupPage } from './setup-page.tsx';
