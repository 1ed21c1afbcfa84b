import { useState } from 'react';
import { addCandidate, awardCandidate, type CallSheet } from '@sommier/domain/valorisation';
import { currencyExponent } from '@sommier/domain/shared';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { readAmount } from '../ledger/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';

const TOUCHED = ['valorisation.call', 'valorisation.calls', 'valorisation.rank'];
const TYPES = ['bail_commercial', 'bail_professionnel', 'mise_a_disposition', 'aot', 'bail_emphyteotique', 'concession'] as const;
type Lot = CallSheet['lots'][number];
const localDay = (): string => { const d = new Date(); return `${String(d.getFullYear())}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`; };

/** A party answers for a lot. */
export const CandidateDialog = ({ lot, onClose }: { lot: Lot; onClose: () => void }) => {
  const t = useT();
  const { code: commune, currency } = useCommune();
  const add = useChange(addCandidate, TOUCHED);
  const [party, setParty] = useState<PickedParty | null>(null);
  const [project, setProject] = useState('');
  const [offer, setOffer] = useState('');
  const minor = readAmount(offer, currencyExponent(currency));
  return (
    <Dialog title={t('vz.candidate.add')} onClose={onClose} foot={<Button kind="main" refuse={(party === null || project.trim() === '') && t('vz.project')} onClick={() => party && add.mutate({ params: { commune, id: lot.id }, body: { partyId: party.id, project: project.trim(), offerMinor: minor, receivedOn: localDay() } }, { onSuccess: onClose })}>{t('vz.candidate.add')}</Button>}>
      <div className="stack">
        <PartyPicker label={t('vz.party')} value={party} onChange={setParty} />
        <TextField label={t('vz.project')} value={project} dir="auto" maxLength={4000} onChange={(e) => setProject(e.target.value)} />
        <TextField label={t('vz.offer', { currency })} inputMode="decimal" value={offer} onChange={(e) => setOffer(e.target.value)} />
        {add.error && <Problem error={add.error} />}
      </div>
    </Dialog>
  );
};

/** The lot goes to one of them: the decision, and the contract that follows as a draft. */
export const AwardDialog = ({ candidate, onClose }: { candidate: Lot['candidates'][number]; onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const award = useChange(awardCandidate, TOUCHED);
  const [decision, setDecision] = useState('');
  const [type, setType] = useState<(typeof TYPES)[number]>('bail_commercial');
  const [starts, setStarts] = useState(localDay());
  return (
    <Dialog title={t('vz.award.title', { name: `\u2068${candidate.party}\u2069` })} onClose={onClose} foot={<Button kind="main" refuse={decision.trim() === '' && t('vz.decision')} onClick={() => award.mutate({ params: { commune, id: candidate.id }, body: { decision: decision.trim(), decidedOn: localDay(), type, startsOn: starts } }, { onSuccess: onClose })}>{t('vz.award')}</Button>}>
      <div className="stack">
        <Note>{t('vz.award.why')}</Note>
        <TextField label={t('vz.decision')} value={decision} dir="auto" maxLength={300} onChange={(e) => setDecision(e.target.value)} />
        <SelectField label={t('vz.type')} value={type} onChange={(e) => setType(e.target.value as typeof type)}>{TYPES.map((x) => <option key={x} value={x}>{t(`vz.t.${x}`)}</option>)}</SelectField>
        <TextField label={t('vz.starts')} type="date" value={starts} onChange={(e) => setStarts(e.target.value)} />
        {award.error && <Problem error={award.error} />}
      </div>
    </Dialog>
  );
};
