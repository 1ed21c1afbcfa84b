import { useState } from 'react';
import { listDeployment, type DeployedCommune } from '@sommier/domain/operations';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { Button, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { weightText } from '../../platform/weight.ts';
import { AddCommune } from './add-commune.tsx';

/** The communes of the deployment, with what they weigh and nothing of their registers. */
export const Deployment = () => {
  const t = useT();
  const f = useFormat();
  const intl = useIntl();
  const nameOf = useNameOf();
  const [adding, add] = useState(false);
  const list = useEndpoint(listDeployment, {});
  return (
    <div className="block">
      <div className="row"><h2>{t('ops.deployment')}</h2><Button kind="main" icon="plus" onClick={() => add(true)}>{t('ops.add')}</Button></div>
      <p className="small">{t('ops.deployment.why')}</p>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('ops.deployment')}>
          <Table<DeployedCommune> label={t('ops.deployment')} rows={list.data} keyOf={(c) => c.code} columns={[
            { key: 'code', head: t('ops.code'), cell: (c) => <bdi dir="ltr">{c.code}</bdi> },
            { key: 'name', head: t('ops.name'), cell: (c) => <><bdi>{nameOf(c)}</bdi> {c.demo && <Tag>{t('ops.demo')}</Tag>}</> },
            { key: 'currency', head: t('ops.currency'), cell: (c) => <bdi dir="ltr">{c.currency}</bdi> },
            { key: 'people', head: t('ops.people'), num: true, cell: (c) => <>{c.administrators === 0 && <Tag tone="warn">{t('ops.noadmin')}</Tag>} {f.whole(c.people)}</> },
            { key: 'properties', head: t('ops.properties'), num: true, cell: (c) => f.whole(c.properties) },
            { key: 'listings', head: t('ops.listings'), num: true, cell: (c) => f.whole(c.listings) },
            { key: 'jobs', head: t('ops.jobs'), num: true, cell: (c) => f.whole(c.jobs) },
            { key: 'bytes', head: t('ops.bytes'), num: true, cell: (c) => weightText(intl, c.bytes) },
            { key: 'last', head: t('ops.last'), cell: (c) => (c.lastEntryAt === null ? '–' : intl.formatDate(c.lastEntryAt, { dateStyle: 'short', timeStyle: 'short' })) },
            { key: 'created', head: t('ops.created'), cell: (c) => f.day(c.createdAt) },
          ]} />
        </div>
      )}
      {adding && <AddCommune onClose={() => add(false)} />}
    </div>
  );
};
