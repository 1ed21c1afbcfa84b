import { createPackage, packageFile } from '@sommier/domain/exports';
import { urlOf } from '../../platform/call.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Problem } from '../../platform/ui/index.ts';
import { FileJob } from './file-job.tsx';

/** The way out: everything of the commune in one file. */
export const PackageForm = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const start = useChange(createPackage, ['listJobs']);
  return (
    <div className="stack">
      <p>{t('exports.package.note')}</p>
      {start.error && <Problem error={start.error} />}
      <div><Button kind="main" icon="dl" refuse={start.isPending && t('shell.wait')} onClick={() => start.mutate({ params: { commune } })}>{t('exports.package.go')}</Button></div>
      {start.data && <FileJob id={start.data.job} hrefOf={(id) => urlOf(packageFile, { params: { commune, id } })} />}
    </div>
  );
};
