import { useState } from 'react';
import { declarationForms, exportMissing, missingDeclarations, type MissingReturn } from '@sommier/domain/declarations';
import { download } from '../../platform/download.ts';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { usePeriod, useTaxName } from './return-form.tsx';

const SIZE = 25;
/** Who should have declared and did not, and why that is thought. */
export const MissingTab = () => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const period = usePeriod();
  const [page, setPage] = useState(1);
  const name = useTaxName(useEndpoint(declarationForms, { params: { commune }, query: {} }).data?.forms);
  const list = useEndpoint(missingDeclarations, { params: { commune }, query: { page, size: SIZE } }, { keep: true });
  return (
    <>
      <p>{t('declare.missing.why')}</p>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 ? <Empty title={t('declare.missing.none')} /> : list.data && <>
        <p><Button onClick={() => void download(exportMissing, { params: { commune }, query: { format: 'xlsx' } })}>{t('declare.export')}</Button></p>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('declare.missing')}><Table<MissingReturn> label={t('declare.missing')} rows={list.data.rows} keyOf={(r) => `${r.partyId ?? r.party ?? ''} ${r.tax} ${r.from}`} columns={[
          { key: 'party', head: t('declare.taxpayer'), cell: (r) => <><bdi>{r.party ?? '–'}</bdi>{r.partyId === null && <> <Tag tone="warn">{t('declare.no_party')}</Tag></>}</> }, { key: 'tax', head: t('declare.tax'), cell: (r) => name(r.tax) }, { key: 'period', head: t('declare.period'), cell: (r) => period(r) },
          { key: 'due', head: t('declare.due'), cell: (r) => (r.dueOn === null ? t('declare.no_due') : <Ref>{f.day(r.dueOn)}</Ref>) }, { key: 'days', head: t('declare.days'), num: true, cell: (r) => f.whole(r.daysLate) }, { key: 'why', head: t('declare.why'), cell: (r) => r.why.map((w) => t(`declare.why.${w}`)).join(', ') },
          { key: 'account', head: t('declare.account'), cell: (r) => t(r.declarant ? 'declare.yes' : 'declare.no') },
        ]} /></div><Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} /></>}
    </>
  );
};
