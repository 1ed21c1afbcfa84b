import { getParcel } from '@sommier/domain/parcels';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ref, Tag } from '../../platform/ui/index.ts';
import { Ledger, Loading, said, ShowOnMap, SourceColumns, Title } from './sheet-parts.tsx';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

/** A parcel: the area on paper beside the one drawn, its namesakes, and the properties that stand on it. */
export const ParcelSheet = ({ id }: { id: string }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const { choose } = useWorkspace();
  const { data: p, error, refetch } = useEndpoint(getParcel, { params: { commune: useCommune().code, id } });
  if (!p) return <Loading error={error} retry={() => void refetch()} />;
  return (
    <>
      <Title code={t('map.kind.parcel')} name={p.reference ?? p.sourceKey} tags={p.titleState && <Tag tone={p.titleState === 'titre_foncier' ? 'ok' : 'warn'}>{code('code.title.', p.titleState)}</Tag>} />
      <div className="body" tabIndex={0} role="region" aria-label={t('map.sheet.summary')}>
        <Ledger lines={[
          [t('map.parcel.stated'), format.squareMetres(p.statedAreaM2)], [t('map.parcel.area'), format.squareMetres(p.areaM2)], said(t('map.place.crs'), p.sourceSrid, (v) => <Ref>{`EPSG:${v}`}</Ref>),
          [t('map.place.accuracy'), p.accuracyM === null ? t('map.sheet.unknown') : <bdi key="m">{t('map.place.metres', { n: p.accuracyM })}</bdi>], said(t('map.source.batch'), p.batchId, (v) => <Ref>{v}</Ref>),
        ]} />
        {p.assets.length > 0 && <><h2>{t('map.parcel.assets')}</h2><Ledger lines={p.assets.map((a) => [<Ref key="c">{a.code}</Ref>, <button key="a" type="button" className="link" onClick={() => choose({ kind: 'asset', id: a.id })}><bdi>{a.name}</bdi></button>])} /></>}
        {p.sameReference.length > 0 && <><h2>{t('map.parcel.same')}</h2><Ledger lines={p.sameReference.map((s) => [<button key="s" type="button" className="link" onClick={() => choose({ kind: 'parcel', id: s.id })}>{code('code.title.', s.titleState)}</button>, format.squareMetres(s.areaM2)])} /></>}
        <SourceColumns attributes={p.attributes} />
      </div>
      {p.located && <div className="acts"><ShowOnMap bounds={p.bounds} lon={p.lon} lat={p.lat} /></div>}
    </>
  );
};
