export * from './model.ts';
export * from './contract.ts';
export { aboutDeclare, closeDeclare, correctOwn, declareOwn, declareSession, DeclarantSession, InvitationCode, joinDeclare, openDeclare, ownDeclaration, ownDeclarations, ownDue, ownForms, ownReceipt } from './own-contract.ts';
export * from './periods.ts';
export { formOf, touching } from './form.ts';
export { factsOf, lineFaults, type LineFault } from './line-facts.ts';
export { texts } from './texts.ts';
