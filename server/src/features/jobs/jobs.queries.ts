import type { JobState } from '@sommier/domain/jobs';
import type { Tx } from '../../platform/db/index.ts';
import { JOB_COLUMNS, type JobRow } from '../../platform/jobs/index.ts';

export interface Wanted { commune: number; page: number; size: number; kind?: string | undefined; state?: JobState | undefined }

const WHERE = `j.commune_id = :commune and (:kind::text is null or j.kind = :kind::text) and (:state::text is null or j.state = :state::text)`;

export async function jobPage(tx: Tx, { commune, page, size, kind, state }: Wanted): Promise<{ total: number; rows: JobRow[] }> {
  const bindings = { commune, kind: kind ?? null, state: state ?? null, size, skip: (page - 1) * size };
  const total = (await tx.raw(`select count(*)::int as n from job j where ${WHERE}`, bindings)).rows[0] as { n: number };
  const rows = (await tx.raw(`select ${JOB_COLUMNS} from job j where ${WHERE} order by j.created_at desc, j.id desc limit :size offset :skip`, bindings)).rows as JobRow[];
  return { total: total.n, rows };
}
