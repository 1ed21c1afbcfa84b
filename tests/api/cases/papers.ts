import { absent, type Case } from './case.ts';

/** Sheets and the other papers of the register. */
export const papers: Record<string, Case> = { 'papers.sheets.create': { body: {}, allowed: 400 }, 'papers.sheets.file': absent };
