import type { Batch } from '../../imports/index.ts';
import { countAhead } from '../../tiles/index.ts';
import { placeOf } from './columns.ts';

/**
 * Counts the tiles' cells of a commune's first listings from the stage, on another connection, while the rows are written: both cores of a small
 * server work. Answers the table they are in; undefined where there is no other connection: they are counted afterwards then, as where rows of
 * the stage turn out to be refused.
 */
export function countBeside(batch: Pick<Batch, 'beside'>, stage: string): Promise<string | undefined> | undefined {
  return batch.beside?.(async (tx) => {
    await tx.raw(`set local work_mem = '128MB'`);
    await countAhead(tx, 'listings', `select s.row as id, st_transform(${placeOf('s')}, 3857) as p from ${stage} s where s.lon is not null`, `${stage}_cells`);
    return `${stage}_cells`;
  }).catch(() => undefined);
}
