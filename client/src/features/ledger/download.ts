export { download } from '../../platform/download.ts';
