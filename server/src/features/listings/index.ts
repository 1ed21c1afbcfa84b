export { insideAirbnb } from './import/format.ts';
