import './assets.css';
import { Suspense, useEffect, useMemo, useState, type FormEvent } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { AssetRow } from '@sommier/domain/assets';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Check, Empty, Pager, Problem, Table, Tag, type Column } from '../../platform/ui/index.ts';
import { Chips } from './chips.tsx';
import { Extract } from './extract.tsx';
import { Facets } from './facets.tsx';
import type { RegisterSelection } from './parts.ts';
import { REGISTER_ACTIONS, SELECTION_ACTIONS } from './tabs.ts';
import { PAGE, useRegister, type Register } from './use-register.ts';

const useColumns = (): Column<AssetRow>[] => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  return [
    { key: 'code', head: t('map.col.code'), sort: 'code', className: 'own', cell: (r) => r.code },
    { key: 'name', head: t('map.col.name'), sort: 'name', className: 'own', cell: (r) => nameOf(r) },
    { key: 'district', head: t('map.col.district'), sort: 'district', className: 'own', cell: (r) => r.district ?? '–' },
    { key: 'domain', head: t('assets.facet.domain'), sort: 'domainClass', className: 'spare', cell: (r) => (r.domainClass ? code('code.domain.', r.domainClass) : '–') },
    { key: 'title', head: t('map.col.title'), sort: 'titleState', cell: (r) => code('code.title.', r.titleState) },
    { key: 'status', head: t('assets.field.status'), sort: 'status', className: 'spare', cell: (r) => code('code.status.', r.status) },
    { key: 'review', head: t('history.field.review'), cell: (r) => (r.review === 'submitted' ? <Tag tone="warn">{code('reviews.state.', r.review)}</Tag> : code('reviews.state.', r.review)) },
    { key: 'area', head: t('map.col.area'), sort: 'registerAreaM2', num: true, cell: (r) => format.area(r.registerAreaM2) },
  ];
};

/** What is ticked: rows one by one, or all that the filter lets through. */
const useSelection = (register: Register): { selection: RegisterSelection; ticked: ReadonlySet<string>; toggle: (id: string) => void; toggleAll: (on: boolean) => void; takeAll: (on: boolean) => void } => {
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const { filter, shape, list } = register;
  const key = JSON.stringify([filter, shape]);
  useEffect(() => { setAll(false); }, [key]);
  const rows = list.data?.rows ?? [];
  const selection = useMemo<RegisterSelection>(() => ({
    ids: [...ticked], all, filter, shape, count: all ? list.data?.total ?? 0 : ticked.size, clear: () => { tick(new Set()); setAll(false); },
  }), [ticked, all, filter, shape, list.data?.total]);
  const toggle = (id: string) => { setAll(false); tick((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; }); };
  const toggleAll = (on: boolean) => { setAll(false); tick((before) => { const next = new Set(before); for (const r of rows) if (on) next.add(r.id); else next.delete(r.id); return next; }); };
  return { selection, ticked: all ? new Set(rows.map((r) => r.id)) : ticked, toggle, toggleAll, takeAll: setAll };
};

const WordsForm = ({ register }: { register: Register }) => {
  const t = useT();
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    register.setWords(String(new FormData(e.currentTarget).get('words') ?? '').trim());
  };
  return (
    <form className="words" role="search" onSubmit={submit}>
      <input name="words" type="text" key={register.words} defaultValue={register.words} maxLength={200} aria-label={t('assets.words')} placeholder={t('assets.words')} />
      <Button type="submit" icon="search" label={t('assets.words.go')} />
    </form>
  );
};

/** The register: every property of the commune by page, what it counts, and what can be done with a choice of them. */
export const RegisterPage = () => {
  const t = useT();
  const commune = useCommune().code;
  const navigate = useNavigate();
  const may = useCan()('register.write');
  const register = useRegister();
  const columns = useColumns();
  const { selection, ticked, toggle, toggleAll, takeAll } = useSelection(register);
  const { list, sort, page, change } = register;
  useEffect(() => { document.title = `${t('assets.register')} · Sommier`; }, [t]);
  return (
    <main id="main" className="registerpage">
      <aside className="facetlist" aria-label={t('assets.facets')}><Facets register={register} /></aside>
      <div className="rows">
        <div className="row"><h1>{t('assets.register')}</h1><WordsForm register={register} />{may && <Link className="btn main i i-plus" to="/c/$commune/register/new" params={{ commune }} search={{}}>{t('assets.new')}</Link>}<Extract register={register} ticked={selection} /></div>
        <Chips register={register}>{REGISTER_ACTIONS.map((Action, i) => <Suspense key={i}><Action /></Suspense>)}</Chips>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('assets.register')}>
          {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
          {list.data?.total === 0 && (register.narrowed ? <Empty title={t('map.empty.assets')}><Button onClick={register.widen}>{t('map.filters.clear')}</Button></Empty>
            : <Empty title={t('map.empty.assets.none')}>{may && <Link className="btn" to="/c/$commune/imports/new" params={{ commune }} search={{}}>{t('map.empty.import')}</Link>}</Empty>)}
          {list.data && list.data.total > 0 && (
            <Table<AssetRow> label={t('assets.register')} columns={columns} rows={list.data.rows} keyOf={(r) => r.id} sort={sort} onSort={(next) => change({ sort: `${next.down ? '-' : ''}${next.by}` })}
              onSelect={(r) => void navigate({ to: '/c/$commune/assets/$id', params: { commune, id: r.id }, search: {} })}
              ticks={{ on: ticked, toggle: (r) => toggle(r.id), toggleAll, label: (r) => t('assets.tick', { code: r.code }), all: t('assets.tick.page') }} />
          )}
        </div>
        <div className="foot">
          {selection.count > 0 && <>
            <b role="status">{t('assets.ticked', { n: selection.count })}</b>
            {list.data && list.data.total > list.data.rows.length && <Check checked={selection.all} onChange={(e) => takeAll(e.currentTarget.checked)}>{t('assets.tick.all', { n: list.data.total })}</Check>}
            {SELECTION_ACTIONS.map((Action, i) => <Suspense key={i}><Action selection={selection} /></Suspense>)}
            <Button kind="flat" onClick={() => selection.clear()}>{t('assets.untick')}</Button>
          </>}
          {list.data && <Pager page={page} size={PAGE} total={list.data.total} onPage={(n) => change({ page: n })} />}
        </div>
      </div>
    </main>
  );
};
