import { useCallback, useState } from 'react';
import { isPlatformFormat, previewImport, runImport, uploadImport, type ImportOptions, type ImportPreview, type ImportUpload } from '@sommier/domain/imports';
import { call, ProblemError } from '../../platform/call.ts';

export const STEPS = ['file', 'reading', 'columns', 'preview', 'run'] as const;
export type Step = (typeof STEPS)[number];

export interface Wizard {
  step: Step;
  upload: ImportUpload | null;
  options: ImportOptions;
  preview: ImportPreview | null;
  job: string | null;
  busy: boolean;
  error: ProblemError | null;
}
const START: Wizard = { step: 'file', upload: null, options: {}, preview: null, job: null, busy: false, error: null };

/** Columns are mapped for registers and layers; listings have a format of their own. */
export const stepsOf = (options: ImportOptions): readonly Step[] => (isPlatformFormat(options.format) ? STEPS.filter((s) => s !== 'columns') : STEPS);

export interface WizardActions {
  state: Wizard;
  send: (file: File, options: ImportOptions) => Promise<void>;
  read: (options: ImportOptions, dryRun: boolean) => Promise<void>;
  choose: (options: ImportOptions) => void;
  go: (step: Step) => void;
  run: () => Promise<void>;
  restart: () => void;
}

/** The import from the file to its job. What was chosen stays when one goes back; nothing is written before `run`. */
export const useWizard = (commune: string): WizardActions => {
  const [state, set] = useState<Wizard>(START);
  const attempt = useCallback(async (work: () => Promise<Partial<Wizard>>) => {
    set((s) => ({ ...s, busy: true, error: null }));
    try {
      const next = await work();
      set((s) => ({ ...s, ...next, busy: false }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      set((s) => ({ ...s, busy: false, error }));
    }
  }, []);

  const read = useCallback((options: ImportOptions, dryRun: boolean) => attempt(async () => {
    const { upload } = state;
    if (!upload) return {};
    const preview = await call(previewImport, { params: { commune, upload: upload.id }, body: { options, dryRun } });
    return { preview, options: preview.guess?.mapping && !options.mapping ? { ...options, mapping: preview.guess.mapping } : options };
  }), [attempt, commune, state]);

  const send = useCallback((file: File, options: ImportOptions) => attempt(async () => {
    const upload = await call(uploadImport, { params: { commune } }, { file });
    if (upload.refused) return { upload, options };
    const preview = await call(previewImport, { params: { commune, upload: upload.id }, body: { options, dryRun: false } });
    const mapping = preview.guess?.mapping;
    return { upload, preview, options: mapping ? { ...options, mapping } : options, step: 'reading' };
  }), [attempt, commune]);

  const run = useCallback(() => attempt(async () => {
    const { upload, options } = state;
    if (!upload) return {};
    const { job } = await call(runImport, { params: { commune, upload: upload.id }, body: { options, dryRun: false } });
    return { job, step: 'run' };
  }), [attempt, commune, state]);

  return {
    state, send, read, run,
    // What the former reading refused is answered by the choice: the way on is open again.
    choose: useCallback((options) => set((s) => ({ ...s, options, preview: s.preview && { ...s.preview, refused: null } })), []),
    go: useCallback((step) => set((s) => ({ ...s, step, error: null })), []),
    restart: useCallback(() => set(START), []),
  };
};
