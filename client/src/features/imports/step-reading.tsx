import { useState } from 'react';
import { ENCODINGS, isPlatformFormat, type Encoding, type ImportOptions, type ImportPreview } from '@sommier/domain/imports';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { Button, Note, SelectField, TextField } from '../../platform/ui/index.ts';

interface Props { preview: ImportPreview; options: ImportOptions; busy: boolean; onRead: (options: ImportOptions) => void }
const DELIMITERS = [[',', 'comma'], [';', 'semicolon'], ['\t', 'tab'], ['|', 'bar']] as const;

/** Encoding, separator, sheet, coordinates: what was guessed, and the means to say otherwise and look again. */
export const StepReading = ({ preview, options, busy, onRead }: Props) => {
  const t = useT();
  const intl = useIntl();
  const guess = preview.guess;
  const [draft, setDraft] = useState(options);
  if (!guess) return null;
  const change = (more: Partial<ImportOptions>) => setDraft((d) => ({ ...d, ...more }));
  const crs = draft.crs ?? guess.crs;
  return (
    <section className="narrow" aria-label={t('imports.guess')}>
      <h2>{t('imports.guess')}</h2>
      {guess.encoding && (
        <SelectField label={t('imports.encoding')} value={draft.encoding ?? guess.encoding} onChange={(e) => change({ encoding: e.target.value as Encoding })}>
          {ENCODINGS.map((x) => <option key={x} value={x}>{x}</option>)}
        </SelectField>
      )}
      {guess.delimiter && (
        <SelectField label={t('imports.delimiter')} value={draft.delimiter ?? guess.delimiter} onChange={(e) => change({ delimiter: e.target.value as ',' })}>
          {DELIMITERS.map(([sign, name]) => <option key={name} value={sign}>{t(`imports.delimiter.${name}`)}</option>)}
        </SelectField>
      )}
      {guess.sheets.length > 1 && (
        <SelectField label={t('imports.sheet')} value={draft.sheet ?? guess.sheets[0]} onChange={(e) => change({ sheet: e.target.value })}>
          {guess.sheets.map((x) => <option key={x} value={x}>{x}</option>)}
        </SelectField>
      )}
      {guess.sheets.length > 1 && <Note>{t('imports.sheets.one', { n: guess.sheets.length })}</Note>}
      {guess.sourceLayers.length > 1 && (
        <SelectField label={t('imports.sourcelayer')} value={draft.sourceLayer ?? guess.sourceLayers[0]?.name} onChange={(e) => change({ sourceLayer: e.target.value })}>
          {guess.sourceLayers.map((x) => <option key={x.name} value={x.name}>{x.name} ({intl.formatNumber(x.features)})</option>)}
        </SelectField>
      )}
      {!isPlatformFormat(draft.format) && (
        <TextField
          label={t('imports.crs')} type="number" min={1024} max={998999} value={crs ?? ''}
          hint={`${guess.crsName ? `${guess.crsName}, ` : ''}${t(`imports.crs.from.${guess.crsFrom}`)}`}
          onChange={(e) => { const { crs: _former, ...rest } = draft; setDraft(e.target.value ? { ...rest, crs: Number(e.target.value) } : rest); }}
        />
      )}
      <dl className="led">
        <dt>{t('imports.rows')}</dt><dd>{guess.rows === null ? '–' : intl.formatNumber(guess.rows)}</dd>
        <dt>{t('imports.accuracy')}</dt>
        <dd>{guess.accuracyM === null ? t('imports.accuracy.unknown') : guess.accuracyM === 0 ? t('imports.accuracy.none') : t('imports.accuracy.value', { metres: guess.accuracyM })}</dd>
      </dl>
      {draft !== options && <Button onClick={() => { const { mapping: _old, ...rest } = draft; onRead(rest); }} refuse={busy && t('imports.sending')}>{t('imports.reread')}</Button>}
    </section>
  );
};
