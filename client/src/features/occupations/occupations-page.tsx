import './occupations.css';
import { useEffect, type FormEvent } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { exportFoundOccupations, exportOccupations, type OccupationRow, type OCCUPATION_SORTS } from '@sommier/domain/occupations';
import { download } from '../../platform/download.ts';
import { useFormat } from '../../platform/format.ts';
import { FileLink } from '../../platform/file-link.tsx';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Table, type Column } from '../../platform/ui/index.ts';
import { PartyName } from '../parties/index.ts';
import { OccupationChips } from './chips.tsx';
import { OccupationFacetList } from './facets.tsx';
import { StateMark, StatusTag, useLastDay, useRent } from './marks.tsx';
import { PAGE, useOccupations } from './use-occupations.ts';

type Sort = (typeof OCCUPATION_SORTS)[number];
const useColumns = (): Column<OccupationRow, Sort>[] => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const last = useLastDay();
  const rent = useRent();
  return [
    { key: 'ref', head: t('occ.reference'), sort: 'reference', cell: (r) => <Ref>{r.reference}</Ref> },
    { key: 'state', head: t('occ.state'), cell: (r) => <StateMark state={r.state} word={false} /> },
    { key: 'type', head: t('occ.type'), sort: 'type', cell: (r) => code('code.occ.type.', r.type) },
    { key: 'unit', head: t('occ.units'), cell: (r) => <>{r.units[0] ? <Ref>{r.units[0].code}</Ref> : '–'}{r.units.length > 1 && ` +${String(r.units.length - 1)}`}</> },
    { key: 'party', head: t('occ.party'), cell: (r) => (r.parties[0] ? <PartyName party={r.parties[0]} /> : '–') },
    { key: 'from', head: t('occ.from'), sort: 'startsOn', className: 'spare', cell: (r) => format.day(r.startsOn) },
    { key: 'to', head: t('occ.last'), sort: 'endsOn', cell: (r) => last(r.endedOn ?? r.endsOn, r.tacitRenewal) },
    { key: 'rent', head: t('occ.rent'), sort: 'amount', num: true, cell: (r) => rent(r.rent, r.freeOfCharge) },
    { key: 'status', head: t('occ.status'), sort: 'status', cell: (r) => <><StatusTag status={r.status} />{r.conflicts > 0 && <span className="late" title={t('occ.conflicts.n', { n: r.conflicts })}> ⚠ {r.conflicts}</span>}</> },
  ];
};

/** Every right and fact of occupation, by page, with its counts; a click opens one. */
export const OccupationsPage = () => {
  const t = useT();
  const can = useCan();
  const commune = useCommune().code;
  const navigate = useNavigate();
  const view = useOccupations();
  const columns = useColumns();
  const { list, sort, page, change, filter, codes } = view;
  useEffect(() => { document.title = `${t('occ.title')} · Sommier`; }, [t]);
  const words = (e: FormEvent<HTMLFormElement>) => { e.preventDefault(); view.setWords(String(new FormData(e.currentTarget).get('words') ?? '').trim()); };
  return (
    <main id="main" className="occlist">
      <aside className="facets" aria-label={t('assets.facets')}><OccupationFacetList view={view} /></aside>
      <div className="list">
        <div className="row"><h1>{t('occ.title')}</h1>
          <form className="words" role="search" onSubmit={words}><input name="words" key={view.words} defaultValue={view.words} maxLength={200} aria-label={t('occ.words')} placeholder={t('occ.words')} /><Button type="submit" icon="search" label={t('assets.words.go')} /></form>
          {can('export.run') && list.data && (['csv', 'xlsx'] as const).map((format) => (view.words
            ? <Button key={format} icon="dl" onClick={() => void download(exportFoundOccupations, { params: { commune }, query: { format }, body: { filter } })}>{format.toUpperCase()}</Button>
            : <FileLink key={format} className="btn i i-dl" e={exportOccupations} sent={{ params: { commune }, query: { ...codes, format } }}>{format.toUpperCase()}</FileLink>))}
          {can('occupation.write') && <Link className="btn main i i-plus" to="/c/$commune/occupations/new" params={{ commune }} search={{}}>{t('occ.add')}</Link>}
        </div>
        <OccupationChips view={view} />
        <div className="scroll" tabIndex={0} role="region" aria-label={t('occ.title')}>
          {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
          {list.data?.total === 0 && <Empty title={t('occ.none')} why={t('occ.none.why')}>{can('occupation.write') && <Link to="/c/$commune/imports/new" params={{ commune }}>{t('occ.none.import')}</Link>}</Empty>}
          {list.data && list.data.total > 0 && <Table<OccupationRow, Sort> label={t('occ.title')} columns={columns} rows={list.data.rows} keyOf={(r) => r.id} sort={sort}
            onSort={(next) => change({ sort: `${next.down ? '-' : ''}${next.by}` })} onSelect={(r) => void navigate({ to: '/c/$commune/occupations/$id', params: { commune, id: r.id }, search: {} })} />}
        </div>
        <div className="foot">{list.data && <Pager page={page} size={PAGE} total={list.data.total} onPage={(n) => change({ page: n })} />}</div>
      </div>
    </main>
  );
};
