import { useState } from 'react';
import { listAllKeys, listKeys, revokeAnyKey, revokeKey, type AccessKey } from '@sommier/domain/keys';
import { can } from '@sommier/domain/shared';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { MakeKey } from './make-key.tsx';

const stateOf = (k: AccessKey): 'live' | 'over' | 'revoked' => (k.revokedAt !== null ? 'revoked' : Date.parse(k.expiresAt) <= Date.now() ? 'over' : 'live');

const Keys = ({ rows, label, whose, onRevoke }: { rows: readonly AccessKey[]; label: string; whose: boolean; onRevoke: (k: AccessKey) => void }) => {
  const t = useT();
  const intl = useIntl();
  const day = (at: string) => intl.formatDate(at, { dateStyle: 'short' });
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <Table<AccessKey> label={label} rows={[...rows]} keyOf={(k) => k.id} columns={[
        { key: 'name', head: t('keys.name'), cell: (k) => <bdi>{k.name}</bdi> },
        ...(whose ? [{ key: 'whose', head: t('keys.whose'), cell: (k: AccessKey) => <bdi>{k.person.name}</bdi> }] : []),
        { key: 'hint', head: t('keys.hint'), cell: (k) => <bdi dir="ltr">{k.hint}…</bdi> },
        { key: 'scope', head: t('keys.scope'), cell: (k) => t(k.write ? 'keys.write' : 'keys.read') },
        { key: 'layers', head: t('keys.layers'), cell: (k) => <bdi>{k.layers?.join(', ') ?? '∗'}</bdi> },
        { key: 'expires', head: t('keys.expires'), cell: (k) => day(k.expiresAt) },
        { key: 'used', head: t('keys.used'), cell: (k) => (k.lastUsedAt === null ? t('keys.never') : day(k.lastUsedAt)) },
        { key: 'state', head: t('keys.state'), cell: (k) => <Tag tone={stateOf(k) === 'live' ? 'ok' : 'warn'}>{t(`keys.${stateOf(k)}`)}</Tag> },
        { key: 'actions', head: t('keys.actions'), cell: (k) => (stateOf(k) === 'live' ? <Button kind="flat" onClick={() => onRevoke(k)}>{t('keys.revoke')}</Button> : null) },
      ]} />
    </div>
  );
};

/** One's own access keys; an administrator sees everybody's beneath. */
export const KeysPage = () => {
  const t = useT();
  const { code: commune, role } = useCommune();
  const all = can(role, 'users.manage');
  const [making, make] = useState(false);
  const [leaving, leave] = useState<{ key: AccessKey; any: boolean } | null>(null);
  const own = useEndpoint(listKeys, { params: { commune } });
  const everybody = useEndpoint(listAllKeys, { params: { commune } }, { enabled: all });
  const revoke = useChange(revokeKey, ['listKeys', 'listAllKeys']), revokeAny = useChange(revokeAnyKey, ['listKeys', 'listAllKeys']);
  const address = `${location.origin}/ogc/${commune}`, error = own.error ?? everybody.error;
  return (
    <main id="main" className="page">
      <div className="row"><h1>{t('keys.title')}</h1><Button kind="main" icon="plus" onClick={() => make(true)}>{t('keys.add')}</Button></div>
      <p>{t('keys.intro')}</p>
      <p>{t('keys.address')} : <bdi dir="ltr">{address}</bdi></p>
      {error && <Problem error={error} />}
      {own.data && (own.data.length === 0 ? <p>{t('keys.none')}</p> : <Keys rows={own.data} label={t('keys.title')} whose={false} onRevoke={(key) => leave({ key, any: false })} />)}
      {all && everybody.data && everybody.data.length > 0 && <>
        <h2>{t('keys.all')}</h2>
        <Keys rows={everybody.data} label={t('keys.all')} whose onRevoke={(key) => leave({ key, any: true })} />
      </>}
      {making && <MakeKey address={address} onClose={() => make(false)} />}
      {leaving && (
        <Dialog title={t('keys.revoke')} onClose={() => leave(null)} foot={
          <Button kind="bad" onClick={() => (leaving.any ? revokeAny : revoke).mutate({ params: { commune, id: leaving.key.id } }, { onSuccess: () => leave(null) })}>{t('keys.revoke')}</Button>
        }>
          <p>{t('keys.revoke.sure', { name: leaving.key.name })}</p>
          {(revoke.error ?? revokeAny.error) && <Problem error={revoke.error ?? revokeAny.error!} />}
        </Dialog>
      )}
    </main>
  );
};
