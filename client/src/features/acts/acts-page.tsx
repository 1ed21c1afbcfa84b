import './acts.css';
import { useEffect, useState } from 'react';
import { ACT_KINDS, exportActs, exportFoundActs, type ActFilter, type ActKind, type ActRow } from '@sommier/domain/acts';
import { urlOf } from '../../platform/call.ts';
import { download } from '../../platform/download.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, Empty, Pager, Problem, Ref, SelectField, Table, Tag, TextField, type Sort } from '../../platform/ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import { ActSheet } from './act-sheet.tsx';
import { useActs } from './use-acts.ts';

const PAGE = 25;
type By = ActFilter['sort'];

/** The register of acts, and the one chosen beside it. */
export const ActsPage = () => {
  const t = useT();
  const format = useFormat();
  const { code: commune } = useCommune();
  const may = useCan()('register.write');
  const [kind, setKind] = useState<ActKind | ''>('');
  const [state, setState] = useState<NonNullable<ActFilter['state']> | ''>('');
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<Sort<By>>({ by: 'effectiveOn', down: true });
  const [chosen, choose] = useState<string | null>(null);
  const [adding, add] = useState(false);
  useEffect(() => { document.title = `${t('acts.register')} · Sommier`; }, [t]);
  const q = useSettled(words.trim());
  const codes = { ...(kind ? { kind } : {}), ...(state ? { state } : {}), sort: sort.by, dir: sort.down ? 'desc' as const : 'asc' as const };
  const { data, error, refetch } = useActs({ ...codes, ...(q ? { q } : {}), page, size: PAGE });
  const act = data?.rows.find((r) => r.id === chosen) ?? null;
  return (
    <main id="main" className="twoside">
      <div className="list">
        <div className="row"><h1>{t('acts.register')}</h1>
          {q ? <Button icon="dl" onClick={() => void download(exportFoundActs, { params: { commune }, body: { ...codes, q } })}>{t('acts.csv')}</Button>
            : <a className="btn i i-dl" href={urlOf(exportActs, { params: { commune }, query: codes })} download>{t('acts.csv')}</a>}
          {may && <Button kind="main" icon="plus" onClick={() => add(true)}>{t('acts.new')}</Button>}</div>
        <div className="row filters">
          <TextField label={t('acts.words')} value={words} onChange={(e) => { setWords(e.target.value); setPage(1); }} dir="auto" />
          <SelectField label={t('acts.kind')} value={kind} onChange={(e) => { setKind(e.target.value as ActKind | ''); setPage(1); }}><option value="">{t('acts.any')}</option>{ACT_KINDS.map((k) => <option key={k} value={k}>{t(`acts.kind.${k}`)}</option>)}</SelectField>
          <SelectField label={t('acts.state')} value={state} onChange={(e) => { setState(e.target.value as typeof state); setPage(1); }}><option value="">{t('acts.any')}</option>{(['standing', 'cancelled', 'overridden'] as const).map((s) => <option key={s} value={s}>{t(`acts.state.${s}`)}</option>)}</SelectField>
        </div>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('acts.register')}>
          {error && <Problem error={error} onRetry={() => void refetch()} />}
          {data?.total === 0 && <Empty title={t('acts.none')} why={t('acts.none.register')} />}
          {data && data.total > 0 && <Table<ActRow, By> label={t('acts.register')} rows={data.rows} keyOf={(a) => a.id} selected={chosen} onSelect={(a) => choose(a.id)} sort={sort} onSort={setSort} columns={[
            { key: 'on', head: t('acts.effective'), sort: 'effectiveOn', cell: (a) => <Ref>{format.day(a.effectiveOn)}</Ref> },
            { key: 'kind', head: t('acts.kind'), sort: 'kind', cell: (a) => <>{t(`acts.kind.${a.kind}`)}{a.cancelledBy && <> <Tag tone="bad">{t('acts.cancelled')}</Tag></>}{a.overridden.length > 0 && <> <Tag tone="warn">{t('guards.overridden')}</Tag></>}</> },
            { key: 'reference', head: t('acts.reference'), sort: 'reference', cell: (a) => <Ref>{a.reference}</Ref> },
            { key: 'subject', head: t('acts.subject'), className: 'sample', cell: (a) => <bdi>{a.subject}</bdi> },
            { key: 'n', head: t('acts.count'), num: true, cell: (a) => a.propertyCount },
          ]} />}
        </div>
        {data && <div className="foot"><span>{t('acts.total', { n: data.total })}</span><Pager page={page} size={PAGE} total={data.total} onPage={setPage} /></div>}
      </div>
      <aside className="side" aria-label={t('acts.one')}>{act ? <ActSheet act={act} /> : <Empty title={t('acts.choose')} />}</aside>
      {adding && <ActDialog onClose={() => add(false)} />}
    </main>
  );
};
