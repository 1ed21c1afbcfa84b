import './alerts.css';
import { useEffect, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { ALERT_KINDS, getAlertCounts, listAlerts, listAssignees, markAlert, type ALERT_WITHIN, type AlertKind, type AlertRow } from '@sommier/domain/alerts';
import { addDays } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../platform/ui/index.ts';

const SIZE = 25, MARKED = ['open', 'mine', 'assigned', 'dismissed', 'all'] as const;

/** Sets an alert aside or gives it to somebody; both say why. */
const MarkDialog = ({ alert, onClose }: { alert: AlertRow; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [state, setState] = useState<'assigned' | 'dismissed'>('assigned');
  const people = useEndpoint(listAssignees, { params: { commune } });
  const mark = useChange(markAlert, ['getAlert', 'listAlert']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget), person = String(form.get('person') ?? ''), until = String(form.get('until') ?? '');
    mark.mutate({ params: { commune }, body: { key: alert.key, state, personId: state === 'assigned' && person !== '' ? person : null, until: until === '' ? null : until, reason: String(form.get('reason') ?? '') } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('alerts.mark', { ref: alert.reference })} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <SelectField label={t('alerts.do')} value={state} onChange={(e) => setState(e.currentTarget.value as 'assigned' | 'dismissed')}><option value="assigned">{t('alerts.assign')}</option><option value="dismissed">{t('alerts.dismiss')}</option></SelectField>
        {state === 'assigned' && <SelectField label={t('alerts.person')} name="person" required>{people.data?.people.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</SelectField>}
        <TextField label={t('alerts.until')} hint={t('alerts.until.hint')} name="until" type="date" />
        <TextField label={t('occ.step.reason')} name="reason" required minLength={3} maxLength={500} />
        {mark.error && <Problem error={mark.error} />}
        <div className="row"><Button kind="main" type="submit" refuse={mark.isPending && t('shell.wait')}>{t('alerts.save')}</Button><Button kind="flat" onClick={onClose}>{t('shell.cancel')}</Button></div>
      </form>
    </Dialog>
  );
};

const useWhat = (): ((a: AlertRow) => string) => {
  const t = useT();
  const format = useFormat();
  const code = useCodeText();
  return (a) => a.kind === 'unpaid' ? t('alerts.what.unpaid', { amount: format.money(String(a.facts['openMinor'] ?? '0')), n: Number(a.facts['dues'] ?? 0) }) : a.kind === 'missing_act' ? code('code.occ.act.', String(a.facts['act']))
    : a.kind === 'document_expired' ? String(a.facts['title'] ?? '') : a.kind === 'revision_due' ? t('alerts.what.revision', { day: format.day(String(a.facts['last'] ?? '')) }) : a.kind === 'notice_due' ? t('alerts.what.notice', { end: format.day(addDays(String(a.facts['endsOn']), -1)), n: Number(a.facts['months'] ?? 0) })
    : a.kind === 'ending' && a.day !== null ? t('alerts.what.ending', { day: format.day(addDays(a.day, -1)) }) : '';
};

/** What waits for somebody, by kind with its count, then one by one, nearest first. */
export const AlertsPage = () => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const what = useWhat();
  const can = useCan();
  const { code: commune } = useCommune();
  const [kind, setKind] = useState<AlertKind | null>(null);
  const [within, setWithin] = useState<(typeof ALERT_WITHIN)[number]>('12');
  const [marked, setMarked] = useState<(typeof MARKED)[number]>('open');
  const [page, setPage] = useState(1);
  const [marking, mark] = useState<AlertRow | null>(null);
  const counts = useEndpoint(getAlertCounts, { params: { commune }, query: {} });
  const list = useEndpoint(listAlerts, { params: { commune }, query: { ...(kind === null ? {} : { kind }), within, marked, page, size: SIZE } }, { keep: true });
  useEffect(() => { document.title = `${t('alerts.title')} · Sommier`; }, [t]);
  const countOf = (k: AlertKind) => counts.data?.counts.find((c) => c.kind === k)?.open ?? 0;
  const choose = (k: AlertKind | null, near: typeof within = '12') => { setKind(k); setWithin(near); setPage(1); };
  return (
    <main id="main" className="page alerts"><h1>{t('alerts.title')}</h1>
      {counts.error && <Problem error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.data && <div className="row wrap" role="group" aria-label={t('alerts.kinds')}>
        <Button className={kind === null ? 'pressed' : undefined} aria-pressed={kind === null} onClick={() => choose(null)}>{t('alerts.all')}</Button>
        {counts.data.ending.map((e) => <Button key={e.within} className={kind === 'ending' && within === e.within ? 'pressed' : undefined} aria-pressed={kind === 'ending' && within === e.within} onClick={() => choose('ending', e.within)}>{t('alerts.ending.n', { n: Number(e.within) })} <b>{format.whole(e.count)}</b></Button>)}
        {ALERT_KINDS.filter((k) => k !== 'ending').map((k) => <Button key={k} className={kind === k ? 'pressed' : undefined} aria-pressed={kind === k} onClick={() => choose(k)}>{code('code.alert.', k)} <b>{format.whole(countOf(k))}</b></Button>)}
      </div>}
      <SelectField label={t('alerts.marked')} value={marked} onChange={(e) => { setMarked(e.currentTarget.value as typeof marked); setPage(1); }}>{MARKED.map((m) => <option key={m} value={m}>{t(`alerts.marked.${m}`)}</option>)}</SelectField>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('alerts.none')} why={t('alerts.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <Table<AlertRow> label={t('alerts.title')} rows={list.data.rows} keyOf={(a) => a.key} columns={[
          { key: 'day', head: t('alerts.day'), cell: (a) => format.day(a.day) }, { key: 'kind', head: t('alerts.kind'), cell: (a) => code('code.alert.', a.kind) },
          { key: 'ref', head: t('occ.reference'), cell: (a) => <Link to="/c/$commune/occupations/$id" params={{ commune, id: a.occupationId }} search={a.kind === 'unpaid' ? { tab: 'account' } : a.kind === 'document_expired' ? { tab: 'documents' } : a.kind === 'party_question' ? { tab: 'parties' } : {}}><Ref>{a.reference}</Ref></Link> },
          { key: 'type', head: t('occ.type'), className: 'sample', cell: (a) => code('code.occ.type.', a.type) }, { key: 'unit', head: t('occ.units'), cell: (a) => (a.assetId === null ? '–' : <Link to="/c/$commune/assets/$id" params={{ commune, id: a.assetId }} search={{ tab: 'occupation' }}><Ref>{a.assetCode}</Ref></Link>) },
          { key: 'what', head: t('alerts.what'), className: 'sample', cell: (a) => <bdi>{what(a)}</bdi> },
          { key: 'mark', head: t('alerts.follow'), cell: (a) => (a.mark ? <span title={a.mark.reason}><Tag tone={a.mark.state === 'assigned' ? 'info' : 'mute'}>{a.mark.state === 'assigned' ? a.mark.person ?? '–' : t('alerts.marked.dismissed')}</Tag></span> : can('occupation.write') ? <Button kind="flat" onClick={() => mark(a)}>{t('alerts.mark.do')}</Button> : '–') },
        ]} />
        <Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
      {marking && <MarkDialog alert={marking} onClose={() => mark(null)} />}
    </main>
  );
};
