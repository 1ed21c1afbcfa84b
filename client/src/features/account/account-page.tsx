import { changePassword, listSessions, revokeSession, type OpenSession } from '@sommier/domain/people';
import type { FormEvent } from 'react';
import { useSearch } from '@tanstack/react-router';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { Button, Note, Problem, Table, TextField, useToast } from '../../platform/ui/index.ts';
import { DisplaySection } from '../frugality/index.ts';
import { FactorSection } from './factor.tsx';

/** Browser and system, as a person would name them; the whole line stays as a tooltip. */
const deviceOf = (agent: string | null): string => {
  if (!agent) return '–';
  const browser = /Edg\/|OPR\/|Firefox\/|Chrome\/|Safari\//.exec(agent)?.[0].slice(0, -1);
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0];
  return [browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser, system].filter(Boolean).join(' · ') || agent;
};

const Password = () => {
  const t = useT();
  const say = useToast();
  const change = useChange(changePassword, ['listSessions']);
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    const form = e.currentTarget;
    const data = new FormData(form);
    change.mutate({ body: { current: String(data.get('current')), next: String(data.get('next')) } }, { onSuccess: () => { form.reset(); say(t('account.password.saved')); } });
  };
  return (
    <form className="narrow" onSubmit={submit} aria-labelledby="pw">
      <h2 id="pw">{t('account.password')}</h2>
      {change.error && <Problem error={change.error} />}
      <TextField label={t('account.password.current')} name="current" type="password" required dir="ltr" autoComplete="current-password" />
      <TextField label={t('account.password.next')} hint={t('account.password.hint')} name="next" type="password" required minLength={12} dir="ltr" autoComplete="new-password" />
      <div><Button kind="main" type="submit">{t('account.password.save')}</Button></div>
    </form>
  );
};

/** One's own sessions, each closable, and one's password. */
export const AccountPage = () => {
  const t = useT();
  const intl = useIntl();
  const { problem } = useSearch({ from: '/c/$commune/account' });
  const list = useEndpoint(listSessions, {});
  const revoke = useChange(revokeSession, ['listSessions']);
  const when = (at: string) => intl.formatDate(at, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <main id="main" className="page">
      <h1>{t('account.title')}</h1>
      {problem && <Note tone="bad">{t(`signin.problem.${problem}`)}</Note>}
      <div className="block">
        <h2>{t('account.sessions')}</h2>
        <p className="small">{t('account.sessions.why')}</p>
        {list.error && <Problem error={list.error} />}
        {list.data && (
          <div className="scroll" tabIndex={0} role="region" aria-label={t('account.sessions')}>
            <Table<OpenSession> label={t('account.sessions')} rows={list.data} keyOf={(s) => s.id} columns={[
              { key: 'device', head: t('account.device'), className: 'sample', cell: (s) => <bdi dir="ltr" title={s.userAgent ?? undefined}>{deviceOf(s.userAgent)}</bdi> },
              { key: 'opened', head: t('account.opened'), cell: (s) => when(s.createdAt) },
              { key: 'seen', head: t('account.seen'), cell: (s) => when(s.lastSeenAt) },
              { key: 'close', head: t('users.actions'), cell: (s) => (s.current ? t('account.current')
                : <Button kind="flat" aria-label={t('account.revoke.of', { date: when(s.createdAt) })} onClick={() => revoke.mutate({ params: { id: s.id } })}>{t('account.revoke')}</Button>) },
            ]} />
          </div>
        )}
      </div>
      <DisplaySection />
      <FactorSection />
      <Password />
    </main>
  );
};
