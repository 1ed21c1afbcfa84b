export * from './contract.ts';
export * from './model.ts';
export * from './procedure.ts';
export * from './rule.ts';
export { isPaymentReference, paymentReference, quotedReferences, showReference } from './reference.ts';
export { texts, type CollectionText } from './texts.ts';
