/**
 * What says that the database or its link is away or full for a while: SQLSTATE (PostgreSQL's manual, appendix A: classes 08, 53, 57P) or a code of the system.
 * The same question may be asked again later.
 */
const AWAY_STATES = new Set([
  '08000', '08001', '08003', '08004', '08006', '53000', '53100', '53200', '53300', '57P01', '57P02', '57P03', '57P05',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENOSPC', 'EDQUOT',
]);
const AWAY_NAMES = new Set(['KnexTimeoutError', 'EmbeddedDatabaseStopped']);
/** What the driver says without a code, alone or after the statement, which knex writes before it. */
const AWAY_WORDS = /(^| - )(Connection terminated( unexpectedly)?|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)$/;
/** Two transactions in each other's way: one of them is to begin again. */
const COLLISIONS = new Set(['40001', '40P01']);

const codeOf = (fault: Error): string => { const { code } = fault as { code?: unknown }; return typeof code === 'string' ? code : ''; };

/** The database, its link or a disk is away or full: nothing is wrong with what was asked. */
export const isAway = (fault: unknown): fault is Error => fault instanceof Error && (AWAY_NAMES.has(fault.name) || AWAY_STATES.has(codeOf(fault)) || (codeOf(fault) === '' && AWAY_WORDS.test(fault.message)));
/** May succeed when it is done again from its beginning. */
export const mayPass = (fault: unknown): boolean => isAway(fault) || (fault instanceof Error && (COLLISIONS.has(codeOf(fault)) || mayPass(fault.cause)));
