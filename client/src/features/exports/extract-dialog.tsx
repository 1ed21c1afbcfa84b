import { useState } from 'react';
import { createExport, exportFile, type ExportFormat } from '@sommier/domain/exports';
import { urlOf } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem } from '../../platform/ui/index.ts';
import { FileJob } from './file-job.tsx';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [['xlsx', 'XLSX'], ['csv', 'CSV'], ['gpkg', 'GeoPackage'], ['geojson', 'GeoJSON'], ['shp', 'Shapefile']];

/** The register as a file: every property with every field, in the columns the import reads back unchanged. */
export const ExtractDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [job, setJob] = useState<string | null>(null);
  const start = useChange(createExport, ['listJobs']);
  const go = (format: ExportFormat) => start.mutate({ params: { commune }, body: { layers: ['assets'], format } }, { onSuccess: (started) => setJob(started.job) });
  return (
    <Dialog title={t('exports.extract')} onClose={onClose}>
      <div className="stack">
        <Note>{t('exports.extract.why')}</Note>
        {start.error && <Problem error={start.error} />}
        <div className="row start">{FORMATS.map(([format, name]) => <Button key={format} refuse={start.isPending && t('shell.wait')} onClick={() => go(format)}>{name}</Button>)}</div>
        {job && <FileJob key={job} id={job} hrefOf={(id) => urlOf(exportFile, { params: { commune, id } })} />}
      </div>
    </Dialog>
  );
};
