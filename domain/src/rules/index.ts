export * from './contract.ts';
export * from './model.ts';
export { packOf } from './pack.ts';
export { readRule, sayMoney, type Said } from './reading.ts';
export { toConfirmIn } from './to-confirm.ts';
export { wordOf } from './words.ts';
