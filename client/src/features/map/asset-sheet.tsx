import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { getAsset, type AssetSheet as Sheet } from '@sommier/domain/assets';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useLists } from '../../platform/register-lists.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Note, Ref, Tabs, Tag } from '../../platform/ui/index.ts';
import { Ledger, Loading, said, ShowOnMap, SourceColumns, Title } from './sheet-parts.tsx';
import { useNameOf } from '../../platform/format.ts';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

const Summary = ({ a }: { a: Sheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { choose } = useWorkspace();
  const { labelOf } = useLists();
  const see = (x: { id: string; code: string; name: string; nameAr: string | null }) => <button key={x.id} type="button" className="link" onClick={() => choose({ kind: 'asset', id: x.id })}><bdi>{nameOf(x)}</bdi> <Ref>{x.code}</Ref></button>;
  return (
    <>
      <h2>{t('map.sheet.areas')}</h2>
      <dl className="trio areas">
        <dt>{t('map.area.land')}</dt><dd>{format.area(a.landAreaM2)}</dd><dt>{t('map.area.footprint')}</dt><dd>{format.area(a.footprintM2)}</dd>
        <dt>{t('map.area.built')}</dt><dd>{format.area(a.builtAreaM2)}</dd><dt>{t('map.area.drawn')}</dt><dd>{format.area(a.drawnAreaM2)}</dd>
      </dl>
      <Ledger lines={[
        said(t('map.asset.nature'), a.nature, (v) => code('code.nature.', v)), said(t('map.asset.level'), a.level, (v) => code('code.level.', v)),
        said(t('map.asset.status'), a.status, (v) => code('code.status.', v)), said(t('map.asset.titleNumber'), a.titleNumber, (v) => <Ref>{v}</Ref>),
        said(t('map.asset.inventory'), a.inventoryNumber, (v) => <Ref>{v}</Ref>), said(t('map.asset.tenure'), a.tenure), said(t('map.asset.use'), a.useLabel),
        said(t('map.asset.address'), a.address), said(t('map.asset.district'), a.district), said(t('map.asset.year'), a.yearBuilt, (v) => v), said(t('map.asset.floors'), a.floors, (v) => v),
        said(t('map.asset.origin'), a.origin, (v) => labelOf('origin', v)), said(t('map.asset.acquired'), a.acquiredOn, (v) => <Ref>{format.day(v)}</Ref>),
      ]} />
      {(a.parent || a.children.length > 0) && (
        <><h2>{t('map.asset.family')}</h2><Ledger lines={[a.parent && [t('map.asset.parent'), see(a.parent)], a.children.length > 0 && [t('map.asset.children', { n: a.children.length }), <span key="c" className="list">{a.children.map(see)}</span>]]} /></>
      )}
    </>
  );
};

const Place = ({ a }: { a: Sheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const may = useCan()('register.write');
  const { choose, setPlacing, change } = useWorkspace();
  const draw = may && <Button icon="pen" onClick={() => change({ edit: 'shape' }, true)}>{t(a.geometry && a.geometry.type !== 'Point' ? 'map.drawing.open' : 'map.drawing.open.first')}</Button>;
  if (!a.located) return (
    <><Note tone="warn">{t('map.place.missing')}</Note>{draw}{may && <Button kind="main" icon="here" onClick={() => setPlacing({ kind: 'asset', id: a.id, name: nameOf(a), version: a.version })}>{t('map.place.label', { name: nameOf(a) })}</Button>}</>
  );
  return (
    <>
      {draw}
      <Ledger lines={[
        [t('map.place.by'), code('code.located.', a.locatedBy)], [t('map.place.coords'), <Ref key="p">{`${(a.lat ?? 0).toFixed(6)}, ${(a.lon ?? 0).toFixed(6)}`}</Ref>],
        said(t('map.place.crs'), a.sourceSrid, (v) => <Ref>{`EPSG:${v}`}</Ref>), [t('map.place.accuracy'), a.accuracyM === null ? t('map.sheet.unknown') : <bdi key="m">{t('map.place.metres', { n: a.accuracyM })}</bdi>],
      ]} />
      {a.parcels.length > 0 && (
        <><h2>{t('map.asset.parcels')}</h2><Ledger lines={a.parcels.map((p) => [<button key="p" type="button" className="link" onClick={() => choose({ kind: 'parcel', id: p.id })}><Ref>{p.reference ?? p.id}</Ref></button>, `${code('code.title.', p.titleState)}, ${format.squareMetres(p.areaM2)}`])} /></>
      )}
    </>
  );
};

const Source = ({ a }: { a: Sheet }) => {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <Ledger lines={[said(t('map.source.batch'), a.batchId, (v) => <Ref>{v}</Ref>), [t('map.source.created'), <Ref key="c">{format.day(a.createdAt)}</Ref>], [t('map.source.updated'), <Ref key="u">{format.day(a.updatedAt)}</Ref>], [t('map.source.version'), a.version]]} />
      <SourceColumns attributes={a.attributes} />
    </>
  );
};

const PARTS = ['summary', 'place', 'source'] as const;
/** A property: what it is, where it stands and how well that is known, where each figure came from. */
export const AssetSheet = ({ id }: { id: string }) => {
  const t = useT();
  const code = useCodeText();
  const nameOf = useNameOf();
  const [part, setPart] = useState<(typeof PARTS)[number]>('summary');
  const commune = useCommune().code;
  const { data: a, error, refetch } = useEndpoint(getAsset, { params: { commune, id } });
  if (!a) return <Loading error={error} retry={() => void refetch()} />;
  return (
    <>
      <Title code={a.code} name={nameOf(a)} tags={<>{a.domainClass && <Tag>{code('code.domain.', a.domainClass)}</Tag>}{a.titleState && <Tag tone={a.titleState === 'titre_foncier' ? 'ok' : 'warn'}>{code('code.title.', a.titleState)}</Tag>}</>} />
      <Tabs label={t('map.sheet.tabs')} tabs={PARTS.map((key) => ({ key, label: t(`map.sheet.${key}`) }))} value={part} onChange={setPart} panel="sheet-body" />
      <div className="body" id="sheet-body" role="tabpanel" tabIndex={0} aria-label={t(`map.sheet.${part}`)}>
        {part === 'summary' && <Summary a={a} />}{part === 'place' && <Place a={a} />}{part === 'source' && <Source a={a} />}
      </div>
      <div className="acts">
        <Link className="btn" to="/c/$commune/assets/$id" params={{ commune, id }} search={{}}>{t('map.sheet.open')}</Link>
        {a.located && <ShowOnMap bounds={a.bounds && a.bounds[0] < a.bounds[2] ? a.bounds : null} lon={a.lon} lat={a.lat} />}
      </div>
    </>
  );
};
