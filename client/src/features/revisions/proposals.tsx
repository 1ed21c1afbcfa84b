import { useState } from 'react';
import { applyRevision, decideRevision, listRevisions, revisionLetter, type RevisionRow } from '@sommier/domain/revisions';
import { ProblemError } from '../../platform/call.ts';
import { useFormat } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { queryClient, useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { download } from '../ledger/index.ts';

const TONE = { proposed: 'info', accepted: 'ok', refused: 'bad', applied: 'ok', withdrawn: 'mute' } as const;
const TOUCHED = ['listRevisions', 'simulateRevisions', 'occupationAccounts', 'revenue'];

const Acts = ({ r, onFault }: { r: RevisionRow; onFault: (e: ProblemError | null) => void }) => {
  const t = useT();
  const { language } = useLanguage();
  const can = useCan();
  const { code: commune } = useCommune();
  const decide = useChange(decideRevision, TOUCHED), apply = useChange(applyRevision, TOUCHED);
  const to = (next: 'accepted' | 'refused' | 'withdrawn') => () => { onFault(null); decide.mutate({ params: { commune, id: r.id }, body: { to: next } }, { onError: onFault }); };
  const letter = (written: 'fr' | 'ar') => () => {
    onFault(null);
    download(revisionLetter, { params: { commune, id: r.id }, body: { language: written } }).then(() => queryClient.invalidateQueries({ queryKey: [listRevisions.id] })).catch((e: unknown) => { if (e instanceof ProblemError) onFault(e); else throw e; });
  };
  if (!can('money.write')) return null;
  return (
    <span className="row">
      {r.state === 'proposed' && <><Button kind="flat" icon="print" onClick={letter(language === 'ar' ? 'ar' : 'fr')}>{t('revisions.letter')}</Button><Button kind="flat" onClick={letter(language === 'ar' ? 'fr' : 'ar')}>{t(language === 'ar' ? 'ledger.in.fr' : 'ledger.in.ar')}</Button><Button onClick={to('accepted')}>{t('revisions.accept')}</Button><Button kind="flat" onClick={to('refused')}>{t('revisions.refuse')}</Button></>}
      {r.state === 'accepted' && can('money.reverse') && <Button onClick={() => { onFault(null); apply.mutate({ params: { commune, id: r.id } }, { onError: onFault }); }}>{t('revisions.apply')}</Button>}
      {(r.state === 'proposed' || r.state === 'accepted') && <Button kind="flat" onClick={to('withdrawn')}>{t('revisions.withdraw')}</Button>}
    </span>
  );
};

/** Proposals with their letters and what became of them. */
export const Proposals = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1);
  const [fault, setFault] = useState<ProblemError | null>(null);
  const list = useEndpoint(listRevisions, { params: { commune }, query: { page, size: 25 } }, { keep: true });
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return null;
  if (list.data.total === 0) return <Empty title={t('revisions.proposals.none')} why={t('revisions.proposals.none.why')} />;
  return (
    <section className="card">
      {fault && <Problem error={fault} />}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('revisions.tab.proposals')}>
        <Table<RevisionRow> label={t('revisions.tab.proposals')} rows={list.data.rows} keyOf={(r) => r.id} columns={[
          { key: 'occ', head: t('ledger.occupation'), cell: (r) => <Ref>{r.occupation}</Ref> }, { key: 'payer', head: t('ledger.payer'), className: 'sample', cell: (r) => <bdi>{r.payer ?? '–'}</bdi> },
          { key: 'old', head: t('revisions.amount'), num: true, cell: (r) => f.money(r.oldAmount) }, { key: 'new', head: t('revisions.new'), num: true, cell: (r) => f.money(r.newAmount) }, { key: 'effect', head: t('revisions.effect'), cell: (r) => f.day(r.effectOn) },
          { key: 'state', head: t('revisions.state'), cell: (r) => <Tag tone={TONE[r.state]}>{t(`revisions.is.${r.state}`)}</Tag> }, { key: 'acts', head: t('revisions.acts'), cell: (r) => <Acts r={r} onFault={setFault} /> },
        ]} />
      </div>
      <Pager page={page} size={25} total={list.data.total} onPage={setPage} />
    </section>
  );
};
