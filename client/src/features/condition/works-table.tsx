import { Link } from '@tanstack/react-router';
import type { Work } from '@sommier/domain/condition';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Ref, Table, Tag } from '../../platform/ui/index.ts';

export const PRIORITY_TONE = { 1: 'bad', 2: 'warn', 3: 'info', 4: 'mute' } as const;
/** Works, most pressing first; with their property where the list is of several. */
export const WorksTable = ({ rows, label, named, onSelect }: { rows: readonly Work[]; label: string; named?: boolean; onSelect?: (w: Work) => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune, currency } = useCommune();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}><Table<Work> label={label} rows={rows} keyOf={(w) => w.id} {...(onSelect ? { onSelect } : {})} columns={[
      { key: 'p', head: t('condition.priority'), cell: (w) => <Tag tone={PRIORITY_TONE[w.priority as 1]}>{t(`condition.priority.${w.priority as 1}`)}</Tag> },
      ...(named ? [{ key: 'asset', head: t('condition.property'), cell: (w: Work) => <Link to="/c/$commune/assets/$id" params={{ commune, id: w.assetId }} search={{ tab: 'condition' }}><Ref>{w.assetCode}</Ref></Link> }] : []),
      { key: 'title', head: t('condition.work.title'), className: 'sample', cell: (w) => <bdi>{w.title}</bdi> }, { key: 'c', head: t('condition.component'), cell: (w) => t(`condition.component.${w.component}`) },
      { key: 'cost', head: `${t('condition.cost')} (${currency})`, num: true, cell: (w) => (w.cost === null ? t('condition.uncosted') : f.money(w.cost)) }, { key: 'wanted', head: t('condition.wanted'), num: true, cell: (w) => <Ref>{w.wanted ?? '–'}</Ref> }, { key: 'state', head: t('condition.state'), cell: (w) => t(`condition.state.${w.state}`) },
    ]} /></div>
  );
};
