import { useState } from 'react';
import { PRIORITIES, WORK_STATES, listWorks, type Work } from '@sommier/domain/condition';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Empty, Pager, Problem, SelectField } from '../../platform/ui/index.ts';
import { WorkDialog } from './work-dialog.tsx';
import { WorksTable } from './works-table.tsx';

/** All works, most pressing first. */
export const WorksPanel = () => {
  const t = useT();
  const f = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [state, setState] = useState('open');
  const [priority, setPriority] = useState('');
  const [page, setPage] = useState(1);
  const [chosen, choose] = useState<Work | null>(null);
  const list = useEndpoint(listWorks, { params: { commune }, query: { page, size: 25, ...(state ? { state: state as Work['state'] } : {}), ...(priority ? { priority: Number(priority) } : {}) } }, { keep: true });
  return (
    <section className="panel"><h2>{t('condition.works')} <small>{f.whole(list.data?.total ?? null)}</small></h2>
      <div className="filters">
        <SelectField label={t('condition.state')} value={state} onChange={(e) => { setState(e.target.value); setPage(1); }}><option value="">{t('condition.all')}</option>{WORK_STATES.map((s) => <option key={s} value={s}>{t(`condition.state.${s}`)}</option>)}</SelectField>
        <SelectField label={t('condition.priority')} value={priority} onChange={(e) => { setPriority(e.target.value); setPage(1); }}><option value="">{t('condition.all')}</option>{PRIORITIES.map((p) => <option key={p} value={p}>{t(`condition.priority.${p}`)}</option>)}</SelectField>
      </div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('condition.works.none')} why={t('condition.works.none.why')} />}
      {list.data && list.data.total > 0 && <><WorksTable named rows={list.data.rows} label={t('condition.works')} {...(may ? { onSelect: choose } : {})} /><Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}
      {chosen && <WorkDialog asset={chosen.assetId} work={chosen} onClose={() => choose(null)} />}
    </section>
  );
};
