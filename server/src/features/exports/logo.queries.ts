import type { Tx } from '../../platform/db/index.ts';

/** The logo a template stands for; undefined where it has none. */
export async function readLogo(tx: Tx, template: string | undefined): Promise<Buffer | undefined> {
  if (template === undefined) return undefined;
  const { rows: [row] } = await tx.raw('select t.logo from print_template t where t.commune_id = current_commune() and t.id = cast(:template as bigint)', { template }) as { rows: { logo: Buffer | Uint8Array | null }[] };
  return row?.logo ? Buffer.from(row.logo) : undefined;
}
