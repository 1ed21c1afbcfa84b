export { TaxRule, StoredRule, BASES, unreadBy, type Basis, type Conditions } from './rule.ts';
export { TaxFact } from './facts.ts';
export { assessor, compute, NOTICE_DAYS, type Assess } from './compute.ts';
export { Assessed, Refused, TaxLine, REFUSALS, type Outcome, type RefusalCode } from './result.ts';
export { RulePack, Example, StoredExample, StoredPack } from './pack.ts';
export { tryExamples, type Tried } from './bench.ts';
export { TaxQuestion, TaxAnswer, computeTax, endpoints } from './contract.ts';
export { answer } from './answer.ts';
export { overlapping } from './overlap.ts';
