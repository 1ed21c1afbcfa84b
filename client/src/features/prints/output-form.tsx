import { createPrint, DPI, PRINT_FORMATS, printFile, pixelsOf, type PrintFormat } from '@sommier/domain/exports';
import { urlOf } from '../../platform/call.ts';
import { useIntl, useT, type MessageKey } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { Button, Check, Problem, SelectField } from '../../platform/ui/index.ts';
import { FileJob } from '../exports/index.ts';
import type { Composer } from './use-composer.ts';

const RESOLUTIONS = [DPI.least, 150, 200, DPI.most];
/** What leaves: the form, its fineness, then the job and the file. */
export const OutputForm = ({ composer: { commune, sheet, place, entries, layers, template, output, setOutput } }: { composer: Composer }) => {
  const t = useT();
  const intl = useIntl();
  const start = useChange(createPrint, ['listJobs']);
  const picture = output.format === 'png' || output.format === 'jpeg';
  // A picture of the ground is drawn in pixels, whatever the form of the sheet.
  const pixels = picture || layers.some((name) => entries.find((e) => e.name === name)?.raster);
  const go = (): void => {
    if (place) start.mutate({ params: { commune }, body: { ...sheet, ...output, layers: [...layers], center: place.center, scale: place.scale, rotation: place.rotation, ...(template === undefined ? {} : { template }) } });
  };
  return (
    <div className="stack">
      <div className="pair">
        <SelectField label={t('exports.format')} value={output.format} onChange={(e) => setOutput({ ...output, format: e.target.value as PrintFormat })}>{PRINT_FORMATS.map((f) => <option key={f} value={f}>{t(`prints.format.${f}` as MessageKey)}</option>)}</SelectField>
        {pixels && <SelectField label={t('prints.dpi')} value={output.dpi} hint={t('prints.pixels', { n: intl.formatNumber(Math.round(pixelsOf({ paper: sheet.paper, dpi: output.dpi }) / 1e5) / 10) })} onChange={(e) => setOutput({ ...output, dpi: Number(e.target.value) })}>{RESOLUTIONS.map((n) => <option key={n} value={n}>{n}</option>)}</SelectField>}
      </div>
      {output.format === 'pdf' && <Check checked={output.attributes} onChange={(e) => setOutput({ ...output, attributes: e.target.checked })}>{t('prints.attributes')}</Check>}
      {start.error && <Problem error={start.error} />}
      <div><Button kind="main" icon="print" onClick={go} refuse={(layers.length === 0 && t('exports.choose')) || (start.isPending && t('shell.wait'))}>{t('prints.go')}</Button></div>
      {start.data && <FileJob key={start.data.job} id={start.data.job} hrefOf={(id) => urlOf(printFile, { params: { commune, id } })} />}
    </div>
  );
};
