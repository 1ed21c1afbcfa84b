import { isEnded } from '@sommier/domain/jobs';
import { useCommune } from '../../platform/session.tsx';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Note, Problem, Ref } from '../../platform/ui/index.ts';
import { fileOf } from '../../platform/results.ts';
import { weightText } from '../../platform/weight.ts';
import { JobLine, useJob } from '../jobs/index.ts';

/** A file being made: its progress, then its link with its weight. */
export const FileJob = ({ id, hrefOf }: { id: string; hrefOf: (id: string) => string }) => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const job = useJob(commune, id);
  if (job.error) return <Problem error={job.error} />;
  if (!job.data) return null;
  if (!isEnded(job.data.state)) return <JobLine commune={commune} job={job.data} label={t('exports.running')} />;
  const file = fileOf(job.data.result);
  if (!file) return <Note tone="bad">{t('exports.failed')} {job.data.error?.message}</Note>;
  return (
    <Note tone="ok">
      <p><a href={hrefOf(id)} download={file.name}>{t('exports.ready', { name: `\u2068${file.name}\u2069`, weight: weightText(intl, file.bytes) })}</a></p>
      <p className="small">{t('exports.keep')}</p>
      {file.moved && file.moved.length > 0 && <p className="small">{t('exports.moved', { layers: file.moved.join(', ') })}</p>}
      {file.leftOut ? <p className="small">{t('exports.leftout', { n: file.leftOut })}</p> : null}
      {file.renamed && file.renamed.length > 0 && <details><summary>{t('exports.renamed', { n: file.renamed.length })}</summary>
        <ul className="cutnames">{file.renamed.map((c) => <li key={`${c.layer} ${c.from}`}><Ref>{`${c.from} → ${c.to}`}</Ref></li>)}</ul></details>}
      {file.shortened?.map((c) => <p key={`${c.layer} ${c.column}`} className="small">{t('exports.shortened', { column: `\u2068${c.column}\u2069`, n: c.rows })}</p>)}
    </Note>
  );
};
