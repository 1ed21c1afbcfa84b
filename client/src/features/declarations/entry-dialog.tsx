import { useState } from 'react';
import { createDeclaration, declarationForms } from '@sommier/domain/declarations';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog } from '../../platform/ui/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';
import { ReturnForm } from './return-form.tsx';

export const TOUCHES = ['listDeclarations', 'missingDeclarations', 'getDeclaration'];

/** An officer enters the return of a taxpayer, or keeps it as a draft. */
export const EntryDialog = ({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [party, setParty] = useState<PickedParty | null>(null);
  const forms = useEndpoint(declarationForms, { params: { commune }, query: party === null ? {} : { party: party.id } }, { keep: true });
  const create = useChange(createDeclaration, TOUCHES);
  const put = (body: Parameters<typeof create.mutate>[0]['body']) => create.mutate({ params: { commune }, body }, { onSuccess: (d) => onDone(d.id) });
  return (
    <Dialog wide title={t('declare.enter')} onClose={onClose}>
      <div className="stack">
        <PartyPicker label={t('declare.taxpayer')} value={party} onChange={setParty} required />
        {forms.data && <ReturnForm {...forms.data} busy={create.isPending} error={create.error} refuse={party === null && t('declare.who')} sendLabel={t('declare.send')}
          more={(said) => <Button refuse={party === null && t('declare.who')} onClick={() => party && put({ ...said(), partyId: party.id, draft: true })}>{t('declare.draft')}</Button>} send={(said) => party && put({ ...said, partyId: party.id })} />}
      </div>
    </Dialog>
  );
};
