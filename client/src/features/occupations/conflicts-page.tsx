import './occupations.css';
import { useEffect, useState, type FormEvent } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import { decideOccupationConflict, listOccupationConflicts, type CONFLICT_DECISIONS, type OccupationConflict } from '@sommier/domain/occupations';
import { addDays } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, SelectField, Tag, TextField } from '../../platform/ui/index.ts';
import { useLastDay } from './marks.tsx';
import { TOUCHED } from './status-actions.tsx';

type Decision = (typeof CONFLICT_DECISIONS)[number];
const SIZE = 10;
const Right = ({ r, title }: { r: OccupationConflict['occupation']; title: string }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const last = useLastDay();
  const { code: commune } = useCommune();
  return <div><h2 className="sub">{title}</h2><p><Link to="/c/$commune/occupations/$id" params={{ commune, id: r.id }} search={{}}><Ref>{r.reference}</Ref></Link> {code('code.occ.type.', r.type)} {r.validated ? <Tag tone="ok">{t('occ.validated')}</Tag> : <Tag tone="warn">{t('occ.unvalidated.one')}</Tag>}</p><p className="small">{format.day(r.from)} – {last(r.to)}{r.share !== null && <> · {t('occ.share')} <Ref>{r.share}</Ref></>}</p></div>;
};

const Case = ({ c }: { c: OccupationConflict }) => {
  const t = useT();
  const format = useFormat();
  const code = useCodeText();
  const can = useCan();
  const { code: commune } = useCommune();
  const [decision, choose] = useState<Decision>('keep_other');
  const decide = useChange(decideOccupationConflict, TOUCHED);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), day = String(form.get('last') ?? '');
    decide.mutate({ params: { commune, id: c.id }, body: { decision, reason: String(form.get('reason') ?? '').trim(), on: day === '' ? null : addDays(day, 1) } });
  };
  return (
    <li className="card occcase">
      <p><b>{code('code.occ.conflict.', c.kind)}</b> · <Link to="/c/$commune/assets/$id" params={{ commune, id: c.assetId }} search={{ tab: 'occupation' }}><Ref>{c.assetCode}</Ref> <bdi>{c.assetName}</bdi></Link> · {t('occ.conflict.from', { day: format.day(c.from) })}{c.load !== null && <> · <Ref>{c.load}</Ref></>}</p>
      <div className="pair"><Right r={c.occupation} title={t('occ.conflict.waiting')} />{c.other && <Right r={c.other} title={t('occ.conflict.other')} />}</div>
      {c.state === 'open' && can('occupation.write') && <form className="row" onSubmit={submit}>
        <SelectField label={t('occ.conflict.decide')} value={decision} onChange={(e) => choose(e.currentTarget.value as Decision)}>{(c.other ? ['keep_other', 'end_other', 'retry'] as const : ['keep_other', 'retry'] as const).map((d) => <option key={d} value={d}>{t(`occ.conflict.${d}`)}</option>)}</SelectField>
        {decision === 'end_other' && <TextField label={t('occ.conflict.last')} name="last" type="date" required />}
        <TextField label={t('occ.step.reason')} name="reason" required minLength={3} maxLength={1000} /><Button type="submit" refuse={decide.isPending && t('shell.wait')}>{t('occ.conflict.apply')}</Button>
      </form>}
      {decide.error && <Problem error={decide.error} />}
    </li>
  );
};

/** Rights that cannot stand together, as an import brought them: one after another, each decided with a reason. Nothing is lost meanwhile. */
export const ConflictsPage = () => {
  const t = useT();
  const { code: commune } = useCommune();
  const { occupation } = useSearch({ from: '/c/$commune/conflicts' });
  const [page, setPage] = useState(1);
  const list = useEndpoint(listOccupationConflicts, { params: { commune }, query: { page, size: SIZE, ...(occupation === undefined ? {} : { occupation }) } }, { keep: true });
  useEffect(() => { document.title = `${t('occ.conflicts')} · Sommier`; }, [t]);
  return (
    <main id="main" className="page"><h1>{t('occ.conflicts')}</h1><p>{t('occ.conflicts.why')}</p>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('occ.conflicts.none')} why={t('occ.conflicts.none.why')} />}
      {list.data && list.data.total > 0 && <><ul className="plain stack">{list.data.rows.map((c) => <Case key={c.id} c={c} />)}</ul><Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
    </main>
  );
};
