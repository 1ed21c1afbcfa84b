import './drawing.css';
import { Link } from '@tanstack/react-router';
import type { AssetSheet } from '@sommier/domain/assets';
import { getAssetGeometry } from '@sommier/domain/geometries';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Problem, Ref } from '../../platform/ui/index.ts';
import { Findings, Links } from './findings.tsx';
import { MiniMap } from './mini-map.tsx';
import { RulesForm } from './rules-form.tsx';

/** The ground of a property on its page: the outline among its neighbours, its measures and where they come from, what it touches, what is wrong with it. */
export const GeometrySection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const can = useCan();
  const { code: commune } = useCommune();
  const { data, error, refetch } = useEndpoint(getAssetGeometry, { params: { commune, id: asset.id } });
  if (!data) return error ? <Problem error={error} onRetry={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>;
  const { check } = data;
  const draw = can('register.write') && (
    <Link className="btn main i i-pen" to="/c/$commune/map" params={{ commune }} search={{ sel: `asset:${asset.id}`, edit: 'shape', ...(asset.lon !== null && asset.lat !== null ? { at: `${asset.lon.toFixed(5)},${asset.lat.toFixed(5)},18.00` } : {}) }}>
      {t(check ? 'map.drawing.open' : 'map.drawing.open.first')}
    </Link>
  );
  if (!check) return <Empty title={t('drawing.section.none')} why={t('drawing.section.none.why')}>{draw}</Empty>;
  const marks = check.findings.flatMap((f) => (f.severity !== 'note' && f.at ? [f.at] : []));
  return (
    <div className="groundsection">
      <div>
        <MiniMap geometry={check.geometry} id={asset.id} name={nameOf(asset)} marks={marks} />
        <div className="row">{draw}</div>
        <Findings findings={check.findings} />
      </div>
      <div>
        <h2>{t('drawing.section.measures')}</h2>
        <dl className="led">
          <dt>{t('drawing.section.area')}</dt><dd>{check.areaM2 === null ? '–' : format.ground(check.areaM2)}</dd>
          <dt>{t('drawing.perimeter')}</dt><dd>{check.perimeterM === null ? '–' : format.area(check.perimeterM)}</dd>
          <dt>{t('drawing.section.parts')}</dt><dd>{t('drawing.section.parts.of', { parts: check.parts, holes: check.holes, vertices: check.vertices })}</dd>
          <dt>{t('map.place.by')}</dt><dd>{code('code.located.', data.locatedBy)}</dd>
          <dt>{t('map.place.crs')}</dt><dd>{data.sourceSrid === null ? '–' : <Ref>{`EPSG:${data.sourceSrid}`}</Ref>}</dd>
          <dt>{t('map.place.accuracy')}</dt><dd>{data.accuracyM === null ? t('map.sheet.unknown') : <bdi>{t('map.place.metres', { n: data.accuracyM })}</bdi>}</dd>
        </dl>
        <h2>{t('drawing.section.links')}</h2>
        <Links links={check.links} />
        {can('register.rules') && <RulesForm />}
      </div>
    </div>
  );
};
