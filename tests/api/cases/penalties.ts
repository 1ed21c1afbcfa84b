import { absent, reads, type Case } from './case.ts';

const rule = { name: 'a rule', from: '2026-01-01', monthlyBp: 50, law: 'a text' };
export const penalties: Record<string, Case> = {
  listPenaltyRules: reads, createPenaltyRule: { body: {}, allowed: 400 }, changePenaltyRule: { ...absent, body: rule }, dropPenaltyRule: absent,
  accountPenalties: absent, chargeAccount: { ...absent, body: {} }, chargeCommune: { body: { day: '2999-01-01' }, allowed: 422 },
};
