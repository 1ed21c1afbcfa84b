import { useState } from 'react';
import { exportPerson, planErasure, type ErasurePlan } from '@sommier/domain/personal';
import { useFormat, useNameOf } from '../../platform/format.ts';
import { useLanguage, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Note, Problem, Table, Tag } from '../../platform/ui/index.ts';
import { useDownload } from '../../platform/use-download.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';
import { EraseDialog } from './erase-dialog.tsx';

type Part = ErasurePlan['parts'][number];
const TONE = { erased: 'warn', pseudonymised: 'info', kept: 'mute' } as const;

/** What is held on one person: to hand over, and to erase once nothing is open. */
export const PersonTab = () => {
  const t = useT();
  const f = useFormat();
  const nameOf = useNameOf();
  const { language } = useLanguage();
  const { code: commune } = useCommune();
  const [party, choose] = useState<PickedParty | null>(null);
  const [erasing, erase] = useState(false);
  const file = useDownload();
  const plan = useEndpoint(planErasure, { params: { commune, id: party?.id ?? '0' } }, { enabled: party !== null });
  const take = (format: 'json' | 'pdf') => { if (party) file.fetch(exportPerson, { params: { commune, id: party.id }, body: { format, language } }); };
  const error = plan.error ?? file.error;
  return (
    <>
      <div className="row filters"><PartyPicker label={t('personal.pick')} value={party} onChange={choose} bare /></div>
      {!party && <Empty title={t('personal.choose')} why={t('personal.choose.why')} />}
      {error && <Problem error={error} onRetry={() => void plan.refetch()} />}
      {party && plan.data && (
        <div className="block">
          <div className="row"><h2>{t('personal.held')}</h2>
            <Button icon="dl" refuse={file.busy && t('shell.wait')} onClick={() => take('pdf')}>{t('personal.pdf')}</Button>
            <Button icon="dl" refuse={file.busy && t('shell.wait')} onClick={() => take('json')}>{t('personal.json')}</Button>
            <Button kind="bad" refuse={plan.data.open.length > 0 && t('personal.open')} onClick={() => erase(true)}>{t('personal.erase')}</Button>
          </div>
          <p className="small">{t('personal.export.why')}</p>
          {plan.data.open.length > 0 && <Note tone="warn">{t('personal.open')} : {plan.data.open.map((m) => t(`personal.open.${m}`)).join(', ')}.</Note>}
          <div className="scroll" tabIndex={0} role="region" aria-label={t('personal.held')}>
            <Table<Part> label={t('personal.held')} rows={plan.data.parts.filter((p) => p.rows > 0)} keyOf={(p) => p.category} columns={[
              { key: 'category', head: t('personal.category'), cell: (p) => t(`personal.cat.${p.category}`) },
              { key: 'rows', head: t('personal.rows'), num: true, cell: (p) => f.whole(p.rows) },
              { key: 'fate', head: t('personal.fate'), cell: (p) => <Tag tone={TONE[p.fate]}>{t(`personal.fate.${p.fate}`)}</Tag> },
              { key: 'until', head: t('personal.until'), cell: (p) => (p.fate === 'erased' ? '' : p.until === null ? <span className="small">{t('personal.until.none')}</span> : <bdi dir="ltr">{f.day(p.until)}</bdi>) },
            ]} />
          </div>
          {erasing && <EraseDialog name={nameOf(party)} plan={plan.data} onClose={() => erase(false)} onDone={() => { erase(false); choose(null); }} />}
        </div>
      )}
    </>
  );
};
