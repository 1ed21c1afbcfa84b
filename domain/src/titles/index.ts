export * from './model.ts';
export { daysBetween, deadlines, isLate, later, RULES, standing, together, type Standing } from './pipeline.ts';
export * from './contract.ts';
