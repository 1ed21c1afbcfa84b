import { absent, reads, type Case } from './case.ts';

/** Sheets and the other papers of the register. */
export const papers: Record<string, Case> = { 'papers.sheets.create': { body: {}, allowed: 400 }, 'papers.sheets.file': absent,
  'papers.statements.summary': { query: 'kind=sommier', allowed: 200 }, 'papers.statements.issue': { body: {}, allowed: 400 }, 'papers.statements.list': reads, 'papers.statements.file': absent,
  'papers.durations.get': reads, 'papers.durations.set': { body: { rows: [] }, allowed: 200 }, 'valorisation.rank': reads, 'valorisation.setting': { body: {}, allowed: 400 }, 'valorisation.calls': reads, 'valorisation.calls.create': { body: {}, allowed: 400 }, 'valorisation.call': absent, 'valorisation.calls.move': { ...absent, body: { to: 'open' } },
  'valorisation.candidates.add': { ...absent, body: {}, allowed: 400 }, 'valorisation.candidates.award': { ...absent, body: {}, allowed: 400 }, 'valorisation.calls.file': absent,
  'indicators.get': reads, 'indicators.trend': { query: 'key=title_count', allowed: 200 }, 'indicators.list': { query: 'key=title_count', allowed: 200 }, 'indicators.export': { query: 'format=csv', allowed: 200 },
  'papers.verify': { body: { code: 'nothing' }, allowed: 200 },
};
