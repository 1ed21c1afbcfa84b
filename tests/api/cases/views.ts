import { absent, type Case } from './case.ts';

export const views: Record<string, Case> = { listViews: { query: 'screen=register', allowed: 200 }, saveView: { body: {}, allowed: 400 }, deleteView: absent };
