export { digestOfFact, withdrawFacts, writeFact } from './facts.store.ts';
export { readFacts, type FactQuestion } from './facts.queries.ts';
