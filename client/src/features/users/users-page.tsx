import { lazy, Suspense, useState } from 'react';
import { changeUser, listUsers, removeUser, type User } from '@sommier/domain/people';
import { ROLES, type Role } from '@sommier/domain/shared';
import { useIntl, useT, withWords } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune, useSession } from '../../platform/session.tsx';
import { Button, Dialog, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { AddUser } from './add-user.tsx';
import { GivePassword } from './given-password.tsx';

const FactorRoles = lazy(withWords('trust', async () => ({ default: (await import('../account/index.ts')).FactorRoles })));

/** The people of the commune: role, access, and the way out of it. */
export const UsersPage = () => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const { person } = useSession();
  const [adding, add] = useState(false);
  const [leaving, leave] = useState<User | null>(null);
  const [locked, unlock] = useState<User | null>(null);
  const list = useEndpoint(listUsers, { params: { commune } });
  const change = useChange(changeUser, ['listUsers']);
  const remove = useChange(removeUser, ['listUsers']);
  const error = list.error ?? change.error;
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('users.title')}</h1><Button kind="main" icon="plus" onClick={() => add(true)}>{t('users.add')}</Button></div>
      {error && <Problem error={error} />}
      {list.data && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('users.title')}>
          <Table<User> label={t('users.title')} rows={list.data} keyOf={(u) => u.id} columns={[
            { key: 'name', head: t('users.name'), cell: (u) => <bdi>{u.name}</bdi> },
            { key: 'email', head: t('users.email'), cell: (u) => <bdi dir="ltr">{u.email}</bdi> },
            { key: 'role', head: t('users.role'), cell: (u) => (
              <select aria-label={t('users.roleof', { name: u.name })} value={u.role} disabled={u.id === person.id} onChange={(e) => change.mutate({ params: { commune, id: u.id }, body: { role: e.target.value as Role } })}>
                {ROLES.map((r) => <option key={r} value={r}>{t(`role.${r}`)}</option>)}
              </select>
            ) },
            { key: 'since', head: t('users.since'), cell: (u) => intl.formatDate(u.createdAt, { dateStyle: 'short' }) },
            { key: 'state', head: t('users.state'), cell: (u) => (
              <Tag tone={u.disabled || u.passwordGivenUntil !== null ? 'warn' : 'ok'}>{u.disabled ? t('users.disabled') : u.passwordGivenUntil === null ? t('users.enabled') : t('users.given', { date: intl.formatDate(u.passwordGivenUntil, { dateStyle: 'short' }) })}</Tag>
            ) },
            { key: 'actions', head: t('users.actions'), cell: (u) => (u.id === person.id ? null : <>
              <Button kind="flat" onClick={() => change.mutate({ params: { commune, id: u.id }, body: { disabled: !u.disabled } })}>{t(u.disabled ? 'users.enable' : 'users.disable')}</Button>
              <Button kind="flat" aria-label={t('users.password.of', { name: u.name })} onClick={() => unlock(u)}>{t('users.access')}</Button>
              <Button kind="flat" aria-label={t('users.take.of', { name: u.name })} onClick={() => leave(u)}>{t('users.take')}</Button>
            </>) },
          ]} />
        </div>
      )}
      <Suspense><FactorRoles /></Suspense>
      {adding && <AddUser commune={commune} onClose={() => add(false)} />}
      {locked && <GivePassword commune={commune} user={locked} onClose={() => unlock(null)} />}
      {leaving && (
        <Dialog title={t('users.remove')} onClose={() => leave(null)} foot={
          <Button kind="bad" onClick={() => remove.mutate({ params: { commune, id: leaving.id } }, { onSuccess: () => leave(null) })}>{t('users.remove')}</Button>
        }>
          <p>{t('users.remove.sure', { name: leaving.name })}</p>
          {remove.error && <Problem error={remove.error} />}
        </Dialog>
      )}
    </main>
  );
};
