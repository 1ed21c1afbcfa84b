import pg from 'pg';

const text = (value: string): string => value;
/** The driver's reader of text[] (type 1009). */
const textArray = pg.types.getTypeParser(1009 as number, 'text') as (value: string) => unknown;

/** date, date[], bigint[], numeric[] stay text: nothing loses a digit or moves a day. */
const OWN = new Map<number, (value: string) => unknown>([
  [1082, text], [1182, textArray], [1016, textArray], [1231, textArray],
]);

/** Reads a column's text as the driver does, on both engines. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    const own = format === 'binary' ? undefined : OWN.get(oid);
    return own ?? pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Said once on each new connection, after migration: the role of the application and the habits of the session. */
export const SESSION = `set role sommier_app; set time zone 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres'`;

const nothing = (): void => undefined;
/** What knex would print is also thrown, and whoever catches it says it better. */
export const QUIET = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };
