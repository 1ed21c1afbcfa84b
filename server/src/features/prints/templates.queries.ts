import type { PrintTemplate } from '@sommier/domain/prints';
import type { Tx } from '../../platform/db/index.ts';

interface Row extends Omit<PrintTemplate, 'layers' | 'scale' | 'rotation'> { layers: string[] | null; scale: number | null; rotation: number | null }
const COLUMNS = `t.id, t.name, t.sheet, t.layers, t.scale, t.rotation, t.logo is not null as logo, t.version, to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "updatedAt"`;
const out = ({ layers, scale, rotation, ...rest }: Row): PrintTemplate => ({ ...rest, ...(layers ? { layers } : {}), ...(scale === null ? {} : { scale }), ...(rotation === null ? {} : { rotation }) });

/** The commune's kept sheets, by name. */
export const readTemplates = async (tx: Tx): Promise<PrintTemplate[]> =>
  ((await tx.raw(`select ${COLUMNS} from print_template t where t.commune_id = current_commune() order by fold_text(t.name), t.id`)) as { rows: Row[] }).rows.map(out);
/** One of them, locked when it is about to change. */
export async function readTemplate(tx: Tx, id: string, lock = false): Promise<PrintTemplate | undefined> {
  const { rows: [row] } = await tx.raw(`select ${COLUMNS} from print_template t where t.commune_id = current_commune() and t.id = :id ${lock ? 'for update' : ''}`, { id }) as { rows: Row[] };
  return row && out(row);
}
