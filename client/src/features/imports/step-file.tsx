import { useState, type FormEvent } from 'react';
import { FIELDS, formatPermission, importTemplate, IMPORT_FORMATS, type ImportFormat, type ImportOptions, type RegisterFormat } from '@sommier/domain/imports';
import { can } from '@sommier/domain/shared';
import { urlOf } from '../../platform/call.ts';
import { useCommune } from '../../platform/session.tsx';
import { useT } from '../../platform/i18n/index.ts';
import { Button, Progress, SelectField, TextField } from '../../platform/ui/index.ts';
import { FileDrop } from './file-drop.tsx';

const today = (): string => new Date().toISOString().slice(0, 10);
const ACCEPT = '.csv,.txt,.xlsx,.geojson,.json,.xml,.gpkg,.zip,.kml,.kmz,.fgb,.dxf,.gz';

const isTable = (format: ImportFormat): format is RegisterFormat => format in FIELDS;
/** What the file holds, and the file itself. Its weight is said before it is sent. */
export const StepFile = ({ busy, onSend }: { busy: boolean; onSend: (file: File, options: ImportOptions) => void }) => {
  const t = useT();
  const { code: commune, role } = useCommune();
  const formats = IMPORT_FORMATS.filter((f) => can(role, formatPermission(f)));
  const [format, setFormat] = useState<ImportFormat>(formats[0] ?? 'assets');
  const [file, setFile] = useState<File | null>(null);
  const [platform, setPlatform] = useState('airbnb');
  const [captured, setCaptured] = useState(today);
  const [layer, setLayer] = useState('');
  const [source, setSource] = useState<Pick<ImportOptions, 'provenance' | 'licence' | 'legalBasis'>>({});
  // A report or a feed tells its own platform and day.
  const capture = format.startsWith('inside-airbnb');
  const told = (key: keyof typeof source, value: string) => { const { [key]: _former, ...rest } = source; setSource(value.trim() ? { ...rest, [key]: value } : rest); };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!file) return;
    onSend(file, { format, ...(capture ? { platform, captured } : {}), ...source, ...(format === 'layer' ? { layer, title: layer } : {}) });
  };
  return (
    <form className="narrow" onSubmit={submit}>
      <SelectField label={t('imports.format')} value={format} onChange={(e) => setFormat(e.target.value as ImportFormat)}>
        {formats.map((f) => <option key={f} value={f}>{t(`imports.format.${f}`)}</option>)}
      </SelectField>
      {capture && <>
        <TextField label={t('imports.platform')} value={platform} required onChange={(e) => setPlatform(e.target.value)} />
        <TextField label={t('imports.captured')} hint={t('imports.captured.hint')} type="date" required max={today()} value={captured} onChange={(e) => setCaptured(e.target.value)} />
      </>}
      {format === 'layer' && <TextField label={t('imports.layer')} hint={t('imports.layer.hint')} required pattern="[a-z0-9][a-z0-9_\-]*" maxLength={63} value={layer} onChange={(e) => setLayer(e.target.value)} />}
      {isTable(format) && <p className="row">{(['csv', 'xlsx'] as const).map((as) => <a key={as} className="i i-dl" href={urlOf(importTemplate, { params: { commune, format }, query: { as } })} download>{t(as === 'csv' ? 'imports.template.empty' : 'imports.template.xlsx')}</a>)}</p>}
      <details><summary>{t('imports.source.more')}</summary>{(['provenance', 'licence', 'legalBasis'] as const).map((key) => <TextField key={key} label={t(key === 'legalBasis' ? 'imports.legalbasis' : `imports.${key}`)} maxLength={key === 'licence' ? 200 : 300} value={source[key] ?? ''} onChange={(e) => told(key, e.target.value)} />)}</details>
      <FileDrop accept={ACCEPT} file={file} onFile={setFile} />
      {busy ? <Progress label={t('imports.sending')} /> : <div><Button kind="main" large type="submit" refuse={!file && t('imports.needfile')}>{t('imports.send')}</Button></div>}
    </form>
  );
};
