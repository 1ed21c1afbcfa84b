export { AssetPage } from './asset-page.tsx';
export { RegisterPage } from './register-page.tsx';
export type { RegisterSelection, SectionProps } from './parts.ts';
