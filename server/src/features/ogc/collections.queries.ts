import { mayReadLayer, publishableOf, type LayerEntry } from '@sommier/domain/layers';
import { AppError, type Bounds, type Role } from '@sommier/domain/shared';
import { CORE_STYLES, type LayerStyle, type Look } from '@sommier/domain/style';
import type { Tx } from '../../platform/db/index.ts';
import type { KeyScope } from '../../platform/session/index.ts';
import { openSource, type LayerSource } from '../exports/index.ts';
import { type Field, fieldsOf } from './fields.ts';

type Rows<T> = { rows: T[] };
/** Who reads, as far as it decides which collections there are: a role with or without a key, or nobody signed in (what is public alone). */
export interface Reader { role: Role | null; key?: KeyScope | undefined }
export interface Card {
  name: string; title: LayerStyle['title']; description: string | null; source: string | null; sourceDate: string | null; licence: string | null; isPublic: boolean; publicFields: readonly string[];
  readers: readonly Role[] | null; version: string; changedAt: Date | null; own: boolean; fields: LayerEntry['fields']; form: LayerEntry['form']; look: Look | null;
}

const CARDS = `select l.name, l.title, k.title_ar, l.own, l.fields, k.description, coalesce(k.source, l.source) as source, coalesce(k.source_date, l.source_date) as "sourceDate", k.licence,
    coalesce(k.is_public, false) as "isPublic", coalesce(k.public_fields, '{}') as "publicFields", k.readers, k.look, k.form, concat_ws('.', coalesce(v.version, 0), case when l.name = 'assets' then (select max(h.id) from asset_change h where h.commune_id = current_commune()) end) as version, v.changed_at as "changedAt"
  from (select name, title, source, source_date, fields, true as own from layer where commune_id = current_commune()
    union all select name, null, null, null, '[]'::jsonb, false from unnest(cast(:house as text[])) name) l
  left join layer_card k on k.commune_id = current_commune() and k.name = l.name left join data_version v on v.commune_id = current_commune() and v.layer = l.name
  where cast(:only as text) is null or l.name = :only order by l.own, l.name`;
type CardRow = Omit<Card, 'title'> & { title: string | null; title_ar: string | null };

const seen = ({ role, key }: Reader, card: Card): boolean =>
  // Where a host lives is personal: nobody unknown reads listings one by one, whatever the card says.
  (role === null ? card.isPublic && card.name !== 'listings' : mayReadLayer(role, card)) && (key?.layers == null || key.layers.includes(card.name));

/** What is said of the layers she may read; with `only`, of that one. */
export async function cards(tx: Tx, reader: Reader, only: string | null = null): Promise<Card[]> {
  const { rows } = await tx.raw(CARDS, { house: CORE_STYLES.map((style) => style.layer), only }) as Rows<CardRow>;
  return rows.map(({ title, title_ar, ...card }): Card => {
    const house = CORE_STYLES.find((style) => style.layer === card.name)?.title;
    const said = title ?? card.name;
    return { ...card, title: house ?? { fr: said, ar: title_ar ?? said, en: said } };
  }).filter((card) => seen(reader, card));
}

/** A collection: its card, where its rows come from, and what of them leaves. */
export interface Collection { card: Card; source: LayerSource; fields: Field[]; /** SQL of the days or moments a feature stands for, null where it has none. */ time: { from: string; to: string; type: 'date' | 'instant' } | null; editable: boolean }

const CAPTURED = (moment: string): string => `(date '1970-01-01' + ${moment} / 100)`;
const TIMES: Readonly<Record<string, Collection['time']>> = {
  assets: { from: 'f.updated_at', to: 'f.updated_at', type: 'instant' },
  listings: { from: CAPTURED('f.seen_from'), to: `coalesce(${CAPTURED('f.seen_to')}, 'infinity')`, type: 'date' },
  zones: { from: '(select s.valid_from from zone_set s where s.commune_id = f.commune_id and s.id = f.set_id)', to: `cast('infinity' as date)`, type: 'date' },
};

/** Throws `not_found` for a layer that is not there, or not hers to read: both answer alike. */
export async function openCollection(tx: Tx, reader: Reader, name: string): Promise<Collection> {
  const [card] = await cards(tx, reader, name);
  if (card === undefined) throw new AppError('not_found', `No collection ${name}`, { reason: 'ogc.no_collection', collection: name });
  const source = await openSource(tx, name);
  const open = publishableOf({ name, kind: card.own ? 'own' : 'built-in', fields: card.fields, form: card.form });
  const personal = new Set((card.form ?? []).filter((q) => q.personal).map((q) => q.name));
  const fields = fieldsOf(source).filter((f) => !personal.has(f.name) && (reader.role !== null || (card.publicFields.includes(f.name) && open.includes(f.name))));
  return { card, source, fields, time: TIMES[name] ?? null, editable: name === 'assets' && reader.role !== null };
}

export interface Extent { count: number; bounds: Bounds | null; from: string | null; to: string | null }
/** How many features there are and how far they reach, in space and time. */
export async function extentOf(tx: Tx, { source, time }: Collection): Promise<Extent> {
  const end = (sql: string, fn: 'min' | 'max'): string => `to_char(nullif(${fn}(${sql}), 'infinity')${time?.type === 'instant' ? ` at time zone 'UTC'` : ''}, 'YYYY-MM-DD"T"HH24:MI:SS${time?.type === 'instant' ? '.US' : ''}"Z"')`;
  const { rows: [r] } = await tx.raw(`select count(*)::integer as count, st_extent(f.geom) is not null as placed, st_xmin(st_extent(f.geom)) as w, st_ymin(st_extent(f.geom)) as s, st_xmax(st_extent(f.geom)) as e, st_ymax(st_extent(f.geom)) as n,
      ${time === null ? 'null as "from", null as "to"' : `${end(time.from, 'min')} as "from", ${end(time.to, 'max')} as "to"`} from ${source.from} where ${source.where}`, source.bindings) as
    Rows<{ count: number; placed: boolean; w: number; s: number; e: number; n: number; from: string | null; to: string | null }>;
  return r === undefined ? { count: 0, bounds: null, from: null, to: null } : { count: r.count, bounds: r.placed ? [r.w, r.s, r.e, r.n] : null, from: r.from, to: r.to };
}
