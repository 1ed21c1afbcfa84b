import './acts.css';
import { useState } from 'react';
import { assetActs, type ActRow } from '@sommier/domain/acts';
import type { AssetSheet } from '@sommier/domain/assets';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Problem, Ref, Table, Tag } from '../../platform/ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import { ActSheet } from './act-sheet.tsx';

interface Line { key: string; act: ActRow | null; domainClass: string | null; status: string | null; mark: 'declared' | 'coming' | 'cancelled' | null }

/** The decisions over a property in order, with the state each leaves: what was declared first, then act by act. */
export const ActsSection = ({ asset }: { asset: AssetSheet }) => {
  const t = useT();
  const code = useCodeText();
  const format = useFormat();
  const may = useCan()('register.write');
  const { code: commune } = useCommune();
  const [adding, add] = useState(false);
  const [shown, show] = useState<ActRow | null>(null);
  const { data, error, refetch } = useEndpoint(assetActs, { params: { commune, id: asset.id } });
  const lines: Line[] = data ? [
    { key: 'declared', act: null, ...data.declared, mark: 'declared' },
    ...data.steps.map((s): Line => ({ key: s.act.id, act: s.act, ...s.after, mark: s.coming ? 'coming' : null })),
    ...data.cancelled.map((act): Line => ({ key: act.id, act, domainClass: null, status: null, mark: 'cancelled' })),
  ] : [];
  return (
    <section className="card whole" aria-label={t('acts.title')}>
      <div className="row"><h2>{t('acts.title')}</h2>{may && <Button icon="plus" onClick={() => add(true)}>{t('acts.new')}</Button>}</div>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && lines.length === 1 && <Empty title={t('acts.none')} why={t('acts.none.why')} />}
      {lines.length > 1 && <div className="scroll" tabIndex={0} role="region" aria-label={t('acts.title')}><Table<Line> label={t('acts.title')} rows={lines} keyOf={(l) => l.key} onSelect={(l) => { if (l.act) show(l.act); }} columns={[
        { key: 'on', head: t('acts.effective'), cell: (l) => (l.act ? <Ref>{format.day(l.act.effectiveOn)}</Ref> : '') },
        { key: 'kind', head: t('acts.kind'), cell: (l) => <>{l.act ? t(`acts.kind.${l.act.kind}`) : t('acts.declared')}{l.mark === 'coming' && <> <Tag tone="info">{t('acts.coming')}</Tag></>}{l.mark === 'cancelled' && <> <Tag tone="bad">{t('acts.cancelled')}</Tag></>}{l.act && l.act.overridden.length > 0 && <> <Tag tone="warn">{t('guards.overridden')}</Tag></>}</> },
        { key: 'reference', head: t('acts.reference'), cell: (l) => (l.act ? <Ref>{l.act.reference}</Ref> : '') },
        { key: 'authority', head: t('acts.authority'), cell: (l) => <bdi>{l.act?.authority ?? ''}</bdi> },
        { key: 'domain', head: t('acts.leaves.domain'), cell: (l) => (l.mark === 'cancelled' ? '–' : code('code.domain.', l.domainClass)) },
        { key: 'status', head: t('acts.leaves.status'), cell: (l) => (l.mark === 'cancelled' ? '–' : code('code.status.', l.status)) },
        { key: 'documents', head: t('documents.title'), num: true, cell: (l) => l.act?.documents ?? '' },
      ]} /></div>}
      {adding && <ActDialog start={{ id: asset.id, code: asset.code, name: asset.name }} onClose={() => add(false)} />}
      {shown && <Dialog title={`${t(`acts.kind.${shown.kind}`)} ${shown.reference}`} onClose={() => show(null)} wide><ActSheet act={shown} /></Dialog>}
    </section>
  );
};
