export { RegistrationsPage } from './registrations-page.tsx';
