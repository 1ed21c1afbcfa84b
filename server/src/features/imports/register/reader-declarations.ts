import { registerReader } from './read.ts';

export const read = registerReader('declarations');
