import { useState } from 'react';
import type { AssetSelection } from '@sommier/domain/assets';
import { createSheets, sheetsFile } from '@sommier/domain/papers';
import { urlOf } from '../../platform/call.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT, type Language } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField } from '../../platform/ui/index.ts';
import { FileJob } from '../exports/index.ts';

/** Sheets of some properties as one PDF: the language, then the job with its progress, then the file with its weight. */
export const SheetsDialog = ({ selection, count, onClose }: { selection: AssetSelection; count: number; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const { language: spoken } = useLanguage();
  const [language, setLanguage] = useState<Language>(spoken);
  const start = useChange(createSheets, ['listJobs']);
  return (
    <Dialog title={t('papers.sheets.title', { n: count })} onClose={onClose}>
      <div className="stack">
        <p className="small">{t('papers.sheets.note')}</p>
        <SelectField label={t('papers.sheets.language')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
          {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}
        </SelectField>
        {start.error && <Problem error={start.error} />}
        {start.data ? <FileJob id={start.data.job} hrefOf={(id) => urlOf(sheetsFile, { params: { commune, id } })} />
          : <div><Button kind="main" icon="print" refuse={start.isPending && t('shell.wait')} onClick={() => start.mutate({ params: { commune }, body: { selection, language } })}>{t('papers.sheets.go')}</Button></div>}
      </div>
    </Dialog>
  );
};
