export { FactorGate } from './factor-gate.tsx';
export { FactorRoles } from './factor-roles.tsx';
export { AccountPage } from './account-page.tsx';
export { SetupPage } from './setup-page.tsx';
