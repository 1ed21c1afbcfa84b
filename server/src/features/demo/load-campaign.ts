import { NewCampaign, Visit } from '@sommier/domain/campaigns';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { campaignRow, firstSet, insertCampaign, keepVisit, moveTo, perimeterIds, settleSheet } from '../campaigns/index.ts';

const ZONES = ['Médina basse', 'La Gare', 'Faubourg Nord'];
/** What came back, sheet after sheet: the day, what was seen, and the office's word where it has been given. */
const VISITS = [
  { on: '2026-11-03', outcome: 'seen', answers: { conditionClass: 'good' }, word: 'accepted' }, { on: '2026-11-03', outcome: 'seen', answers: { conditionClass: 'bad' }, word: 'accepted' },
  { on: '2026-11-05', outcome: 'no_access', answers: {}, note: 'Portail fermé, gardien absent', word: 'refused' }, { on: '2026-11-10', outcome: 'seen', answers: { conditionClass: 'good' }, word: 'accepted' },
  { on: '2026-11-12', outcome: 'seen', answers: { conditionClass: 'very_bad' }, note: 'Dépôt de gravats sur la moitié du terrain' }, { on: '2026-11-17', outcome: 'not_found', answers: {}, note: 'Une construction occupe l’emprise' },
] as const;
const client = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The inventory of the bare land of three districts, under way: part accepted, part come back, the rest with the agent. */
export async function loadCampaign(tx: Tx, commune: number, people: { agent: string; manager: string }): Promise<void> {
  const set = await firstSet(tx);
  const { rows: zones } = await tx.raw(`select z.id from zone z where z.commune_id = current_commune() and z.set_id = cast(:set as bigint) and z.label = any(cast(:labels as text[])) order by z.id`, { set, labels: `{${ZONES.map((l) => `"${l}"`).join(',')}}` }) as { rows: { id: string }[] };
  const campaign = NewCampaign.parse({
    name: 'Inventaire des terrains nus 2026', instructions: 'Photographier l’accès et les limites ; noter toute occupation.', set, perimeter: { zones: zones.map((z) => z.id), filter: { nature: 'land', level: 'site', located: 'yes' } },
    fields: ['conditionClass', 'useLabel', 'address'], team: [{ person: people.agent, zones: [] }],
  });
  const ids = await perimeterIds(tx, campaign.perimeter, 500);
  if (ids.length === 0) return;
  const id = await insertCampaign(tx, campaign, set, ids, people.manager);
  await moveTo(tx, id, 'open');
  const row = await campaignRow(tx, id);
  if (row === undefined) throw new Error('no campaign was made');
  for (const [n, { on, outcome, answers, word = null, note = null }] of VISITS.map((v) => ({ word: null, note: null, ...v })).entries()) {
    const asset = ids[n];
    if (asset === undefined) break;
    const visit = Visit.parse({ asset, revision: 1, outcome, answers, foundName: null, baseVersion: null, occupant: null, note, position: null, at: `${on}T09:30:00Z` });
    const { sheet } = await keepVisit(tx, row, client(n + 1), visit, people.agent);
    if (word !== null) await settleSheet(tx, sheet, { state: word, person: people.manager, note: null, applied: [], asset: null, proposal: null });
  }
  await record(tx, { commune, via: 'command' }, [{ action: 'campaign.created', subject: `campaign:${id}`, detail: { sheets: ids.length } }]);
}
