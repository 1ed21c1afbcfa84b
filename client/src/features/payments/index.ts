export { PaymentsPage } from './queue-page.tsx';
