import { decideHeld, listHeld } from '@sommier/domain/activity';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, Ref, Table } from '../../platform/ui/index.ts';

/** Corrections and messages that no rule can settle: a person counts them or sets them aside. */
export const HeldTab = () => {
  const t = useT();
  const f = useFormat();
  const can = useCan();
  const { code: commune } = useCommune();
  const read = useEndpoint(listHeld, { params: { commune } });
  const decide = useChange(decideHeld, ['listHeldActivity', 'activityFigures', 'askActivity']);
  const rows = read.data?.rows ?? [];
  if (read.error) return <Problem error={read.error} />;
  if (read.data && rows.length === 0) return <Empty title={t('activity.held.none')} why={t('activity.held.why')} />;
  return (
    <section className="card">
      {decide.error && <Problem error={decide.error} />}
      <Table label={t('activity.tab.held')} rows={rows} keyOf={(r) => `${r.batchId} ${r.document ?? ''}`} columns={[
        { key: 'd', head: t('activity.held.document'), cell: (r) => <Ref>{r.document ?? '–'}</Ref> }, { key: 'f', head: t('activity.held.file'), className: 'sample', cell: (r) => <bdi>{r.sourceName}</bdi> }, { key: 'w', head: t('activity.held.reason'), cell: (r) => t(`activity.held.${r.reason}`) },
        { key: 'n', head: t('activity.held.facts'), num: true, cell: (r) => f.whole(r.facts) }, { key: 'from', head: t('activity.from'), cell: (r) => f.day(r.from) },
        { key: 'x', head: t('activity.acts'), cell: (r) => can('activity.write') && <span className="row">{([true, false] as const).map((accept) => <Button key={String(accept)} onClick={() => decide.mutate({ params: { commune }, body: { batchId: r.batchId, document: r.document, accept } })}>{t(accept ? 'activity.held.accept' : 'activity.held.reject')}</Button>)}</span> },
      ]} />
    </section>
  );
};
