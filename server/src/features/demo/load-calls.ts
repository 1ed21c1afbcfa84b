import { NewCall, NewCandidate } from '@sommier/domain/valorisation';
import { record } from '../../platform/audit/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { insertCall, insertCandidate, readIdle, setState, writeSetting } from '../valorisation/index.ts';

const DAY = '2026-01-15';

/** What the demo commune asks of idle property, and an open call for projects over three of them with two answers. */
export async function loadCalls(tx: Tx, commune: number, people: { agent: string; manager: string }): Promise<void> {
  await writeSetting(tx, { weights: { area: 2, location: 3, condition: 2, readiness: 3, income: 2 }, places: { 'Médina basse': 1, 'Médina haute': 0.8, 'Ville Nouvelle': 0.9, 'Faubourg Nord': 0.5 } });
  const idle = (await readIdle(tx, DAY)).filter((x) => !x.publicDomain && x.titleState === 'titre_foncier').slice(0, 3);
  const { rows: parties } = await tx.raw(`select p.id from party p where p.commune_id = current_commune() and p.kind = 'legal' order by p.id limit 2`) as { rows: { id: string }[] };
  if (idle.length === 0) return;
  const id = await insertCall(tx, NewCall.parse({ title: 'Locaux pour jeunes entreprises 2026', audience: 'startup', opensOn: DAY, closesOn: '2026-12-31', description: 'La commune propose des locaux inoccupés à des projets d’atelier, d’artisanat ou de services.', lots: idle.map((x) => ({ assetId: x.id, purpose: 'Atelier partagé, artisanat ou services', askingMinor: '1200000', years: 3 })) }), people.agent);
  await setState(tx, id, 'open', DAY);
  const { rows: [lot] } = await tx.raw('select l.id from call_lot l where l.commune_id = current_commune() and l.call_id = :id order by l.id limit 1', { id }) as { rows: { id: string }[] };
  for (const [i, p] of parties.entries()) if (lot !== undefined) await insertCandidate(tx, lot.id, NewCandidate.parse({ partyId: p.id, project: i === 0 ? 'Atelier de réparation ouvert aux habitants' : 'Espace de travail partagé', offerMinor: String(1_300_000 + i * 200_000), receivedOn: '2026-02-10' }), people.agent);
  await record(tx, { commune, via: 'command' }, [{ action: 'call.created', subject: `call:${id}`, detail: { lots: idle.length, candidates: parties.length } }]);
}
