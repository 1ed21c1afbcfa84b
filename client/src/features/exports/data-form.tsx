import { useState } from 'react';
import { createExport, estimateExport, EXPORT_FORMATS, exportFile, type ExportFormat } from '@sommier/domain/exports';
import { listLayers } from '@sommier/domain/layers';
import { urlOf } from '../../platform/call.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import type { MapWindow } from '../../platform/map-view.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';
import { FileJob } from './file-job.tsx';
import { LayerPicks } from './layer-picks.tsx';

const NAMES: Record<ExportFormat, string> = { gpkg: 'GeoPackage', geojson: 'GeoJSON', shp: 'Shapefile (.zip)', kml: 'KML', csv: 'CSV', xlsx: 'XLSX (Excel, LibreOffice)', fgb: 'FlatGeobuf', dxf: 'DXF (AutoCAD)' };

/** Data of the chosen layers, for the view or the whole commune; its weight is said before it is made. */
export const DataForm = ({ view }: { view: MapWindow }) => {
  const t = useT();
  const intl = useIntl();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const catalogue = useEndpoint(listLayers, { params: { commune } });
  const pictures = (catalogue.data?.layers ?? []).filter((l) => l.raster && view.layers.includes(l.name));
  const names = view.layers.filter((name) => !pictures.some((p) => p.name === name));
  const [picked, setLayers] = useState([...view.layers]);
  const layers = picked.filter((name) => names.includes(name));
  const [format, setFormat] = useState<ExportFormat>('gpkg');
  const [whole, setWhole] = useState(false);
  const [crs, setCrs] = useState('4326');
  const [narrow, setNarrow] = useState(true);
  const start = useChange(createExport, ['listJobs']);
  const bbox = view.bbox as [number, number, number, number];
  const code = Number(crs);
  const body = { layers, format, ...(whole ? {} : { bbox }), ...(narrow ? view.kept : {}) };
  const estimate = useEndpoint(estimateExport, { params: { commune }, body }, { enabled: catalogue.data !== undefined && layers.length > 0, keep: true });
  const go = () => start.mutate({ params: { commune }, body: { ...body, crs: code } });
  return (
    <div className="stack">
      <LayerPicks names={names} chosen={layers} onChange={setLayers} />
      {pictures.length > 0 && <Note>{t('exports.pictures', { layers: pictures.map((p) => `⁨${(language === 'ar' && p.titleAr) || (p.title ?? p.name)}⁩`).join(', '), n: pictures.length, format: NAMES[format] })}</Note>}
      <SelectField label={t('exports.format')} value={format} onChange={(e) => setFormat(e.target.value as ExportFormat)}>
        {EXPORT_FORMATS.map((f) => <option key={f} value={f}>{NAMES[f]}</option>)}
      </SelectField>
      <SelectField label={t('exports.extent')} value={whole ? 'all' : 'view'} onChange={(e) => setWhole(e.target.value === 'all')}>
        <option value="view">{t('exports.extent.view')}</option><option value="all">{t('exports.extent.all')}</option>
      </SelectField>
      {view.kept && <Check checked={narrow} onChange={(e) => setNarrow(e.target.checked)}>{t('exports.narrow')}</Check>}
      <TextField label={t('exports.crs')} type="number" min={1024} max={998999} value={crs} dir="ltr" onChange={(e) => setCrs(e.target.value)} />
      {estimate.data && <p className="small">{t('exports.weight', { rows: estimate.data.rows, weight: weightText(intl, estimate.data.bytes) })}</p>}
      {estimate.data?.personal && <Note tone="warn">{t('exports.personal')}</Note>}
      {(estimate.error ?? start.error) && <Problem error={(estimate.error ?? start.error)!} />}
      <div><Button kind="main" onClick={go} refuse={(layers.length === 0 && t('exports.choose')) || (start.isPending && t('shell.wait'))}>{t('exports.go')}</Button></div>
      {start.data && <FileJob key={start.data.job} id={start.data.job} hrefOf={(id) => urlOf(exportFile, { params: { commune, id } })} />}
    </div>
  );
};
