/** SQL of a right as kept before a batch changed it: its row and its lists. */
export const keptRight = (o: string): string => `jsonb_build_object('row', to_jsonb(${o}),
  'units', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from occupation_unit x where x.commune_id = ${o}.commune_id and x.occupation_id = ${o}.id),
  'parties', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from occupation_party x where x.commune_id = ${o}.commune_id and x.occupation_id = ${o}.id),
  'acts', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from occupation_act x where x.commune_id = ${o}.commune_id and x.occupation_id = ${o}.id),
  'terms', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from occupation_term x where x.commune_id = ${o}.commune_id and x.occupation_id = ${o}.id))`;
