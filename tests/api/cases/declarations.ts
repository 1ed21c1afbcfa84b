import { absent, NOTHING, reads, type Case } from './case.ts';

const own: Case = { allowed: 200 }, one: Case = { params: { id: NOTHING }, allowed: 404 };
/** Returns, and the realm of declarants: to staff every endpoint of it answers as to a stranger. */
export const declarations: Record<string, Case> = {
  declarationForms: reads, listDeclarations: reads, exportDeclarations: reads, missingDeclarations: reads, exportMissing: reads, createDeclaration: { body: {}, allowed: 400 }, enrolParty: { body: {}, allowed: 400 },
  listDeclarants: reads, inviteDeclarant: { body: {}, allowed: 400 }, disableDeclarant: { ...absent, body: {}, allowed: 400 }, getDeclaration: absent, changeDeclaration: { ...absent, body: {}, allowed: 400 }, dropDeclaration: absent,
  correctDeclaration: { ...absent, body: {}, allowed: 400 }, declarationReceipt: absent,
  aboutDeclare: reads, joinDeclare: { body: {}, allowed: 400 }, openDeclare: { body: {}, allowed: 400 }, declareSession: own, closeDeclare: { allowed: 204 }, ownForms: own, ownDue: own, ownDeclarations: own, ownDeclaration: one,
  declareOwn: { body: {}, allowed: 400 }, correctOwn: { ...one, body: {}, allowed: 400 }, ownReceipt: one,
};
