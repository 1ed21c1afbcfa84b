import { useEffect, useState, type FormEvent } from 'react';
import { isEnded } from '@sommier/domain/jobs';
import { addRaster } from '@sommier/domain/layers';
import { call, ProblemError } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { queryClient } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, TextField } from '../../platform/ui/index.ts';
import { FileDrop } from '../imports/index.ts';
import { JobLine, useJob } from '../jobs/index.ts';

/** The job that cuts the picture: its progress, then what came of it. The dialog may be closed meanwhile. */
const Cutting = ({ job: id, onAgain }: { job: string; onAgain: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const job = useJob(commune, id);
  const state = job.data?.state;
  useEffect(() => { if (state && isEnded(state)) void queryClient.invalidateQueries(); }, [state]);
  if (job.error) return <Problem error={job.error} />;
  if (!job.data) return null;
  if (!isEnded(job.data.state)) return <JobLine commune={commune} job={job.data} label={t('layers.picture.cutting')} />;
  if (job.data.state === 'done') return <Note tone="ok">{t('layers.picture.done')}</Note>;
  return <><Note tone="bad">{job.data.error?.message ?? t('layers.picture.stopped')}</Note><div className="row"><Button onClick={onAgain}>{t('layers.picture.again')}</Button></div></>;
};
const slugOf = (file: string): string => file.replace(/\.[^.]*$/, '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);

/** A GeoTIFF or a PMTiles archive, dropped or chosen: it becomes a layer under its name. */
export const NewPicture = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState(''), [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false), [job, setJob] = useState<string | null>(null), [error, setError] = useState<ProblemError | null>(null);
  const take = (f: File) => { setFile(f); if (!name) setName(slugOf(f.name)); if (!title) setTitle(f.name.replace(/\.[^.]*$/, '')); };
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const crs = String(new FormData(e.currentTarget).get('crs') ?? '').trim();
    if (!file) return;
    setBusy(true);
    setError(null);
    void call(addRaster, { params: { commune }, body: { name, title, ...(crs ? { crs: Number(crs) } : {}) } }, { file }).then((sent) => setJob(sent.job))
      .catch((cause: unknown) => setError(cause instanceof ProblemError ? cause : new ProblemError(0, 'offline', ''))).finally(() => setBusy(false));
  };
  return (
    <Dialog title={t('layers.add.picture')} onClose={onClose}>
      {job ? <Cutting job={job} onAgain={() => setJob(null)} /> : (
        <form className="stack" onSubmit={submit}>
          {error && <Problem error={error} />}
          <FileDrop accept=".tif,.tiff,.pmtiles" file={file} onFile={take} hint={t('layers.picture.hint')} />
          <TextField label={t('layers.field.title')} value={title} onChange={(e) => setTitle(e.currentTarget.value)} required maxLength={200} />
          <TextField label={t('layers.field.name')} dir="ltr" value={name} onChange={(e) => setName(e.currentTarget.value)} required pattern="[a-z0-9][a-z0-9_\-]{0,62}" hint={t('layers.field.name.hint')} />
          <TextField label={t('layers.field.crs')} name="crs" type="number" min={1024} max={999999} hint={t('layers.picture.crs')} />
          <div className="row"><Button kind="main" type="submit" refuse={(!file && t('layers.picture.file')) || (busy && t('shell.wait'))}>{t('layers.picture.send')}</Button></div>
        </form>
      )}
    </Dialog>
  );
};
