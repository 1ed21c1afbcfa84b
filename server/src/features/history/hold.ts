import { AppError } from '@sommier/domain/shared';
import { requireVersion, type CommuneContext } from '../../platform/http/index.ts';
import { changedSince } from './history.queries.ts';

/**
 * Holds a change to the version of the property that its author read. A refusal (`stale`, 412) carries what stands now and who changed what since,
 * so that her screen can put mine, theirs and the original side by side.
 */
export async function holdToVersion(ctx: CommuneContext, id: string, version: number, present: unknown): Promise<void> {
  try { requireVersion(ctx, version, present); } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stale') throw error;
    const read = /v(\d{1,9})/.exec(ctx.req.headers['if-match'] ?? '');
    throw new AppError('stale', error.message, { ...error.detail, since: await changedSince(ctx.tx, id, Number(read?.[1] ?? 0)) }, error);
  }
}
