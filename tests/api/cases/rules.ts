import { absent, reads, type Case } from './case.ts';

/** The register of rules. */
export const rules: Record<string, Case> = {
  listTaxes: reads, listTemplates: reads, takeTemplate: { params: { pack: 'nothing' }, body: {}, allowed: 422 }, importRules: { body: {}, allowed: 400 }, exportRules: { query: 'tax=nothing', allowed: 422 },
  listExamples: reads, addExample: { body: {}, allowed: 400 }, dropExample: absent, tryRules: { body: { tax: 'nothing' }, allowed: 200 }, publishRules: { body: {}, allowed: 400 }, listRules: reads, createRule: { body: {}, allowed: 400 },
  getRule: absent, changeRule: { ...absent, body: {}, allowed: 400 }, dropRule: absent, verifyRule: { ...absent, body: {}, allowed: 400 }, closeRule: { ...absent, body: {}, allowed: 400 },
};
