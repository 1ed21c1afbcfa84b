import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { emptyBin, getBin, listBins, restoreBin, type Bin } from '@sommier/domain/recycling';
import { undoMerge } from '@sommier/domain/duplicates';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Pager, Problem, Ref, Table, Tabs, Tag, useToast } from '../../platform/ui/index.ts';

const SIZE = 25;
const STATES = ['binned', 'restored', 'deleted'] as const;
const Content = ({ bin, onClose }: { bin: Bin; onClose: () => void }) => {
  const t = useT();
  const code = useCodeText();
  const { code: commune } = useCommune();
  const { data, error } = useEndpoint(getBin, { params: { commune, id: bin.id } });
  return <Dialog title={t('recycling.content', { code: bin.code })} onClose={onClose}>{error && <Problem error={error} />}<ul className="cascade">{data?.assets.map((a) => <li key={a.id}><Ref>{a.code}</Ref> <bdi>{a.name}</bdi> {a.level && <span className="small">{code('code.level.', a.level)}</span>}</li>)}</ul></Dialog>;
};

/** What was put aside, by whom; a set comes back whole, or a second person deletes it for good. */
export const BinPage = () => {
  const t = useT();
  const intl = useIntl();
  const say = useToast();
  const can = useCan();
  const { code: commune } = useCommune();
  const [state, turn] = useState<(typeof STATES)[number]>('binned');
  const [page, setPage] = useState(1);
  const [seen, see] = useState<Bin | null>(null);
  const [doomed, doom] = useState<Bin | null>(null);
  const list = useEndpoint(listBins, { params: { commune }, query: { state, page, size: SIZE } }, { keep: true });
  const restore = useChange(restoreBin, ['']);
  const part = useChange(undoMerge, ['']);
  const empty = useChange(emptyBin, ['']);
  const error = restore.error ?? part.error;
  useEffect(() => { document.title = `${t('recycling.bin')} · Sommier`; }, [t]);
  const back = (b: Bin) => (b.merge ? part.mutate({ params: { commune, id: b.merge } }, { onSuccess: () => say(t('duplicates.unmerged')) }) : restore.mutate({ params: { commune, id: b.id } }, { onSuccess: () => say(t('recycling.restored', { n: b.assets })) }));
  return (
    <main id="main" className="page">
      <h1>{t('recycling.bin')}</h1>
      <Tabs label={t('recycling.bin')} panel="bin-list" value={state} onChange={(s) => { turn(s); setPage(1); }} tabs={STATES.map((s) => ({ key: s, label: t(`recycling.state.${s}`) }))} />
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}{error && <Problem error={error} />}
      <div id="bin-list" role="tabpanel" aria-label={t(`recycling.state.${state}`)} tabIndex={0} className="scroll">
        {list.data?.total === 0 && <Empty title={t('recycling.none')} why={t('recycling.none.why')}>{state === 'binned' && <Link to="/c/$commune/register" params={{ commune }} search={{}}>{t('assets.register')}</Link>}</Empty>}
        {list.data && list.data.total > 0 && <Table<Bin> label={t('recycling.bin')} rows={list.data.rows} keyOf={(b) => b.id} columns={[
          { key: 'code', head: t('map.col.code'), className: 'keep', cell: (b) => <Ref>{b.code}</Ref> }, { key: 'name', head: t('map.col.name'), cell: (b) => <><bdi>{b.name}</bdi> {b.kind === 'merged' && <Tag tone="info">{t('recycling.merged')}</Tag>}</> },
          { key: 'n', head: t('recycling.assets'), num: true, cell: (b) => intl.formatNumber(b.assets) }, { key: 'reason', head: t('recycling.reason'), className: 'wrap', cell: (b) => <bdi>{b.reason ?? '–'}</bdi> },
          { key: 'by', head: t('recycling.by'), cell: (b) => <bdi>{b.binnedBy?.name ?? '–'}</bdi> }, { key: 'at', head: t('recycling.at'), cell: (b) => intl.formatDate(b.binnedAt, { dateStyle: 'short', timeStyle: 'short' }) },
          { key: 'acts', head: t('users.actions'), cell: (b) => (b.state !== 'binned' ? <bdi>{b.closedBy?.name ?? '–'}</bdi> : <span className="row"><Button kind="flat" onClick={() => see(b)}>{t('recycling.see')}</Button>
            {can('register.write') && <Button icon="undo" onClick={() => back(b)}>{t(b.merge ? 'duplicates.unmerge' : 'recycling.restore')}</Button>}
            {can('bin.empty') && !b.merge && <Button kind="bad" refuse={b.own && t('recycling.second')} onClick={() => { empty.reset(); doom(b); }}>{t('recycling.delete')}</Button>}</span>) },
        ]} />}
      </div>
      {list.data && list.data.total > SIZE && <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} />}
      {seen && <Content bin={seen} onClose={() => see(null)} />}
      {doomed && <Dialog title={t('recycling.delete.title', { code: doomed.code, n: doomed.assets })} onClose={() => doom(null)} foot={<Button kind="bad" refuse={empty.isPending && t('shell.wait')} onClick={() => empty.mutate({ params: { commune, id: doomed.id } }, { onSuccess: () => { doom(null); say(t('recycling.deleted', { n: doomed.assets })); } })}>{t('recycling.delete.go')}</Button>}>
        {empty.error && <Problem error={empty.error} />}<p>{t('recycling.delete.why')}</p></Dialog>}
    </main>
  );
};
