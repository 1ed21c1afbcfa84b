export { assetsFormat } from './assets-format.ts';
export { parcelsFormat } from './parcels-format.ts';
export { layerFormat } from './layer-format.ts';
