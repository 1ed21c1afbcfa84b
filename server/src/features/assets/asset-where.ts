import { domainGroup, DOMAIN_CLASSES, FIELD_BY_KEY, type AssetFilter, type AssetSelection } from '@sommier/domain/assets';
import { foldText } from '@sommier/domain/search';
import { parseBbox, splitList, type Geometry } from '@sommier/domain/shared';
import { Where } from '../../platform/db/where.ts';
import { AREAS_DIFFER, COLUMN } from './asset-sql.ts';

/** A group of the legend stands for its classes; the undetermined one also for what has none. */
export const classes = (words: readonly string[]): string[] => [...new Set(words.flatMap((w) => ['public', 'private', 'other', 'undetermined'].includes(w)
  ? [...DOMAIN_CLASSES.filter((c) => domainGroup(c) === w), ...(w === 'undetermined' ? ['none'] : [])] : [w]))];
const like = (text: string): string => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;

/** `key:value;key:min..max`: fields of the commune's own. Keys are bound, never written into the statement. */
function extra(w: Where, text: string): void {
  text.split(';').forEach((part, i) => {
    const at = part.indexOf(':'), key = part.slice(0, at), value = part.slice(at + 1).trim();
    const name = `x${String(i)}`;
    const range = /^(-?\d+(?:\.\d+)?)?\.\.(-?\d+(?:\.\d+)?)?$/.exec(value);
    if (range !== null) {
      const number = `case when jsonb_typeof(a.extra -> :${name}) = 'number' then cast(a.extra ->> :${name} as numeric) end`;
      if (range[1] !== undefined) w.add(`${number} >= cast(:${name}l as numeric)`, { [name]: key, [`${name}l`]: range[1] });
      if (range[2] !== undefined) w.add(`${number} <= cast(:${name}h as numeric)`, { [name]: key, [`${name}h`]: range[2] });
      return;
    }
    // The exact value is looked up by the index; words of a text are read from the rows that state the field.
    const exact = [JSON.stringify({ [key]: value }), ...(value === 'yes' || value === 'no' ? [JSON.stringify({ [key]: value === 'yes' })] : []), ...(/^-?\d+(\.\d+)?$/.test(value) ? [JSON.stringify({ [key]: Number(value) })] : [])];
    const bind: Record<string, unknown> = { [name]: key, [`${name}w`]: like(foldText(value)) };
    const parts = exact.map((json, j) => { bind[`${name}e${String(j)}`] = json; return `a.extra @> cast(:${name}e${String(j)} as jsonb)`; });
    w.add(`(${parts.join(' or ')} or (jsonb_typeof(a.extra -> :${name}) = 'string' and fold_text(a.extra ->> :${name}) like :${name}w))`, bind);
  });
}

const missing = (key: string): string => {
  const column = `a.${COLUMN[key] ?? 'code'}`;
  if (key === 'titleNumber') return `(a.title_state in ('titre_foncier', 'requisition') and a.title_number is null and (a.title_state <> 'requisition' or a.requisition_number is null))`;
  return key === 'domainClass' ? `(${column} is null or ${column} = 'indetermine')` : `${column} is null`;
};

/** The condition on `asset a` that a filter says, and a shape that the property's ground must touch. */
export function assetWhere(f: AssetFilter, shape?: Geometry): Where {
  const w = new Where('a.commune_id = current_commune()')
    .among('a.domain_class', classes(splitList(f.domain)), 'domain').among('a.title_state', splitList(f.title), 'title').among('a.nature', splitList(f.nature), 'nature')
    .among('a.status', splitList(f.status), 'status').among('a.level', splitList(f.level), 'level').among('a.review', splitList(f.review), 'review').among('a.condition_class', splitList(f.condition), 'condition')
    .among('a.domain_subclass', splitList(f.sub), 'sub').among('a.legal_regime', splitList(f.regime), 'regime').among('a.conservation', splitList(f.conservation), 'conservation')
    .among('a.origin', splitList(f.origin), 'origin').among('a.use_code', splitList(f.use), 'use')
    .bbox('a.geom', f.bbox === undefined ? undefined : parseBbox(f.bbox));
  if (f.q) w.words('a.search', foldText(f.q), 'q');
  if (f.district !== undefined) w.add('a.district = :district', { district: f.district });
  if (f.located !== undefined) w.add(`a.geom is ${f.located === 'yes' ? 'not ' : ''}null`);
  if (f.parent !== undefined) w.add('a.parent_id = :parent', { parent: f.parent });
  if (f.batch !== undefined) w.add('a.batch_id = :batch', { batch: f.batch });
  if (f.areas !== undefined) w.add(f.areas === 'differ' ? AREAS_DIFFER : `not ${AREAS_DIFFER}`);
  if (f.charged !== undefined) w.add(`a.charges ${f.charged === 'yes' ? '<>' : '='} '[]'::jsonb`);
  if (f.verified !== undefined) w.add(`${f.verified === 'yes' ? '' : 'not '}jsonb_path_exists(a.provenance, '$.*.verifiedOn')`);
  for (const key of splitList(f.missing)) if (FIELD_BY_KEY.get(key)?.mandatory === true) w.add(missing(key));
  if (f.extra !== undefined) extra(w, f.extra);
  if (f.zone !== undefined) {
    const ground = '(select z.geom from zone z where z.commune_id = current_commune() and z.id = :zone)';
    w.add(`a.geom && ${ground} and st_intersects(a.geom, ${ground})`, { zone: f.zone });
  }
  if (shape !== undefined) {
    const ground = '(select st_makevalid(st_setsrid(st_geomfromgeojson(:shape), 4326)))';
    w.add(`a.geom && ${ground} and st_intersects(a.geom, ${ground})`, { shape: JSON.stringify(shape) });
  }
  return w;
}

/** The condition of a selection: the ids named, or what a filter and a shape let through. */
export function selectionWhere(s: AssetSelection): Where {
  const w = assetWhere(s.filter ?? {}, s.shape);
  return s.ids === undefined ? w : w.add('a.id = any (cast(:ids as bigint[]))', { ids: `{${s.ids.join(',')}}` });
}
