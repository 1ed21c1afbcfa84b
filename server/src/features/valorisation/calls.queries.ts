import type { CallSheet } from '@sommier/domain/valorisation';
import type { Tx } from '../../platform/db/index.ts';
import { partyNames } from '../parties/index.ts';

type Rows<T> = { rows: T[] };
export const readCalls = async (tx: Tx): Promise<{ rows: never[] }> => ({ rows: (await tx.raw(`select c.id, c.title, c.audience, c.state, c.opens_on::text as "opensOn", c.closes_on::text as "closesOn", count(distinct l.id)::integer as lots, count(k.id)::integer as candidates, count(distinct l.id) filter (where l.state = 'awarded')::integer as awarded
  from project_call c left join call_lot l on l.commune_id = c.commune_id and l.call_id = c.id left join call_candidate k on k.commune_id = l.commune_id and k.lot_id = l.id where c.commune_id = current_commune() group by c.commune_id, c.id order by c.id desc limit 200`) as Rows<never>).rows });

type Lot = Omit<CallSheet['lots'][number], 'candidates'>;
type Candidate = Omit<CallSheet['lots'][number]['candidates'][number], 'party'>;
/** A call with its lots and who answered; names of persons are masked for who may not read them. */
export async function readCall(tx: Tx, id: string, personal: boolean): Promise<CallSheet | undefined> {
  const { rows: [call] } = await tx.raw(`select c.id, c.title, c.audience, c.state, c.opens_on::text as "opensOn", c.closes_on::text as "closesOn", c.description, c.version from project_call c where c.commune_id = current_commune() and c.id = :id`, { id }) as Rows<Omit<CallSheet, 'lots'>>;
  if (call === undefined) return undefined;
  const { rows: lots } = await tx.raw(`select l.id, l.asset_id as "assetId", a.code, a.name, a.name_ar as "nameAr", coalesce(a.lettable_area_m2, a.useful_area_m2, a.built_area_m2, a.land_area_m2, a.drawn_area_m2)::float8 as "areaM2", l.purpose, l.asking_minor::text as "askingMinor", l.years, l.state
    from call_lot l join asset a on a.commune_id = l.commune_id and a.id = l.asset_id where l.commune_id = current_commune() and l.call_id = :id order by a.code`, { id }) as Rows<Lot>;
  const { rows: candidates } = await tx.raw(`select k.id, k.lot_id as "lotId", k.party_id as "partyId", k.project, k.offer_minor::text as "offerMinor", k.received_on::text as "receivedOn", k.score, k.state, k.decided_on::text as "decidedOn", k.decision, k.occupation_id as "occupationId"
    from call_candidate k join call_lot l on l.commune_id = k.commune_id and l.id = k.lot_id where k.commune_id = current_commune() and l.call_id = :id order by k.received_on, k.id`, { id }) as Rows<Candidate>;
  const names = await partyNames(tx, candidates.map((k) => k.partyId), personal);
  return { ...call, lots: lots.map((l) => ({ ...l, candidates: candidates.filter((k) => k.lotId === l.id).map((k) => ({ ...k, party: names.get(k.partyId)?.name ?? '' })) })) };
}
export interface Held { call: string; state: string; version: number; lot: string; lotState: string; asset: string; asking: string | null; years: number | null; title: string; opened: string | null }
/** The lot, locked with its call. */
export const lockLot = async (tx: Tx, lot: string): Promise<Held | undefined> => (await tx.raw(`select c.id as call, c.state, c.version, l.id as lot, l.state as "lotState", l.asset_id as asset, l.asking_minor::text as asking, l.years, c.title, c.opens_on::text as opened from call_lot l join project_call c on c.commune_id = l.commune_id and c.id = l.call_id
  where l.commune_id = current_commune() and l.id = :lot for update of c, l`, { lot }) as Rows<Held>).rows[0];
export const candidateOf = async (tx: Tx, id: string): Promise<{ lot: string; party: string; offer: string | null; state: string; project: string } | undefined> => (await tx.raw(`select k.lot_id as lot, k.party_id as party, k.offer_minor::text as offer, k.state, k.project from call_candidate k where k.commune_id = current_commune() and k.id = :id`, { id }) as Rows<never>).rows[0];
