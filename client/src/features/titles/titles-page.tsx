import './titles.css';
import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { AGES, findTitles, listTitles, titleBoard, type Age, type Stage, type TitleRow } from '@sommier/domain/titles';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Empty, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../platform/ui/index.ts';
import { TitleFile } from './title-file.tsx';

const PAGE = 25;
const ONLY = ['overdue', 'opposed', 'lost'] as const;

/** The pipeline of registration: how many files at each stage and for how long, those overdue first, and the one chosen beside them. */
export const TitlesPage = () => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const [stage, setStage] = useState<Stage | ''>('');
  const [age, setAge] = useState<Age | ''>('');
  const [only, setOnly] = useState<(typeof ONLY)[number] | ''>('');
  const [words, setWords] = useState('');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => { document.title = `${t('titles.board')} · Sommier`; }, [t]);
  const board = useEndpoint(titleBoard, { params: { commune } });
  const q = useSettled(words.trim());
  const codes = { ...(stage ? { stage } : {}), ...(age ? { age } : {}), ...(only === 'overdue' ? { overdue: 'yes' as const } : only === 'opposed' ? { opposed: 'yes' as const } : only === 'lost' ? { copyLost: 'yes' as const } : {}) };
  // Words may be an opponent's name: they travel in a body.
  const open = useEndpoint(listTitles, { params: { commune }, query: { page, size: PAGE, ...codes } }, { keep: true, enabled: !q });
  const closed = useEndpoint(findTitles, { params: { commune }, query: { page, size: PAGE }, body: { ...codes, q } }, { keep: true, enabled: !!q });
  const { data, error, refetch } = q ? closed : open;
  const first = <T,>(set: (v: T) => void) => (v: T) => { set(v); setPage(1); };
  return (
    <main id="main" className="twoside board">
      <div className="list">
        <div className="row"><h1>{t('titles.board')}</h1>{board.data && <span className="small">{t('titles.rate', { titled: board.data.titled, total: board.data.properties, share: board.data.properties === 0 ? 0 : board.data.titled / board.data.properties })}</span>}
          <Link className="btn" to="/c/$commune/titles/conflicts" params={{ commune }}>{t('titles.conflicts')}</Link></div>
        <div className="stages">{board.data?.stages.map((s) => (
          <button key={s.stage} type="button" aria-pressed={stage === s.stage} onClick={() => first(setStage)(stage === s.stage ? '' : s.stage)}>
            <span>{t(`titles.stage.${s.stage}`)}</span><b>{format.whole(s.count)}</b>
            <span className="ages" aria-hidden="true">{s.count > 0 && AGES.filter((a) => s.ages[a] > 0).map((a) => <i key={a} className={a} style={{ inlineSize: `${(100 * s.ages[a]) / s.count}%` }} />)}</span>
            <small>{s.overdue > 0 && <Tag tone="bad">{t('titles.overdue.n', { n: s.overdue })}</Tag>}{s.opposed > 0 && <Tag tone="warn">{t('titles.opposed.n', { n: s.opposed })}</Tag>}{s.ages.more > 0 && <span>{t('titles.age.more')} : {format.whole(s.ages.more)}</span>}</small>
          </button>
        ))}</div>
        <div className="row filters">
          <TextField label={t('titles.words')} value={words} onChange={(e) => first(setWords)(e.target.value)} dir="auto" />
          <SelectField label={t('titles.age')} value={age} onChange={(e) => first(setAge)(e.target.value as Age | '')}><option value="">{t('titles.any')}</option>{AGES.map((a) => <option key={a} value={a}>{t(`titles.age.${a}`)}</option>)}</SelectField>
          <SelectField label={t('titles.only')} value={only} onChange={(e) => first(setOnly)(e.target.value as typeof only)}><option value="">{t('titles.any')}</option>{ONLY.map((o) => <option key={o} value={o}>{t(`titles.only.${o}`)}</option>)}</SelectField>
        </div>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('titles.board')}>
          {error && <Problem error={error} onRetry={() => void refetch()} />}
          {data?.total === 0 && <Empty title={t('titles.none')} />}
          {data && data.total > 0 && <Table<TitleRow> label={t('titles.board')} rows={data.rows} keyOf={(r) => r.id} selected={chosen} onSelect={(r) => choose(r.id)} columns={[
            { key: 'code', head: t('titles.col.property'), className: 'sample', cell: (r) => <><Ref>{r.code}</Ref> <bdi>{nameOf(r)}</bdi></> },
            { key: 'stage', head: t('titles.stage'), cell: (r) => <>{t(`titles.stage.${r.stage}`)}{r.copyLost && <> <Tag tone="bad">{t('titles.only.lost')}</Tag></>}</> },
            { key: 'number', head: t('titles.col.number'), cell: (r) => <Ref>{r.number ?? r.requisitionNumber ?? '–'}</Ref> },
            { key: 'since', head: t('titles.col.since'), cell: (r) => <Ref>{format.day(r.since)}</Ref> },
            { key: 'due', head: t('titles.col.due'), cell: (r) => (r.nextDue ? <><Ref>{format.day(r.nextDue)}</Ref>{r.overdue > 0 && <> <Tag tone="bad">{t('titles.deadline.overdue')}</Tag></>}</> : '–') },
            { key: 'pending', head: t('titles.col.pending'), num: true, cell: (r) => (r.pending === 0 ? '–' : r.pending) },
          ]} />}
        </div>
        {data && <div className="foot"><span>{t('titles.files', { n: data.total })}{board.data && board.data.withoutFile.length > 0 ? ` · ${t('titles.without')} : ${board.data.withoutFile.map((w) => `${w.titleState === null ? t('titles.without.null') : code('code.title.', w.titleState)} ${format.whole(w.count)}`).join(', ')}` : ''}</span><Pager page={page} size={PAGE} total={data.total} onPage={setPage} /></div>}
      </div>
      <aside className="side" aria-label={t('titles.file')}>{chosen ? <ChosenFile id={chosen} rows={data?.rows ?? []} /> : <Empty title={t('titles.choose')} />}</aside>
    </main>
  );
};

const ChosenFile = ({ id, rows }: { id: string; rows: readonly TitleRow[] }) => {
  const nameOf = useNameOf();
  const { code: commune } = useCommune();
  const row = rows.find((r) => r.id === id);
  return <div className="stack">{row && <p><Link to="/c/$commune/assets/$id" params={{ commune, id: row.assetId }} search={{ tab: 'legal' }}><Ref>{row.code}</Ref> <bdi>{nameOf(row)}</bdi></Link></p>}<TitleFile id={id} /></div>;
};
