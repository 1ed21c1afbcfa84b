import { useState } from 'react';
import { createPrint, ORIENTATIONS, PAPERS, printFile, type Orientation, type Paper } from '@sommier/domain/exports';
import { urlOf } from '../../platform/call.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useT, type Language } from '../../platform/i18n/index.ts';
import type { MapWindow } from '../../platform/map-view.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { FileJob } from './file-job.tsx';
import { LayerPicks } from './layer-picks.tsx';

const SCALES = [500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000, 100000];
/** The first round scale that shows at least what the screen shows. */
const roundScale = (scale: number): number => SCALES.find((s) => s >= scale * 0.9) ?? 100000;

/** A vector PDF at an exact round scale, with the map's layers as layers of the document. */
export const PrintForm = ({ view }: { view: MapWindow }) => {
  const t = useT();
  const { code: commune, name, nameAr } = useCommune();
  const { language: spoken } = useLanguage();
  const [layers, setLayers] = useState([...view.layers]);
  const [language, setLanguage] = useState<Language>(spoken);
  const [title, setTitle] = useState(t('exports.print.default', { commune: spoken === 'ar' && nameAr ? nameAr : name }));
  const [paper, setPaper] = useState<Paper>('A4');
  const [orientation, setOrientation] = useState<Orientation>('landscape');
  const [scale, setScale] = useState(roundScale(view.scale));
  const [grid, setGrid] = useState(true);
  const start = useChange(createPrint, ['listJobs']);
  const go = () => start.mutate({ params: { commune }, body: { layers, center: view.center, scale, paper, orientation, language, grid, ...(title.trim() ? { title: title.trim() } : {}) } });
  return (
    <div className="stack">
      <p className="small">{t('exports.print.note')}</p>
      <TextField label={t('exports.print.title')} value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} />
      <LayerPicks names={view.layers} chosen={layers} onChange={setLayers} />
      <div className="pair">
        <SelectField label={t('exports.print.paper')} value={paper} onChange={(e) => setPaper(e.target.value as Paper)}>{PAPERS.map((p) => <option key={p}>{p}</option>)}</SelectField>
        <SelectField label={t('exports.print.orientation')} value={orientation} onChange={(e) => setOrientation(e.target.value as Orientation)}>
          {ORIENTATIONS.map((o) => <option key={o} value={o}>{t(`exports.print.${o}`)}</option>)}
        </SelectField>
        <TextField label={t('exports.print.scale')} type="number" min={100} max={1000000} step={100} dir="ltr" value={scale} onChange={(e) => setScale(Number(e.target.value))} />
        <SelectField label={t('exports.print.language')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
          {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}
        </SelectField>
      </div>
      <Check checked={grid} onChange={(e) => setGrid(e.target.checked)}>{t('exports.print.grid')}</Check>
      {start.error && <Problem error={start.error} />}
      <div><Button kind="main" icon="print" onClick={go} refuse={layers.length === 0 && t('exports.choose')}>{t('exports.print.go')}</Button></div>
      {start.data && <FileJob id={start.data.job} hrefOf={(id) => urlOf(printFile, { params: { commune, id } })} />}
    </div>
  );
};
