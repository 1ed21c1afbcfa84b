import { identifierKey, maskValue, shownName, type PartyKind, type PartyRow, type PartySheet } from '@sommier/domain/parties';
import { foldText } from '@sommier/domain/search';
import type { Tx } from '../../platform/db/index.ts';
import { Where } from '../../platform/db/where.ts';

type Rows<T> = { rows: T[] };
type Stored = Omit<PartyRow, 'masked'>;
const ROW = 'p.id, p.kind, p.name, p.name_ar as "nameAr", p.legal_form as "legalForm", p.activity, p.merged_into as "mergedInto", p.version';

/** A row as its reader may see it. */
const shown = (p: Stored, personal: boolean): PartyRow => {
  const masked = !personal && p.kind === 'natural';
  return { ...p, name: shownName(p.kind, p.name, personal), nameAr: p.nameAr === null ? null : shownName(p.kind, p.nameAr, personal), masked };
};

/** Parties that were not merged away, by name. Without the right to personal data, words find bodies only and numbers find nobody. */
export async function findParties(tx: Tx, f: { q?: string | undefined; kind?: PartyKind | undefined; page: number; size: number }, personal: boolean): Promise<{ total: number; rows: PartyRow[] }> {
  const w = new Where('p.commune_id = current_commune()', 'p.merged_into is null');
  if (f.kind !== undefined) w.add('p.kind = :kind', { kind: f.kind });
  const folded = f.q === undefined ? '' : foldText(f.q);
  if (folded !== '') {
    const words = new Where().words('p.search', folded, 'q');
    const key = identifierKey(f.q ?? '');
    // An exact number, long enough not to be guessed at by chance.
    const number = personal && key.length >= 5;
    w.add(number ? `((${words.sql}) or p.id in (select i.party_id from party_identifier i where i.commune_id = current_commune() and i.value_key = :key))` : `(${words.sql})`, { ...words.bindings, ...(number ? { key } : {}) });
    if (!personal) w.add(`p.kind = 'legal'`);
  }
  const { rows: [n] } = await tx.raw(`select count(*)::integer as total from party p where ${w.sql}`, w.bindings) as Rows<{ total: number }>;
  const { rows } = await tx.raw(`select ${ROW} from party p where ${w.sql} order by p.name, p.id limit :size offset :skip`, { ...w.bindings, size: f.size, skip: (f.page - 1) * f.size }) as Rows<Stored>;
  return { total: n?.total ?? 0, rows: rows.map((r) => shown(r, personal)) };
}

/** Rows that name a party, by table, found in the catalogue as a merge finds them. */
async function usesOf(tx: Tx, id: string): Promise<PartySheet['uses']> {
  const { rows: links } = await tx.raw(`select quote_ident(t.relname) as rel, quote_ident(a.attname) as col from pg_constraint c join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'commune_id'
    where c.contype = 'f' and c.confrelid = 'public.party'::regclass and t.relname not in ('party', 'party_identifier') order by 1, 2`) as Rows<{ rel: string; col: string }>;
  if (links.length === 0) return [];
  const parts = links.map(({ rel, col }) => `select '${rel}' as "table", count(*)::integer as count from ${rel} where commune_id = current_commune() and ${col} = :id`);
  const { rows } = await tx.raw(`select "table", sum(count)::integer as count from (${parts.join(' union all ')}) u group by 1 having sum(count) > 0 order by 1`, { id }) as Rows<PartySheet['uses'][number]>;
  return rows;
}

interface Reading { personal: boolean; full: boolean }
/** One party, or undefined. Numbers are masked unless `full`. */
export async function readParty(tx: Tx, id: string, { personal, full }: Reading): Promise<PartySheet | undefined> {
  const { rows: [p] } = await tx.raw(`select ${ROW}, p.note, p.created_at as "createdAt", p.updated_at as "updatedAt" from party p where p.commune_id = current_commune() and p.id = ?`, [id]) as
    Rows<Stored & { note: string | null; createdAt: Date; updatedAt: Date }>;
  if (p === undefined) return undefined;
  const { rows: identifiers } = await tx.raw('select i.id, i.kind, i.value from party_identifier i where i.commune_id = current_commune() and i.party_id = ? order by i.kind, i.id', [id]) as Rows<PartySheet['identifiers'][number]>;
  const { note, createdAt, updatedAt, ...row } = p;
  return {
    ...shown(row, personal), note: personal || p.kind === 'legal' ? note : null, identifiers: identifiers.map((i) => ({ ...i, value: full ? i.value : maskValue(i.value) })),
    uses: await usesOf(tx, id), createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  };
}

/** The version and kind of a party, locked for the change that follows. */
export async function lockParty(tx: Tx, id: string): Promise<{ version: number; kind: PartyKind; legalForm: string | null; mergedInto: string | null } | undefined> {
  const { rows } = await tx.raw('select version, kind, legal_form as "legalForm", merged_into as "mergedInto" from party where commune_id = current_commune() and id = ? for update', [id]) as
    Rows<{ version: number; kind: PartyKind; legalForm: string | null; mergedInto: string | null }>;
  return rows[0];
}

export interface PartyName { id: string; kind: PartyKind; name: string; nameAr: string | null; masked: boolean }
/** The names of some parties as a reader may see them, by id; for the features that point at parties. */
export async function partyNames(tx: Tx, ids: readonly string[], personal: boolean): Promise<Map<string, PartyName>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.raw(`select ${ROW} from party p where p.commune_id = current_commune() and p.id = any (cast(:ids as bigint[]))`, { ids: `{${[...new Set(ids)].join(',')}}` }) as Rows<Stored>;
  return new Map(rows.map((r) => { const { id, kind, name, nameAr, masked } = shown(r, personal); return [id, { id, kind, name, nameAr, masked }]; }));
}
