import { Link } from '@tanstack/react-router';
import type { AssetRow } from '@sommier/domain/assets';
import type { ListingRow } from '@sommier/domain/listings';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useNameOf } from '../../platform/format.ts';
import type { TableTab } from '../../platform/map-view.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, Ref, Table, Tabs, type Column, type Sort } from '../../platform/ui/index.ts';
import { PAGE, useAnswer, useAssets, useCatalogue, useListings } from './use-data.ts';
import { UnlocatedTable } from './unlocated-table.tsx';
import { useFormat } from './use-format.ts';
import { useWorkspace } from './workspace.tsx';

/** Rows the low frame shows before one scrolls. */
const FIRST = 7;

const useSortChange = () => {
  const { change } = useWorkspace();
  return (next: Sort) => change({ sort: `${next.down ? '-' : ''}${next.by}`, page: undefined });
};

const AssetsTable = () => {
  const t = useT();
  const codeText = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { chosen, choose } = useWorkspace();
  const { code } = useCommune();
  const may = useCan()('import.run');
  const { data, error, refetch, sort } = useAssets();
  const empty = useCatalogue().data?.layers.find((l) => l.name === 'assets')?.count === 0;
  const onSort = useSortChange();
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data?.rows.length === 0) return <Empty title={t(empty ? 'map.empty.assets.none' : 'map.empty.assets')}>{empty && may && <Link className="btn" to="/c/$commune/imports/new" params={{ commune: code }}>{t('map.empty.import')}</Link>}</Empty>;
  const columns: Column<AssetRow>[] = [
    { key: 'code', head: t('map.col.code'), sort: 'code', cell: (r) => <Ref>{r.code}</Ref> },
    { key: 'name', head: t('map.col.name'), sort: 'name', cell: nameOf },
    { key: 'district', head: t('map.col.district'), sort: 'district', className: 'spare', cell: (r) => r.district ?? '–' },
    { key: 'title', head: t('map.col.title'), sort: 'titleState', cell: (r) => codeText('code.title.', r.titleState) },
    { key: 'area', head: t('map.col.area'), sort: 'drawnAreaM2', num: true, cell: (r) => format.area(r.drawnAreaM2 ?? r.builtAreaM2 ?? r.landAreaM2) },
  ];
  return <Table first={FIRST} label={t('map.tab.assets', { n: data?.total ?? 0 })} columns={columns} rows={data?.rows ?? []} keyOf={(r) => r.id} sort={sort} onSort={onSort} selected={chosen?.kind === 'asset' ? chosen.id : null} onSelect={(r) => choose({ kind: 'asset', id: r.id })} />;
};

type Shared = ListingRow & { share?: number };
const ListingsTable = ({ label, rows, sort, answer }: { label: string; rows: readonly Shared[]; sort?: Sort; answer?: boolean }) => {
  const t = useT();
  const codeText = useCodeText();
  const format = useFormat();
  const { currency } = useCommune();
  const { chosen, choose } = useWorkspace();
  const onSort = useSortChange();
  const columns: Column<Shared>[] = [
    { key: 'listing', head: t('map.col.listing'), sort: 'name', cell: (r) => <bdi>{r.name ?? r.externalId}</bdi> },
    { key: 'room', head: t('map.col.room'), sort: 'roomType', cell: (r) => codeText('code.room.', r.roomType) },
    { key: 'where', head: t('map.col.neighbourhood'), sort: 'neighbourhood', className: 'spare', cell: (r) => r.neighbourhood ?? '–' },
    answer ? { key: 'share', head: t('map.col.share'), num: true, cell: (r) => <Ref>{format.percent(r.share ?? 0)}</Ref> }
      : { key: 'price', head: t('map.col.price', { currency }), sort: 'priceMinor', num: true, cell: (r) => format.money(r.priceMinor) },
    { key: 'nights', head: t('map.col.nights'), sort: 'estimatedNights', num: true, cell: (r) => format.whole(r.estimatedNights) },
  ];
  const shown = answer ? columns.map(({ sort: _sort, ...c }) => c) : columns;
  return <Table first={FIRST} label={label} columns={shown} rows={rows} keyOf={(r) => r.id} sort={sort} {...(answer ? {} : { onSort })} selected={chosen?.kind === 'listing' ? chosen.id : null} onSelect={(r) => choose({ kind: 'listing', id: r.id })} />;
};

const AllListings = () => {
  const t = useT();
  const { data, error, refetch, sort } = useListings();
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data?.rows.length === 0) return <Empty title={t('map.empty.listings')} />;
  return <ListingsTable label={t('map.tab.listings', { n: data?.total ?? 0 })} rows={data?.rows ?? []} sort={sort} />;
};

const AnswerTable = () => {
  const t = useT();
  const { data, tablePage } = useAnswer();
  if (!data) return null;
  if (data.listings.total === 0) return <Empty title={t('map.empty.answer')} />;
  const from = ((tablePage - 1) * PAGE) % data.listings.size;
  return <ListingsTable answer label={t('map.tab.answer', { n: data.listings.total })} rows={data.listings.rows.slice(from, from + PAGE)} />;
};

/** The same things as the map, in words: properties, listings, what has no place, and the list of an answer. */
export const TableDrawer = () => {
  const t = useT();
  const intl = useIntl();
  const can = useCan();
  const { view, change } = useWorkspace();
  const layers = useCatalogue().data?.layers ?? [];
  const assets = useAssets();
  const listings = useListings();
  const answer = useAnswer();
  const of = (name: string) => layers.find((l) => l.name === name);
  const unlocated = (of('assets')?.unlocated ?? 0) + (of('listings')?.unlocated ?? 0);
  const tab: TableTab = view.tab === 'answer' && !answer.asked ? 'assets' : view.tab ?? 'assets';
  const n = (x: number | undefined) => (x === undefined ? '' : intl.formatNumber(x));
  const tabs: { key: TableTab; label: string }[] = [{ key: 'assets', label: t('map.tab.assets', { n: n(assets.data?.total) }) }];
  if (can('activity.read')) tabs.push({ key: 'listings', label: t('map.tab.listings', { n: n(listings.data?.total ?? of('listings')?.count) }) });
  tabs.push({ key: 'unlocated', label: t('map.tab.unlocated', { n: n(unlocated) }) });
  if (answer.asked) tabs.push({ key: 'answer', label: t('map.tab.answer', { n: n(answer.data?.listings.total) }) });
  const total = tab === 'assets' ? assets.data?.total : tab === 'listings' ? listings.data?.total : tab === 'answer' ? answer.data?.listings.total : undefined;
  return (
    <section className="drawer" aria-label={t('map.table')}>
      <div className="top">
        <Tabs label={t('map.table')} tabs={tabs} value={tab} onChange={(key) => change({ tab: key === 'assets' ? undefined : key, page: undefined, sort: undefined })} panel="map-table" />
        {total !== undefined && <Pager page={view.page ?? 1} size={PAGE} total={total} onPage={(page) => change({ page })} />}
      </div>
      <div className="scroll" id="map-table" role="tabpanel" tabIndex={0} aria-label={tabs.find((x) => x.key === tab)?.label} data-region>
        {tab === 'assets' && <AssetsTable />}
        {tab === 'listings' && <AllListings />}
        {tab === 'unlocated' && <UnlocatedTable />}
        {tab === 'answer' && <AnswerTable />}
      </div>
    </section>
  );
};
