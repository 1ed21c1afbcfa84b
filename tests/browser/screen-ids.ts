/** Asks the API of the demo's commune as a manager: a path, and a body when it is a search. */
export type Ask = <T>(path: string, body?: unknown) => Promise<T>;
interface Rows { rows: { id: string }[] }

/** What stands for the last part of an address that names one thing, by the part of the address before it. */
const IDS: Readonly<Record<string, (ask: Ask) => Promise<string | undefined>>> = {
  assets: async (ask) => (await ask<Rows>('assets?located=yes&size=1')).rows[0]?.id,
  money: async (ask) => (await ask<Rows>('ledger/accounts/search', { size: 1 })).rows[0]?.id,
  occupations: async (ask) => (await ask<Rows>('occupations?size=1')).rows[0]?.id,
  campaigns: async (ask) => (await ask<Rows>('campaigns?size=1')).rows[0]?.id,
  rules: async (ask) => (await ask<{ rules: { id: string }[] }>('rules')).rules[0]?.id,
  assessments: async (ask) => (await ask<Rows>('assessments?size=1')).rows[0]?.id,
  collection: async (ask) => (await ask<{ rows: { fileId: string }[] }>('collection/claims/search', { size: 1 })).rows[0]?.fileId,
  taxpayers: async (ask) => (await ask<Rows>('taxpayers/search', { size: 1 })).rows[0]?.id,
  layers: async (ask) => (await ask<{ layers: { name: string }[] }>('layers')).layers[0]?.name,
};

/** The last part of a route's address, '' where it asks for none. Throws where nobody said what to open, or where the demo has none: the screen would go unseen. */
export const idsFor = async (route: string, ask: Ask): Promise<string> => {
  const of = /\/([^/]+)\/\$(?!commune)\w+$/.exec(route)?.[1];
  if (of === undefined) return '';
  const id = await IDS[of]?.(ask);
  if (!id) throw new Error(`nothing to open under ${of}: say in screen-ids.ts where its screen finds one`);
  return id;
};
