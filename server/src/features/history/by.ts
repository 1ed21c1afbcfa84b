/** SQL of a person as a reply names her: her id and name, null where nobody is. `alias` is the joined `person`. */
export const BY = (alias: string, person: string): string => `case when ${person} is not null then jsonb_build_object('id', ${person}::text, 'name', coalesce(${alias}.name, '')) end`;
