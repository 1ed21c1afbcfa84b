import { useState } from 'react';
import { listAssets } from '@sommier/domain/assets';
import { listListings } from '@sommier/domain/listings';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Table, type Column } from '../../platform/ui/index.ts';
import { PAGE } from './use-data.ts';
import { useNameOf } from '../../platform/format.ts';
import { useWorkspace, type Placing } from './workspace.tsx';

interface Row { id: string; code: string; name: string; detail: string; placing: Placing }

/** What the sources gave without coordinates, to be placed one by one. Nothing here stands anywhere on the map, least of all at (0, 0). */
export const UnlocatedTable = () => {
  const t = useT();
  const codeText = useCodeText();
  const nameOf = useNameOf();
  const can = useCan();
  const commune = useCommune().code;
  const { view, change, chosen, choose, setPlacing, setTool } = useWorkspace();
  const [kind, setKind] = useState<'asset' | 'listing'>('asset');
  const page = view.page ?? 1;
  const assets = useEndpoint(listAssets, { params: { commune }, query: { located: 'no', page, size: PAGE } }, { keep: true, enabled: kind === 'asset' });
  const listings = useEndpoint(listListings, { params: { commune }, query: { located: 'no', page, size: PAGE } }, { keep: true, enabled: kind === 'listing' });
  const { data, error } = kind === 'asset' ? assets : listings;
  const rows: Row[] = kind === 'asset'
    ? (assets.data?.rows ?? []).map((r) => ({ id: r.id, code: r.code, name: nameOf(r), detail: r.address ?? r.district ?? '–', placing: { kind, id: r.id, name: nameOf(r), version: r.version } }))
    : (listings.data?.rows ?? []).map((r) => ({ id: r.id, code: r.externalId, name: r.name ?? r.externalId, detail: codeText('code.room.', r.roomType), placing: { kind, id: r.id, name: r.name ?? r.externalId, version: 0 } }));
  const may = can(kind === 'asset' ? 'register.write' : 'activity.write');
  const columns: Column<Row>[] = [
    { key: 'code', head: t('map.col.code'), cell: (r) => <Ref>{r.code}</Ref> }, { key: 'name', head: t('map.col.name'), cell: (r) => <bdi>{r.name}</bdi> },
    { key: 'detail', head: t(kind === 'asset' ? 'map.asset.address' : 'map.col.room'), className: 'spare', cell: (r) => r.detail },
    ...(may ? [{ key: 'place', head: t('map.col.place'), cell: (r: Row) => <Button kind="flat" icon="here" aria-label={t('map.place.label', { name: r.name })} onClick={(e) => { e.stopPropagation(); setTool('choose'); setPlacing(r.placing); }}>{t('map.place.button')}</Button> }] : []),
  ];
  return (
    <>
      <div className="which">
        <select aria-label={t('map.unlocated.which')} value={kind} onChange={(e) => { setKind(e.currentTarget.value as 'asset' | 'listing'); change({ page: undefined }); }}>
          <option value="asset">{t('map.unlocated.assets')}</option>{can('activity.read') && <option value="listing">{t('map.unlocated.listings')}</option>}
        </select>
        {data && data.total > PAGE && <Pager page={page} size={PAGE} total={data.total} onPage={(p) => change({ page: p })} />}
      </div>
      {error ? <Problem error={error} /> : data?.total === 0 ? <Empty title={t('map.empty.unlocated')} />
        : <Table label={t('map.unlocated.which')} columns={columns} rows={rows} keyOf={(r) => r.id} selected={chosen?.kind === kind ? chosen.id : null} onSelect={(r) => choose({ kind, id: r.id })} />}
    </>
  );
};
