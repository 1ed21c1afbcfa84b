export { useFormat } from '../../platform/format.ts';
