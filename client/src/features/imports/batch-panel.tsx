import { getImport, listRefusals } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan } from '../../platform/session.tsx';
import { Problem } from '../../platform/ui/index.ts';
import { Counts } from './counts.tsx';
import { ImportNotes } from './import-notes.tsx';
import { RefusalsTable } from './refusals-table.tsx';
import { UndoBatch } from './undo-batch.tsx';

/** One batch: its sum, its refused rows, its way back. */
export const BatchPanel = ({ commune, id }: { commune: string; id: string }) => {
  const t = useT();
  const mayImport = useCan()('import.run');
  const batch = useEndpoint(getImport, { params: { commune, id } });
  const refusals = useEndpoint(listRefusals, { params: { commune, id } });
  if (batch.error) return <Problem error={batch.error} />;
  if (!batch.data) return null;
  return (
    <section className="block" aria-label={t('imports.batch', { id })}>
      <div className="row"><h2>{t('imports.batch', { id })}, <bdi dir="ltr">{batch.data.sourceName}</bdi></h2>{mayImport && batch.data.undoable && <UndoBatch commune={commune} batch={id} />}</div>
      <Counts counts={batch.data} done />
      <p className="small">{[['imports.provenance', batch.data.provenance], ['imports.licence', batch.data.licence], ['imports.legalbasis', batch.data.legalBasis]].flatMap(([key, said]) => (said ? [<span key={key}>{t(key as 'imports.provenance')} : <bdi>{said}</bdi> · </span>] : []))}{t('imports.hash')} : <bdi dir="ltr">{batch.data.sourceHash}</bdi></p>
      <ImportNotes {...batch.data} />
      {refusals.data && refusals.data.total > 0 && <RefusalsTable commune={commune} refusals={refusals.data.rows} total={refusals.data.total} batch={id} />}
    </section>
  );
};
