import { paymentsFormat } from './payments-format.ts';

export { routes } from './payments.routes.ts';
export const importFormats = [paymentsFormat];
