import { useState } from 'react';
import { getTwin, keepTwins, mergeTwins, undoMerge, type Twin } from '@sommier/domain/duplicates';
import { call } from '../../platform/call.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Field, Note, Problem, Ref, useToast } from '../../platform/ui/index.ts';
import { Overlay, useValueText } from '../history/index.ts';

const TOUCHES = ['listTwins', 'getTwin', 'listAssets', 'findAssets', 'getAsset', 'getAssetFacets', 'listBins', 'getOwnActions'];
/** A pair side by side: why it may be one property, the fields that differ, which sheet stays and what it takes from the other. */
export const PairView = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const { code: commune } = useCommune();
  const t = useT();
  const { data, error, refetch } = useEndpoint(getTwin, { params: { commune, id } });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return data ? <Pair key={`${data.id}.${data.sheets[0].version}.${data.sheets[1].version}`} pair={data} onDone={onDone} onStale={() => void refetch()} /> : <p role="status">{t('shell.loading')}</p>;
};

const Pair = ({ pair, onDone, onStale }: { pair: Twin; onDone: () => void; onStale: () => void }) => {
  const t = useT();
  const say = useToast();
  const code = useCodeText();
  const { label, text } = useValueText();
  const { code: commune } = useCommune();
  const may = useCan()('register.write') && pair.state === 'open';
  // The one with more hanging on it stays, unless the reader says otherwise.
  const [kept, keep] = useState<0 | 1>(pair.tied[1] > pair.tied[0] ? 1 : 0);
  const value = (side: 0 | 1, f: string): unknown => pair.sheets[side][f as keyof Twin['sheets'][0]];
  // What the one that stays does not know, it takes.
  const first = (side: 0 | 1): Record<string, 0 | 1> => Object.fromEntries(pair.fields.map((f) => [f, value(side, f) === null ? (side === 0 ? 1 : 0) : side]));
  const [from, choose] = useState<Record<string, 0 | 1>>(() => first(kept));
  const [note, setNote] = useState('');
  const apart = useChange(keepTwins, TOUCHES);
  const merge = useChange(mergeTwins, TOUCHES);
  const error = apart.error ?? merge.error;
  const words = note.trim() ? { note: note.trim() } : {};
  const go = () => merge.mutate({ params: { commune, id: pair.id }, body: { keep: pair.sheets[kept].id, take: pair.fields.filter((f) => from[f] !== kept), versions: [pair.sheets[0].version, pair.sheets[1].version], ...words } }, {
    onSuccess: (m) => { say(t('duplicates.merged', { gone: m.gone.code, kept: m.kept.code }), { label: t('shell.cancel'), run: () => void call(undoMerge, { params: { commune, id: m.id } }).then(() => queryClient.invalidateQueries()) }); onDone(); },
  });
  return (
    <section className="card whole difference">
      <div className="row"><h2><Ref>{pair.low.code}</Ref> · <Ref>{pair.high.code}</Ref></h2><span>{t('duplicates.score', { n: pair.score })}</span></div>
      {error && <Problem error={error} {...(error.code === 'stale' ? { onRetry: onStale } : {})} />}
      <ul className="reasons">{pair.reasons.map((r) => <li key={r.reason}><b>{code('duplicates.reason.', r.reason)}</b> {r.detail && <bdi>{r.detail}</bdi>} <span className="small">+{r.weight}</span></li>)}</ul>
      <Note>{t('duplicates.lead')}</Note>
      <table className="tbl merge"><thead><tr><th scope="col">{t('history.field')}</th>{([0, 1] as const).map((s) => <th key={s} scope="col"><label><input type="radio" name="keep" checked={kept === s} disabled={!may} onChange={() => { keep(s); choose(first(s)); }} />{t('duplicates.keep')} <Ref>{pair.sheets[s].code}</Ref></label></th>)}</tr></thead>
        <tbody>
          <tr><th scope="row">{t('duplicates.tied')}</th>{([0, 1] as const).map((s) => <td key={s}>{pair.tied[s]}</td>)}</tr>
          {pair.fields.map((f) => <tr key={f}><th scope="row">{label(f)}</th>{([0, 1] as const).map((s) => <td key={s} className={from[f] === s ? 'pick' : undefined}><label><input type="radio" name={`take-${f}`} checked={from[f] === s} disabled={!may} onChange={() => choose({ ...from, [f]: s })} /><bdi>{text(f, value(s, f))}</bdi></label></td>)}</tr>)}
        </tbody></table>
      {(pair.sheets[0].geometry ?? pair.sheets[1].geometry) && <Overlay mine={pair.sheets[kept].geometry} theirs={pair.sheets[kept === 0 ? 1 : 0].geometry} label={t('duplicates.map')} names={[pair.sheets[kept].code, pair.sheets[kept === 0 ? 1 : 0].code]} />}
      {may && <div className="decide">
        <Field label={t('duplicates.note')}><input type="text" maxLength={2000} value={note} onChange={(e) => setNote(e.currentTarget.value)} /></Field>
        <Button data-key="r" onClick={() => apart.mutate({ params: { commune, id: pair.id }, body: words }, { onSuccess: () => { say(t('duplicates.kept')); onDone(); } })}>{t('duplicates.distinct')} <kbd>R</kbd></Button>
        <Button kind="main" data-key="c" refuse={merge.isPending && t('shell.wait')} onClick={go}>{t('duplicates.merge', { code: pair.sheets[kept].code })} <kbd>C</kbd></Button>
      </div>}
    </section>
  );
};
