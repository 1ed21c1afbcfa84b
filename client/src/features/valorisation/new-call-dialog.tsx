import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { AUDIENCES, createCall } from '@sommier/domain/valorisation';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

/** Some idle properties offered to those with a project. */
export const NewCallDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const t = useT();
  const go = useNavigate();
  const { code: commune } = useCommune();
  const make = useChange(createCall, ['valorisation.calls', 'valorisation.rank']);
  const [title, setTitle] = useState('');
  const [audience, setAudience] = useState<(typeof AUDIENCES)[number]>('any');
  const [closes, setCloses] = useState('');
  const [years, setYears] = useState('');
  const send = () => make.mutate({ params: { commune }, body: { title: title.trim(), audience, closesOn: closes || null, lots: ids.map((assetId) => ({ assetId, years: years ? Number(years) : null })) } }, { onSuccess: (call) => void go({ to: '/c/$commune/calls', params: { commune }, search: { call: call.id } }) });
  return (
    <Dialog title={t('vz.call.new', { n: ids.length })} onClose={onClose} foot={<Button kind="main" refuse={title.trim() === '' ? t('vz.call.title') : make.isPending && t('shell.wait')} onClick={send}>{t('vz.call.go')}</Button>}>
      <div className="stack">
        <TextField label={t('vz.call.title')} value={title} maxLength={300} dir="auto" onChange={(e) => setTitle(e.target.value)} />
        <SelectField label={t('vz.audience')} value={audience} onChange={(e) => setAudience(e.target.value as typeof audience)}>{AUDIENCES.map((a) => <option key={a} value={a}>{t(`vz.audience.${a}`)}</option>)}</SelectField>
        <TextField label={t('vz.closes')} type="date" value={closes} onChange={(e) => setCloses(e.target.value)} />
        <TextField label={t('vz.years')} type="number" min={1} max={99} value={years} onChange={(e) => setYears(e.target.value)} />
        {make.error && <Problem error={make.error} />}
      </div>
    </Dialog>
  );
};
