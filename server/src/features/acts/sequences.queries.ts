import type { LegalState, Step } from '@sommier/domain/acts';
import type { GuardCode } from '@sommier/domain/guards';
import type { TitleState } from '@sommier/domain/assets';
import type { Tx } from '../../platform/db/index.ts';

type Rows<T> = { rows: T[] };
/** What the guards must know of an act beside what it does. */
export interface Facts { deliberated: boolean; estimated: boolean; approved: boolean; record: boolean; priced: boolean; deed: boolean }
export interface KnownStep extends Step, Facts { reference: string; overridden: GuardCode[] }
/** A property with the ground its sequence starts from and the acts that stand, in no order. */
export interface Sequence { id: string; code: string; titleState: TitleState | null; now: LegalState; declared: LegalState; steps: KnownStep[] }

/** The day it is in the commune, YYYY-MM-DD. */
export async function today(tx: Tx): Promise<string> {
  const { rows: [d] } = await tx.raw(`select to_char(now() at time zone c.timezone, 'YYYY-MM-DD') as day from commune c where c.id = current_commune()`) as Rows<{ day: string }>;
  return d!.day;
}

interface AssetRow { id: string; code: string; titleState: TitleState | null; domainClass: LegalState['domainClass']; status: LegalState['status']; declared: boolean; declaredClass: LegalState['domainClass']; declaredStatus: LegalState['status'] }
type StepRow = Omit<KnownStep, 'id'> & { id: string; asset: string };

/** The same, locked for the change that follows. */
export async function lockSequences(tx: Tx, ids: readonly string[]): Promise<Sequence[]> {
  await tx.raw('select 1 from asset where commune_id = current_commune() and id = any(cast(:list as bigint[])) order by id for update', { list: `{${ids.join(',')}}` });
  return readSequences(tx, ids);
}

/** The sequences of properties. A property without acts starts from what its register says now; those that are not there are not answered. */
export async function readSequences(tx: Tx, ids: readonly string[]): Promise<Sequence[]> {
  const list = `{${ids.join(',')}}`;
  const { rows: assets } = await tx.raw(`select a.id, a.code, a.title_state as "titleState", a.domain_class as "domainClass", a.status, d.asset_id is not null as declared, d.domain_class as "declaredClass", d.status as "declaredStatus"
    from asset a left join act_declared d on d.commune_id = a.commune_id and d.asset_id = a.id where a.commune_id = current_commune() and a.id = any(cast(:list as bigint[])) order by a.id`, { list }) as Rows<AssetRow>;
  const { rows: steps } = await tx.raw(`select aa.asset_id as asset, a.id, a.kind, a.reference, aa.side, aa.domain_class as "domainClass", a.effective_on as "effectiveOn",
      a.deliberated_on is not null or coalesce(jsonb_array_length(a.deed->'deliberations'), 0) > 0 as deliberated, coalesce(jsonb_array_length(a.deed->'estimates'), 0) > 0 as estimated,
      a.approved_on is not null as approved, a.record_on is not null as record, coalesce(a.deed->>'priceNet', a.deed->>'priceGross') is not null as priced, a.deed->>'deedOn' is not null as deed,
      (select coalesce(jsonb_agg(o->>'guard'), '[]') from jsonb_array_elements(a.overridden) o) as overridden
    from act_asset aa join act a on a.commune_id = aa.commune_id and a.id = aa.act_id
    where aa.commune_id = current_commune() and aa.asset_id = any(cast(:list as bigint[])) and a.kind <> 'cancellation'
      and not exists (select from act c where c.commune_id = a.commune_id and c.cancels_id = a.id)`, { list }) as Rows<StepRow>;
  return assets.map((a) => {
    const now = { domainClass: a.domainClass, status: a.status };
    return { id: a.id, code: a.code, titleState: a.titleState, now, declared: a.declared ? { domainClass: a.declaredClass, status: a.declaredStatus } : now, steps: steps.filter((s) => s.asset === a.id).map(({ asset: _, ...s }) => ({ ...s, id: BigInt(s.id) })) };
  });
}
