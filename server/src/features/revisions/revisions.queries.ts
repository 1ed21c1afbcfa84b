import type { RevisionRow } from '@sommier/domain/revisions';
import { shownName, type PartyKind } from '@sommier/domain/parties';
import type { Tx } from '../../platform/db/index.ts';

type Stored = Omit<RevisionRow, 'createdAt' | 'payer'> & { createdAt: Date; name: string | null; kind: PartyKind | null };
const ROW = `select r.id, r.occupation_id as "occupationId", o.reference as occupation, u.code as asset, r.rule_code as rule, r.old_amount as "oldAmount", r.new_amount as "newAmount", r.effect_on as "effectOn", r.court, r.state, r.note,
    (select count(*)::integer from paper p where p.commune_id = r.commune_id and p.revision_id = r.id) as letters, r.version, r.created_at as "createdAt", y.name, y.kind
  from revision r join occupation o on o.commune_id = r.commune_id and o.id = r.occupation_id
    left join lateral (select a.code from occupation_unit x join asset a on a.commune_id = x.commune_id and a.id = x.asset_id where x.commune_id = o.commune_id and x.occupation_id = o.id order by a.code limit 1) u on true
    left join lateral (select p.name, p.kind from occupation_party op join party p on p.commune_id = op.commune_id and p.id = op.party_id where op.commune_id = o.commune_id and op.occupation_id = o.id and op.role = 'tenant' order by op.ordinal, p.id limit 1) y on true
  where r.commune_id = current_commune()`;
const shape = (personal: boolean) => ({ name, kind, createdAt, ...r }: Stored): RevisionRow => ({ ...r, payer: name === null || kind === null ? null : shownName(kind, name, personal), createdAt: createdAt.toISOString() });

export async function readRevisions(tx: Tx, f: { state?: string | undefined; page: number; size: number }, personal: boolean): Promise<{ total: number; rows: RevisionRow[] }> {
  const where = f.state === undefined ? '' : ' and r.state = :state', bindings = f.state === undefined ? {} : { state: f.state };
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from revision r where r.commune_id = current_commune()${where}`, bindings) as { rows: { total: number }[] };
  const { rows } = await tx.raw(`${ROW}${where} order by r.id desc limit :size offset :skip`, { ...bindings, size: f.size, skip: (f.page - 1) * f.size }) as { rows: Stored[] };
  return { total: n?.total ?? 0, rows: rows.map(shape(personal)) };
}
export const readRevision = async (tx: Tx, id: string, personal: boolean): Promise<RevisionRow | undefined> => (await tx.raw(`${ROW} and r.id = ?`, [id]) as { rows: Stored[] }).rows.map(shape(personal))[0];
