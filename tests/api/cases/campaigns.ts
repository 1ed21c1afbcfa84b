import { absent, NOTHING, reads, type Case } from './case.ts';

const CLIENT = '6f1f0f5e-7d6e-4f39-9d3c-3f3a3c8a1a11';
const sheet = { id: NOTHING, sheet: NOTHING };
const VISIT = { asset: '1', revision: 1, outcome: 'seen', answers: {}, foundName: null, baseVersion: null, occupant: null, note: null, position: null, at: '2026-11-22T08:00:00Z' };

export const campaigns: Record<string, Case> = {
  listCampaigns: reads, listSurveyors: reads, previewCampaign: { body: { perimeter: {} }, allowed: 200 }, createCampaign: { body: {}, allowed: 400 }, getCampaign: absent, changeCampaign: { ...absent, body: { name: 'x' } }, moveCampaign: { ...absent, body: { to: 'open' } },
  listSheets: absent, getSheet: { params: sheet, allowed: 404 }, reviewSheet: { params: sheet, body: { decision: 'refuse', visit: CLIENT }, allowed: 404 }, getFieldPack: reads,
  sendVisit: { params: { id: NOTHING, client: CLIENT }, body: VISIT, allowed: 404 }, sendVisitPhoto: { params: { id: NOTHING, client: CLIENT }, body: {}, allowed: 400 },
};
