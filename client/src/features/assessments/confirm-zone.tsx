import { useState } from 'react';
import { confirmZone, type AssessmentLine, type AssessmentRun } from '@sommier/domain/assessments';
import { listZones, listZoneSets } from '@sommier/domain/zones';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';

/** A line that waits because its disc meets several zones: a person says in which the place stands, and why; the next run takes that zone's tariff. */
export const ConfirmZone = ({ run, line, unit }: { run: AssessmentRun; line: AssessmentLine; unit: string }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [zone, setZone] = useState(''), [note, setNote] = useState('');
  const sets = useEndpoint(listZoneSets, { params: { commune } }), set = sets.data?.rows.find((s) => s.name === run.zoneSet)?.id;
  const zones = useEndpoint(listZones, { params: { commune, id: set ?? '1' }, query: {} }, { enabled: set !== undefined });
  const confirm = useChange(confirmZone, ['listLines']);
  if (confirm.data) return <Note tone="ok">{t('assess.zone.confirmed', { zone: confirm.data.zone })}</Note>;
  return (
    <form className="stack" onSubmit={(e) => { e.preventDefault(); confirm.mutate({ params: { commune, unit }, body: { zoneId: zone, note: note.trim() } }); }}>
      <h3>{t('assess.zone.confirm')}</h3>
      <SelectField label={t('assess.zone')} required hint={line.zone === null ? undefined : t('assess.zone.possible', { zone: line.zone })} value={zone} onChange={(e) => setZone(e.currentTarget.value)}><option value="">–</option>{zones.data?.rows.map((z) => <option key={z.id} value={z.id}>{z.label}</option>)}</SelectField>
      <TextField label={t('assess.zone.why')} required minLength={3} maxLength={1000} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
      {confirm.error && <Problem error={confirm.error} />}
      <p><Button kind="main" type="submit" refuse={(zone === '' || note.trim().length < 3) && t('assess.zone.need')}>{t('assess.zone.confirm')}</Button></p>
    </form>
  );
};
