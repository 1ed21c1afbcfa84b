import type { PortalSettings } from '@sommier/domain/portal';
import type { Tx } from '../../platform/db/index.ts';

/** Takes the commune's page in hand; its version, 0 before the first change. */
export async function holdPortal(tx: Tx): Promise<number> {
  await tx.raw('insert into portal (commune_id, version) values (current_commune(), 0) on conflict do nothing');
  const { rows: [row] } = await tx.raw('select version from portal where commune_id = current_commune() for update') as { rows: { version: number }[] };
  return row?.version ?? 0;
}
export async function writePortal(tx: Tx, p: PortalSettings): Promise<void> {
  await tx.raw(`update portal set is_open = :open, title = :title, title_ar = :title_ar, intro = :intro, intro_ar = :intro_ar, papers = cast(:papers as bigint[]), frame_ancestors = :frames, version = version + 1, updated_at = now() where commune_id = current_commune()`,
    { open: p.isOpen, title: p.title, title_ar: p.titleAr, intro: p.intro, intro_ar: p.introAr, papers: `{${p.papers.join(',')}}`, frames: p.frames });
}
