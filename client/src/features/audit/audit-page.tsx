import { useState } from 'react';
import { exportAudit, listAudit, verifyAudit, type AuditEntry } from '@sommier/domain/audit';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Pager, Problem, Table } from '../../platform/ui/index.ts';
import { useDownload } from '../../platform/use-download.ts';
import { askedOf, AuditFilters, NOTHING } from './audit-filters.tsx';
import { SignedHead } from './signed-head.tsx';

const Verdict = ({ commune }: { commune: string }) => {
  const t = useT();
  const [asked, ask] = useState(false);
  const check = useEndpoint(verifyAudit, { params: { commune } }, { enabled: asked });
  return (
    <>
      <div className="row"><h1>{t('audit.title')}</h1>
        <Button kind="main" refuse={check.isFetching && t('audit.verifying')} onClick={() => (asked ? void check.refetch() : ask(true))}>{check.isFetching ? t('audit.verifying') : t('audit.verify')}</Button>
      </div>
      {check.error && <Problem error={check.error} />}
      {check.data && (check.data.broken
        ? <Note tone="bad">{t('audit.broken', { seq: check.data.broken.seq })}</Note>
        : <Note tone="ok">{t('audit.ok', { n: check.data.entries })} <bdi dir="ltr" className="hash">{check.data.head}</bdi></Note>)}
    </>
  );
};

/** Who did what, in order, searched by author, thing, action and day; the chain is verified, and the head that is kept elsewhere, on demand. */
export const AuditPage = () => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const [wanted, want] = useState(NOTHING);
  const file = useDownload();
  const list = useEndpoint(listAudit, { params: { commune }, query: { ...askedOf(wanted), page } }, { keep: true });
  const error = list.error ?? file.error, narrowed = Object.values(wanted).some((v) => v !== '');
  return (
    <main id="main" className="page">
      <Verdict commune={commune} />
      <AuditFilters wanted={wanted} onChange={(w) => { want(w); setPage(1); }} />
      {error && <Problem error={error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t(narrowed ? 'trail.none.found' : 'audit.none')} why={t(narrowed ? 'trail.none.found.why' : 'audit.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('audit.title')}>
          <Table<AuditEntry> label={t('audit.title')} rows={list.data.entries} keyOf={(e) => e.seq} columns={[
            { key: 'seq', head: t('audit.seq'), num: true, cell: (e) => e.seq },
            { key: 'at', head: t('audit.at'), cell: (e) => intl.formatDate(e.at, { dateStyle: 'short', timeStyle: 'medium' }) },
            { key: 'actor', head: t('audit.actor'), cell: (e) => (e.actor === 'command' || e.actor === 'system' ? t(`trail.${e.actor}`) : <bdi>{e.actorName ?? e.actor}</bdi>) },
            { key: 'action', head: t('audit.action'), cell: (e) => <bdi dir="ltr">{e.action}</bdi> },
            { key: 'subject', head: t('audit.subject'), cell: (e) => <bdi dir="ltr">{e.subject}</bdi> },
            { key: 'detail', head: t('audit.detail'), className: 'sample', cell: (e) => <bdi dir="ltr">{JSON.stringify(e.detail)}</bdi> },
          ]} />
        </div>
        <div className="row"><p className="small">{t('trail.count', { n: list.data.total })}</p><Pager page={page} size={25} total={list.data.total} onPage={setPage} />
          <Button icon="dl" refuse={file.busy && t('shell.wait')} onClick={() => file.fetch(exportAudit, { params: { commune }, body: askedOf(wanted) })}>{t('trail.export')}</Button></div>
      </>}
      <SignedHead />
    </main>
  );
};
