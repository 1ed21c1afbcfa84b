import '../../platform/ui/difference.css';
import { useState } from 'react';
import { getAsset, type AssetSheet } from '@sommier/domain/assets';
import { getAssetHistory, restoreAsset, type HistoryEntry, type RestoreRequest } from '@sommier/domain/history';
import { useCodeText, useIntl, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Pager, Problem, Ref, Tag, useToast } from '../../platform/ui/index.ts';
import { Overlay } from './overlay.tsx';
import { useValueText } from './value-text.ts';

const SIZE = 20;
/** Fields that no restore may set: they have their own way. */
const FIXED = ['review', 'bin', 'code', 'provenance'];
const FIRST = 6;

interface Ask { entry: HistoryEntry; request: RestoreRequest; field?: string }
const Line = ({ entry, may, latest, ask }: { entry: HistoryEntry; may: boolean; latest: boolean; ask: (a: Ask) => void }) => {
  const t = useT();
  const intl = useIntl();
  const cause = useCodeText();
  const { label, text } = useValueText();
  const [whole, setWhole] = useState(false);
  const shape = entry.fields.find((f) => f.field === 'geometry');
  const listed = entry.fields.filter((f) => !(shape && ['drawnAreaM2', 'sourceSrid', 'accuracyM', 'locatedBy'].includes(f.field)));
  const shown = whole ? listed : listed.slice(0, FIRST);
  const own = may && entry.of === null && entry.op === 'update';
  return (
    <li>
      <p className="who"><time dateTime={entry.at}>{intl.formatDate(entry.at, { dateStyle: 'medium', timeStyle: 'short' })}</time> · <b><bdi>{entry.by?.name ?? t('history.system')}</bdi></b>
        <span className={entry.undoneBy ? 'undone' : undefined}>{entry.op === 'insert' ? `${t('history.created')}${entry.cause && entry.cause !== 'asset.created' ? ` · ${cause('history.cause.', entry.cause)}` : ''}` : entry.op === 'delete' ? t('history.deleted') : cause('history.cause.', entry.cause ?? 'none')}</span>
        <Tag>{t('history.version', { n: entry.version })}</Tag>{entry.undoneBy && <Tag tone="warn">{t('history.undone')}</Tag>}{entry.of !== null && <Tag tone="info">{t('history.of', { code: entry.of })}</Tag>}
        {own && !latest && listed.some((f) => !FIXED.includes(f.field)) && <Button kind="flat" icon="undo" onClick={() => ask({ entry, request: { at: entry.last, side: 'after' } })}>{t('history.restore.version')}</Button>}
      </p>
      {listed.length > 0 && <ul className="fields">{shown.map((f) => (
        <li key={f.field}><b>{label(f.field)}</b> <del><bdi>{text(f.field, f.before)}</bdi></del> <ins><bdi>{text(f.field, f.after)}</bdi></ins>
          {own && !FIXED.includes(f.field) && <Button kind="flat" onClick={() => ask({ entry, field: f.field, request: { at: entry.first, side: 'before', fields: [f.field] } })}>{t('history.restore.field')}</Button>}</li>
      ))}{shown.length < listed.length && <li><Button kind="flat" onClick={() => setWhole(true)}>{t('shell.rows.more', { n: listed.length - shown.length })}</Button></li>}</ul>}
      {shape && <Overlay mine={shape.after} original={shape.before} label={t('history.shape.of', { n: entry.version })} />}
    </li>
  );
};

/** Every change of the property, latest first; a field or a whole state can be brought back, as a new version. */
export const HistorySection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const say = useToast();
  const { label } = useValueText();
  const { code: commune } = useCommune();
  const may = useCan()('register.write') && asset.review !== 'validated';
  const [page, setPage] = useState(1);
  const [asked, ask] = useState<Ask | null>(null);
  const params = { commune, id: asset.id };
  // The version is of the question: a save anywhere shows here at once.
  const list = useEndpoint(getAssetHistory, { params, query: { page, size: SIZE } }, { keep: true });
  const restore = useChange(restoreAsset, ['getAsset', 'listAssets', 'findAssets', 'getOwnActions']);
  const go = () => asked && restore.mutate({ params, body: asked.request, options: { headers: { 'if-match': `"v${asset.version}"` } } }, {
    onSuccess: (made) => { queryClient.setQueryData([getAsset.id, { params }], made); ask(null); say(t('history.restored', { n: made.version })); },
  });
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <section className="card whole"><div className="row"><h2>{t('history.title')}</h2>{list.data && <span>{t('history.count', { n: list.data.total })}</span>}{list.data && list.data.total > SIZE && <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} />}</div>
      {asset.review === 'validated' && <p className="small">{t('history.validated')}</p>}
      {list.data?.total === 0 && <Empty title={t('history.none')} why={t('history.none.why')} />}
      <ol className="hist">{list.data?.entries.map((e) => <Line key={`${e.action}.${e.first}`} entry={e} may={may} latest={page === 1 && e === list.data.entries[0]} ask={(a) => { restore.reset(); ask(a); }} />)}</ol>
      {asked && <Dialog title={asked.field ? t('history.restore.field.title', { field: label(asked.field) }) : t('history.restore.version.title', { n: asked.entry.version })} onClose={() => ask(null)}
        foot={<Button kind="main" onClick={go} refuse={restore.isPending && t('shell.wait')}>{t('history.restore.go')}</Button>}>
        {restore.error && <Problem error={restore.error} />}
        <p>{t('history.restore.why')} <Ref>{asset.code}</Ref></p>
      </Dialog>}
    </section>
  );
};
