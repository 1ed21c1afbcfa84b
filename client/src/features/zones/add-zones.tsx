import { useEffect, useState, type FormEvent } from 'react';
import { isEnded } from '@sommier/domain/jobs';
import { addZones } from '@sommier/domain/zones';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange } from '../../platform/query.ts';
import { outcomeOf, refusedFileOf } from '../../platform/results.ts';
import { Button, Dialog, Note, Problem, TextField } from '../../platform/ui/index.ts';
import { FileDrop } from '../imports/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';

const Outcome = ({ commune, id }: { commune: string; id: string }) => {
  const t = useT();
  const job = useJob(commune, id);
  const ended = job.data !== undefined && isEnded(job.data.state);
  useEffect(() => { if (ended) void queryClient.invalidateQueries(); }, [ended]);
  if (job.error) return <Problem error={job.error} />;
  if (!job.data) return null;
  if (!ended) return <JobLine commune={commune} job={job.data} label={t('zones.drawing')} />;
  const refused = refusedFileOf(job.data.result);
  if (refused) return <Note tone="bad"><p>{refused.message}</p><p>{refused.remedy}</p></Note>;
  const done = outcomeOf(job.data.result);
  if (!done) return <Note tone="bad">{t('imports.failed')} {job.data.error?.message}</Note>;
  const notes = done.notes ?? {};
  return (
    <Note tone={done.refused ? 'warn' : 'ok'}>
      <p>{t('zones.done', { zones: Number(notes['zones'] ?? 0), rows: done.rows, repaired: Number(notes['repaired'] ?? 0), refused: done.refused })}</p>
      {done.refusals.length > 0 && <ul>{done.refusals.slice(0, 10).map((r) => <li key={`${r.row}${r.code}`}>{t('imports.row', { row: r.row })} : {r.message} {r.remedy}</li>)}</ul>}
    </Note>
  );
};

/** A set of zones from a map file: its name, the field that names a zone, the day it holds from. */
export const AddZones = ({ commune, onClose }: { commune: string; onClose: () => void }) => {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const add = useChange(addZones, ['listJobs']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    if (!file) return;
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim();
    const [labelAr, validFrom] = [text('labelAr'), text('validFrom')];
    add.mutate({ params: { commune }, body: { set: text('set'), label: text('label'), ...(labelAr ? { labelAr } : {}), ...(validFrom ? { validFrom } : {}) }, options: { file } });
  };
  return (
    <Dialog title={t('zones.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {add.error && <Problem error={add.error} />}
        <TextField label={t('zones.set.name')} hint={t('zones.set.hint')} name="set" required maxLength={200} />
        <TextField label={t('zones.label')} hint={t('zones.label.hint')} name="label" required maxLength={200} dir="ltr" />
        <TextField label={t('zones.labelar')} name="labelAr" maxLength={200} dir="ltr" />
        <TextField label={t('zones.validfrom')} name="validFrom" type="date" />
        <FileDrop accept=".geojson,.json,.gpkg,.zip,.kml,.kmz,.fgb,.dxf" file={file} onFile={setFile} />
        {add.data ? <Outcome commune={commune} id={add.data.job} /> : <div><Button kind="main" type="submit" refuse={(!file && t('imports.needfile')) || (add.isPending && t('imports.sending'))}>{t('zones.go')}</Button></div>}
      </form>
    </Dialog>
  );
};
