import { useState } from 'react';
import { exportReadings, listReadings, READING_ACTIONS, type Reading } from '@sommier/domain/personal';
import { useIntl, useT } from '../../platform/i18n/index.ts';
import { useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Empty, Pager, Problem, SelectField, Table, TextField } from '../../platform/ui/index.ts';
import { useDownload } from '../../platform/use-download.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';

const SIZE = 25;
const known = (a: string): a is (typeof READING_ACTIONS)[number] => (READING_ACTIONS as readonly string[]).includes(a);

/** The log of readings, by person, reader and day. */
export const ReadingsTab = () => {
  const t = useT();
  const intl = useIntl();
  const { code: commune } = useCommune();
  const [party, setParty] = useState<PickedParty | null>(null);
  const [asked, ask] = useState<{ reader?: string; from?: string; to?: string }>({});
  const [page, setPage] = useState(1);
  const file = useDownload();
  const wanted = { ...Object.fromEntries(Object.entries(asked).filter(([, v]) => v !== '')), ...(party ? { party: party.id } : {}) };
  const list = useEndpoint(listReadings, { params: { commune }, query: { ...wanted, page, size: SIZE } }, { keep: true });
  const set = (change: typeof asked) => { ask({ ...asked, ...change }); setPage(1); };
  const what = (r: Reading) => (known(r.action) ? t(`personal.action.${r.action}`) : r.action);
  const error = list.error ?? file.error;
  return (
    <>
      <p className="small">{t('personal.readings.why')}</p>
      <div className="row filters tops">
        <PartyPicker label={t('personal.person')} value={party} onChange={(p) => { setParty(p); setPage(1); }} bare />
        <SelectField label={t('personal.reader')} value={asked.reader ?? ''} onChange={(e) => set({ reader: e.currentTarget.value })}>
          <option value="">{t('personal.reader.all')}</option>{list.data?.readers.map((r) => <option key={r.id} value={r.id}>{r.name}</option>)}
        </SelectField>
        <TextField label={t('personal.from')} type="date" value={asked.from ?? ''} onChange={(e) => set({ from: e.currentTarget.value })} />
        <TextField label={t('personal.to')} type="date" value={asked.to ?? ''} onChange={(e) => set({ to: e.currentTarget.value })} />
      </div>
      {error && <Problem error={error} onRetry={() => void list.refetch()} />}
      {list.data?.total === 0 && <Empty title={t('personal.none')} why={t('personal.none.why')} />}
      {list.data && list.data.total > 0 && <>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('personal.tab.readings')}>
          <Table<Reading> label={t('personal.tab.readings')} rows={list.data.rows} keyOf={(r) => r.seq} columns={[
            { key: 'at', head: t('audit.at'), cell: (r) => intl.formatDate(r.at, { dateStyle: 'short', timeStyle: 'medium' }) },
            { key: 'reader', head: t('personal.reader'), cell: (r) => <bdi>{r.readerName ?? '–'}</bdi> },
            { key: 'what', head: t('personal.what'), cell: (r) => (r.action === 'personal.file_taken' ? <>{what(r)} <bdi className="small" dir="ltr">{r.subject.slice('file:'.length)}</bdi></> : what(r)) },
            { key: 'person', head: t('personal.person'), cell: (r) => (r.partyName === null ? <span className="small">{t('personal.many')}</span> : <bdi>{r.partyName}</bdi>) },
            { key: 'seq', head: t('audit.seq'), num: true, cell: (r) => r.seq },
          ]} />
        </div>
        <div className="row"><p className="small">{t('personal.count', { n: list.data.total })}</p><Pager page={page} size={SIZE} total={list.data.total} onPage={setPage} />
          <Button icon="dl" refuse={file.busy && t('shell.wait')} onClick={() => file.fetch(exportReadings, { params: { commune }, body: wanted })}>{t('personal.csv')}</Button></div>
      </>}
    </>
  );
};
