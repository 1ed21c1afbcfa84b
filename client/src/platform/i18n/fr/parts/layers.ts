import { layers as texts } from '../layers.ts';

/** The texts of the catalogue of layers and of kept maps. */
export const layers = { ...texts };
