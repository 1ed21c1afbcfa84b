export { DisplaySection } from './display.tsx';
export { AccessPage, FrugalityPage } from './pages.tsx';
export { SoberMap } from './sober-map.tsx';
