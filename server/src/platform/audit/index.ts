export { record, type Actor, type Entry } from './append.ts';
export { verifyChain } from './verify.ts';
export { canonical, plain } from './canonical.ts';
