import { useState } from 'react';
import { listRuns } from '@sommier/domain/portfolio';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Empty, Problem, SelectField } from '../../platform/ui/index.ts';
import { NewRunDialog } from './new-run-dialog.tsx';
import { RunSheet } from './run-sheet.tsx';
import '../../platform/ui/report.css';

/** What the portfolio is worth by zone, use and class, run by run. */
export const PortfolioPage = () => {
  const t = useT();
  const f = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [chosen, choose] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const list = useEndpoint(listRuns, { params: { commune } });
  const id = chosen ?? list.data?.rows.find((r) => r.state !== 'dropped')?.id ?? list.data?.rows[0]?.id;
  return (
    <main id="main" className="page report">
      <div className="top"><h1>{t('portfolio.title')}</h1>{list.data && list.data.rows.length > 0 && <SelectField label={t('portfolio.run')} value={id ?? ''} onChange={(e) => choose(e.target.value)}>{list.data.rows.map((r) => <option key={r.id} value={r.id}>{r.name} ({f.day(r.day)}, {t(`portfolio.run.${r.state}`)})</option>)}</SelectField>}{may && <Button kind="main" icon="plus" onClick={() => setOpen(true)}>{t('portfolio.new')}</Button>}</div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('portfolio.empty')} why={t('portfolio.empty.why')} />}
      {id && <RunSheet key={id} id={id} />}
      {open && <NewRunDialog today={new Date().toISOString().slice(0, 10)} onClose={() => setOpen(false)} onMade={choose} />}
    </main>
  );
};
