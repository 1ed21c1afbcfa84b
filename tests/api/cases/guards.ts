import { reads, type Case } from './case.ts';

export const guards: Record<string, Case> = { listGuards: reads };
