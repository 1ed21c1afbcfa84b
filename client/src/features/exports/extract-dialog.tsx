import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { AssetSelection } from '@sommier/domain/assets';
import { createExport, exportFile, type ExportFormat } from '@sommier/domain/exports';
import { urlOf } from '../../platform/call.ts';
import { MOST_NAMED } from '../../platform/print-view.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField } from '../../platform/ui/index.ts';
import { FileJob } from './file-job.tsx';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [['xlsx', 'XLSX'], ['csv', 'CSV'], ['gpkg', 'GeoPackage'], ['geojson', 'GeoJSON'], ['shp', 'Shapefile']];
interface Props { /** Which properties it may hold, the likeliest first; without a selection, all of them. */ choices: readonly { key: string; text: string; selection: AssetSelection | undefined }[]; onClose: () => void }

/** The register as a file: every field of the properties chosen, in the columns the import reads back unchanged. */
export const ExtractDialog = ({ choices, onClose }: Props) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [which, choose] = useState(choices[0]?.key ?? '');
  const [job, setJob] = useState<string | null>(null);
  const start = useChange(createExport, ['listJobs']);
  const selection = choices.find((c) => c.key === which)?.selection, ids = selection?.ids;
  const go = (format: ExportFormat) => start.mutate({ params: { commune }, body: { layers: ['assets'], format, ...(selection ? { selection } : {}) } }, { onSuccess: (started) => setJob(started.job) });
  return (
    <Dialog title={t('exports.extract')} onClose={onClose}>
      <div className="stack">
        <Note>{t('exports.extract.why')}</Note>
        {choices.length > 1 && <SelectField label={t('exports.extract.which')} value={which} onChange={(e) => { choose(e.currentTarget.value); setJob(null); }}>{choices.map((c) => <option key={c.key} value={c.key}>{c.text}</option>)}</SelectField>}
        {ids && ids.length <= MOST_NAMED && <p><Link to="/c/$commune/print" params={{ commune }} search={{ assets: ids.join(',') }}>{t('exports.atlas')}</Link></p>}
        {start.error && <Problem error={start.error} />}
        <div className="row start">{FORMATS.map(([format, name]) => <Button key={format} refuse={start.isPending && t('shell.wait')} onClick={() => go(format)}>{name}</Button>)}</div>
        {job && <FileJob key={job} id={job} hrefOf={(id) => urlOf(exportFile, { params: { commune, id } })} />}
      </div>
    </Dialog>
  );
};
