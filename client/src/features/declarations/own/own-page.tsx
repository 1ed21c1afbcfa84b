import { useEffect, useState } from 'react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { aboutDeclare, closeDeclare, correctOwn, declareOwn, declareSession, ownDeclaration, ownDeclarations, ownDue, ownForms, ownReceipt, type Declaration, type DeclarantSession } from '@sommier/domain/declarations';
import { currencyExponent } from '@sommier/domain/shared';
import { call } from '../../../platform/call.ts';
import { download } from '../../../platform/download.ts';
import { LANGUAGE_NAMES, LANGUAGES, useIntl, useLanguage, useT } from '../../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../../platform/query.ts';
import { Button, Empty, Note, Pager, Problem, Ref, Tag, TextField } from '../../../platform/ui/index.ts';
import { ReturnForm, usePeriod, useTaxName } from '../return-form.tsx';
import { ReturnView, STATE_TONE } from '../return-view.tsx';
import { OwnSignIn } from './sign-in.tsx';

const OWN = { replay: false } as const;
type Open = { what: 'new'; start?: { tax: string; from: string; to: string; fixed: boolean } } | { what: 'one'; id: string } | { what: 'correct'; d: Declaration } | null;

const Languages = () => {
  const t = useT();
  const { language, setLanguage } = useLanguage();
  const go = useNavigate();
  return <nav className="lang" aria-label={t('signin.languages')}>{LANGUAGES.map((l) => <button key={l} type="button" lang={l} aria-current={l === language ? true : undefined} onClick={() => { setLanguage(l); void go({ to: '.', search: (s) => ({ ...s, lang: l }), replace: true }); }}>{LANGUAGE_NAMES[l]}</button>)}</nav>;
};

/** What is to declare and to pay, and what was declared. */
const Desk = ({ commune, session }: { commune: string; session: DeclarantSession }) => {
  const t = useT();
  const intl = useIntl();
  const { language } = useLanguage();
  const [open, show] = useState<Open>(null), [page, setPage] = useState(1), [reason, setReason] = useState('');
  const forms = useEndpoint(ownForms, { params: { commune } }, OWN), due = useEndpoint(ownDue, { params: { commune } }, OWN);
  const list = useEndpoint(ownDeclarations, { params: { commune }, query: { page, size: 10 } }, { ...OWN, keep: true });
  const one = useEndpoint(ownDeclaration, { params: { commune, id: open?.what === 'one' ? open.id : '1' } }, { ...OWN, enabled: open?.what === 'one' });
  const send = useChange(declareOwn, ['own']), fix = useChange(correctOwn, ['own']);
  const period = usePeriod(), name = useTaxName(forms.data?.forms);
  const day = (iso: string): string => intl.formatDate(`${iso}T12:00:00Z`, { timeZone: 'UTC', dateStyle: 'medium' });
  const money = (minor: string, currency: string): string => `\u2066${intl.formatNumber(Number(minor) / 10 ** currencyExponent(currency), { minimumFractionDigits: currencyExponent(currency) })} ${currency}\u2069`;
  const receipt = (id: string) => void download(ownReceipt, { params: { commune, id }, query: { language } });
  const begin = (next: Open): void => { send.reset(); fix.reset(); setReason(''); show(next); };
  const done = (d: Declaration): void => show({ what: 'one', id: d.id });
  if (!forms.data || !due.data) return forms.error ? <Problem error={forms.error} onRetry={() => void forms.refetch()} /> : <p className="waiting" role="status">{t('shell.loading')}</p>;
  const options = { replay: false };
  if (open?.what === 'new') return (
    <section><h2>{t('declare.new')}</h2><ReturnForm {...forms.data} busy={send.isPending} error={send.error} start={open.start} sendLabel={t('declare.send')} more={() => <Button onClick={() => begin(null)}>{t('shell.cancel')}</Button>} send={(body) => send.mutate({ params: { commune }, body, options }, { onSuccess: done })} /></section>);
  if (open?.what === 'correct') return (
    <section><h2>{t('declare.correct')}</h2><p>{t('declare.correct.why')}</p>
      <ReturnForm {...forms.data} busy={fix.isPending} error={fix.error} start={{ ...open.d, fixed: true }} sendLabel={t('declare.correct')} refuse={reason.trim().length < 3 && t('declare.reason.need')} more={() => <Button onClick={() => begin(null)}>{t('shell.cancel')}</Button>}
        send={({ zero, lines, note }) => fix.mutate({ params: { commune, id: open.d.id }, body: { zero, lines, note, reason }, options }, { onSuccess: done })}><TextField label={t('declare.reason')} required minLength={3} maxLength={1000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} /></ReturnForm></section>);
  if (open?.what === 'one') return (
    <section><h2><Ref>{one.data?.number ?? ''}</Ref></h2>{one.error && <Problem error={one.error} />}{one.data && <>
      {one.data.state === 'filed' && <Note tone="ok">{t('declare.done', { day: day(one.data.filedOn ?? '') })}</Note>}<ReturnView d={one.data} forms={forms.data.forms} />
      <p className="acts"><Button kind="main" onClick={() => receipt(one.data.id)}>{t('declare.receipt')}</Button>{one.data.state === 'filed' && <Button onClick={() => begin({ what: 'correct', d: one.data })}>{t('declare.correct')}</Button>}<Button onClick={() => begin(null)}>{t('declare.back')}</Button></p></>}</section>);
  const waiting = due.data.returns.filter((r) => r.declarationId === null);
  return (
    <>
      <p>{t('declare.for')} <b><bdi>{session.party}</bdi></b></p>
      <section><h2>{t('declare.todo')}</h2>
        {waiting.length === 0 ? <p>{t('declare.todo.none')}</p> : <ul className="cards">{waiting.map((r) => <li key={r.tax + r.from}><span><b>{name(r.tax)}</b> · {period(r)} {r.dueOn !== null && <>· {t('declare.by', { day: day(r.dueOn) })}</>} {r.late && <Tag tone="bad">{t('declare.overdue')}</Tag>}{r.open && <Tag>{t('declare.running')}</Tag>}</span>
          {!r.open && <Button onClick={() => begin({ what: 'new', start: { tax: r.tax, from: r.from, to: r.to, fixed: false } })}>{t('declare.go')}</Button>}</li>)}</ul>}
        <p><Button kind="main" icon="plus" onClick={() => begin({ what: 'new' })}>{t('declare.new')}</Button></p></section>
      {due.data.open.length > 0 && <section><h2>{t('declare.pay')}</h2><ul className="cards">{due.data.open.map((o) => <li key={o.dueOn + o.from + o.amount}><span>{period(o)} · {t('declare.by', { day: day(o.dueOn) })}</span><b>{money(o.open, due.data.currency)}</b></li>)}</ul></section>}
      <section><h2>{t('declare.history')}</h2>
        {list.data?.total === 0 ? <Empty title={t('declare.history.none')} /> : list.data && <><ul className="cards">{list.data.rows.map((d) => <li key={d.id}><span><Ref>{`${d.number ?? ''} v${String(d.version)}`}</Ref> · {name(d.tax)} · {period(d)} <Tag tone={STATE_TONE[d.state]}>{t(`declare.is.${d.state}`)}</Tag> {d.zero && <Tag>{t('declare.zero.short')}</Tag>}</span>
          <span><Button onClick={() => begin({ what: 'one', id: d.id })} label={`${t('declare.open')} ${d.number ?? ''} v${String(d.version)}`}>{t('declare.open')}</Button></span></li>)}</ul><Pager page={page} size={10} total={list.data.total} onPage={setPage} /></>}</section>
    </>
  );
};

/** The commune's public page of declaration. */
export const OwnPage = () => {
  const t = useT();
  const { commune } = useParams({ from: '/declare/$commune' });
  const { language } = useLanguage();
  const about = useEndpoint(aboutDeclare, { params: { commune } }, OWN), session = useEndpoint(declareSession, { params: { commune } }, OWN);
  useEffect(() => { document.title = `${t('declare.title')} · Sommier`; }, [t]);
  const again = () => { void queryClient.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith('own') }); void session.refetch(); };
  const leave = async () => { await call(closeDeclare, { params: { commune } }, OWN).catch(() => undefined); queryClient.clear(); await session.refetch(); };
  if (about.error) return <main className="declare" id="main"><Empty title={t('declare.nowhere')} /></main>;
  const signed = session.data !== undefined && session.error === null;
  return (
    <main className="declare" id="main">
      <header><h1>{t('declare.title')} · {language === 'ar' && about.data?.nameAr ? about.data.nameAr : about.data?.name ?? ''}</h1><Languages />{signed && <Button kind="flat" onClick={() => void leave()}>{t('declare.leave')}</Button>}</header>
      {session.data && signed ? <Desk commune={commune} session={session.data} /> : session.error?.status === 401 ? <OwnSignIn commune={commune} onDone={again} /> : session.error ? <Problem error={session.error} onRetry={() => void session.refetch()} /> : <p className="waiting" role="status">{t('shell.loading')}</p>}
    </main>
  );
};
