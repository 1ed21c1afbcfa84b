export { LayerPage } from './layer-page.tsx';
export { LayersPage } from './layers-page.tsx';
export { PictureKey } from './picture-key.tsx';
export { LegendKey } from './legend-key.tsx';
