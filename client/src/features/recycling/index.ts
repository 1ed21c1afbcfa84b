export { BinPage } from './bin-page.tsx';
export { RecycleAction } from './recycle-action.tsx';
