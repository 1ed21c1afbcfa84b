import '../../platform/ui/collect.css';
export { TaxpayersPage } from './taxpayers-page.tsx';
export { TaxpayerPage } from './taxpayer-page.tsx';
