import { hasPlaces } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem } from '../../platform/ui/index.ts';
import { PreviewMap } from './preview-map.tsx';
import { RefusedFileNote } from './refusals-table.tsx';
import { StepColumns } from './step-columns.tsx';
import { StepFile } from './step-file.tsx';
import { StepPreview } from './step-preview.tsx';
import { StepReading } from './step-reading.tsx';
import { StepRun } from './step-run.tsx';
import { stepsOf, useWizard, type Step } from './use-wizard.ts';
import './imports.css';

/** File, reading, columns, preview with its dry run, import: nothing is written before the last. */
export const WizardPage = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const { state, send, read, choose, go, run, restart } = useWizard(commune);
  const { step, upload, preview, options, busy, error } = state;
  const steps = stepsOf(options);
  const at = steps.indexOf(step);
  const enter = (next: Step) => {
    go(next);
    if (next === 'preview') void read(options, true);
  };
  const refused = upload?.refused ?? preview?.refused ?? null;
  const next = steps[at + 1];
  const before = steps[at - 1];
  return (
    <main id="main" className="wizard">
      <div className="steps">
        <h1>{t('imports.new')} {upload && <small><bdi dir="ltr">{upload.name}</bdi></small>}</h1>
        <ol aria-label={t('imports.steps')}>{steps.map((s, i) => (
          <li key={s} className={i < at ? 'done' : undefined} aria-current={s === step ? 'step' : undefined}><span>{t(`imports.step.${s}`)}</span></li>
        ))}</ol>
      </div>
      <div className="left">
        {error && <Problem error={error} />}
        {refused && step !== 'preview' && <RefusedFileNote refused={refused} />}
        {upload?.sameFileAs && step !== 'run' && <Note tone="warn">{t('imports.samefile', { batch: upload.sameFileAs })}</Note>}
        {step === 'file' && <StepFile busy={busy} onSend={(file, chosen) => void send(file, chosen)} />}
        {step === 'reading' && preview && <StepReading key={JSON.stringify(options)} preview={preview} options={options} busy={busy} onRead={(o) => void read(o, false)} />}
        {step === 'columns' && preview && <StepColumns preview={preview} options={options} onChoose={choose} />}
        {step === 'preview' && preview && <StepPreview commune={commune} preview={preview} format={options.format} busy={busy} />}
        {step === 'run' && state.job && <StepRun commune={commune} job={state.job} onRestart={restart} />}
      </div>
      {preview && step !== 'file' && step !== 'run' && hasPlaces(options.format ?? '') && <aside className="right" aria-label={t('imports.step.preview')}><PreviewMap preview={preview} /></aside>}
      <div className="acts" role="group" aria-label={t('imports.steps')}>
        <p>{t('imports.one')}</p>
        {before && step !== 'run' && <Button large onClick={() => (before === 'file' ? restart() : go(before))}>{t('imports.previous')}</Button>}
        {step !== 'file' && step !== 'preview' && next && <Button kind="main" large refuse={(busy && t('imports.sending')) || (refused ? t('imports.refusedfile') : false)} onClick={() => enter(next)}>{t('imports.next')}</Button>}
        {step === 'preview' && (
          <Button kind="main" large refuse={(busy && t('imports.dryrun.wait')) || (refused ? t('imports.refusedfile') : false)} onClick={() => void run()}>
            {preview?.counts ? t('imports.run', { n: preview.counts.rows - preview.counts.refused }) : t('imports.run.unknown')}
          </Button>
        )}
      </div>
    </main>
  );
};
