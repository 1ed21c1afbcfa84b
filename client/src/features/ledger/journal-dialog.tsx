import { useState } from 'react';
import { exportJournal } from '@sommier/domain/ledger';
import { addDays } from '@sommier/domain/shared';
import { FileLink } from '../../platform/file-link.tsx';
import { useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Dialog, TextField } from '../../platform/ui/index.ts';

/** The journal of some days for the accountant: this year until other days are chosen. */
export const JournalDialog = ({ today, onClose }: { today: string; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [last, setLast] = useState(`${today.slice(0, 4)}-12-31`);
  const ready = from !== '' && last !== '' && from <= last;
  return (
    <Dialog title={t('ledger.journal')} onClose={onClose} foot={ready && <>{(['csv', 'xlsx'] as const).map((format) => <FileLink key={format} className="btn i i-dl" e={exportJournal} sent={{ params: { commune }, query: { from, to: addDays(last, 1), format } }}>{format.toUpperCase()}</FileLink>)}</>}>
      <p>{t('ledger.journal.why')}</p>
      <div className="find-row">
        <TextField label={t('ledger.due.from')} type="date" required value={from} onChange={(e) => setFrom(e.currentTarget.value)} />
        <TextField label={t('ledger.due.last')} type="date" required value={last} onChange={(e) => setLast(e.currentTarget.value)} />
      </div>
    </Dialog>
  );
};
