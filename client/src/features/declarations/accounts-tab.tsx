import { useState } from 'react';
import { declarationForms, disableDeclarant, enrolParty, inviteDeclarant, listDeclarants, type DeclarantAccount } from '@sommier/domain/declarations';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange, useEndpoint } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Empty, Note, Pager, Problem, Ref, SelectField, Table, Tag, TextField } from '../../platform/ui/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';
import { useTaxName } from './return-form.tsx';

/** The code is shown once: it is read out or handed over, never mailed by the machine. */
const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const f = useFormat();
  const { code: commune } = useCommune();
  const [party, setParty] = useState<PickedParty | null>(null);
  const invite = useChange(inviteDeclarant, ['listDeclarants']);
  return (
    <Dialog title={t('declare.invite')} onClose={onClose} foot={<Button kind="main" refuse={party === null && t('declare.who')} onClick={() => party && invite.mutate({ params: { commune }, body: { partyId: party.id } })}>{t('declare.invite.go')}</Button>}>
      <div className="stack"><p>{t('declare.invite.why')}</p><PartyPicker label={t('declare.taxpayer')} value={party} onChange={setParty} required />
        {invite.error && <Problem error={invite.error} />}{invite.data && <Note tone="ok"><p>{t('declare.invite.code')}</p><p className="code"><Ref><b>{invite.data.code}</b></Ref></p><p>{t('declare.invite.until', { day: f.day(invite.data.expiresAt) })} <Ref>{`/declare/${commune}`}</Ref></p></Note>}</div>
    </Dialog>
  );
};
const EnrolDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT();
  const { code: commune } = useCommune();
  const [party, setParty] = useState<PickedParty | null>(null), [tax, setTax] = useState(''), [since, setSince] = useState('');
  const forms = useEndpoint(declarationForms, { params: { commune }, query: {} }), name = useTaxName(forms.data?.forms);
  const enrol = useChange(enrolParty, ['missingDeclarations']);
  const code = tax || (forms.data?.forms[0]?.tax ?? ''), day = since || (forms.data?.day ?? '');
  return (
    <Dialog title={t('declare.enrol')} onClose={onClose} foot={<Button kind="main" refuse={(party === null || code === '') && t('declare.who')} onClick={() => party && enrol.mutate({ params: { commune }, body: { partyId: party.id, tax: code, since: day } }, { onSuccess: onClose })}>{t('declare.enrol')}</Button>}>
      <div className="stack"><p>{t('declare.enrol.why')}</p><PartyPicker label={t('declare.taxpayer')} value={party} onChange={setParty} required />
        <SelectField label={t('declare.tax')} value={code} onChange={(e) => setTax(e.currentTarget.value)}>{forms.data?.forms.map((x) => <option key={x.tax} value={x.tax}>{name(x.tax)}</option>)}</SelectField><TextField type="date" label={t('declare.from')} value={day} onChange={(e) => setSince(e.currentTarget.value)} />{enrol.error && <Problem error={enrol.error} />}</div>
    </Dialog>
  );
};

/** Accounts of hosts and operators, invitations, and who is expected to declare. */
export const AccountsTab = () => {
  const t = useT();
  const f = useFormat();
  const may = useCan()('activity.write');
  const { code: commune } = useCommune();
  const [page, setPage] = useState(1), [asking, ask] = useState<'invite' | 'enrol' | null>(null);
  const list = useEndpoint(listDeclarants, { params: { commune }, query: { page, size: 25 } }, { keep: true });
  const disable = useChange(disableDeclarant, ['listDeclarants']);
  return (
    <>
      {may && <p className="acts"><Button onClick={() => ask('enrol')}>{t('declare.enrol')}</Button><Button kind="main" onClick={() => ask('invite')}>{t('declare.invite')}</Button></p>}
      {(list.error ?? disable.error) && <Problem error={(list.error ?? disable.error)!} />}
      {list.data?.total === 0 ? <Empty title={t('declare.accounts.none')} /> : list.data && <><Table<DeclarantAccount> label={t('declare.accounts')} rows={list.data.rows} keyOf={(r) => r.id} columns={[
        { key: 'party', head: t('declare.taxpayer'), cell: (r) => <bdi>{r.party ?? '–'}</bdi> }, { key: 'email', head: t('signin.email'), cell: (r) => <Ref>{r.email ?? '••••'}</Ref> }, { key: 'seen', head: t('declare.seen'), cell: (r) => <Ref>{f.day(r.lastSeenAt)}</Ref> },
        { key: 'state', head: t('declare.state'), cell: (r) => <Tag tone={r.disabled ? 'bad' : 'ok'}>{t(r.disabled ? 'declare.closed' : 'declare.live')}</Tag> }, { key: 'act', head: '', cell: (r) => may && <Button kind="flat" onClick={() => disable.mutate({ params: { commune, id: r.id }, body: { disabled: !r.disabled } })}>{t(r.disabled ? 'declare.reopen' : 'declare.close')}</Button> },
      ]} /><Pager page={page} size={25} total={list.data.total} onPage={setPage} /></>}
      {asking === 'invite' && <InviteDialog onClose={() => ask(null)} />}{asking === 'enrol' && <EnrolDialog onClose={() => ask(null)} />}
    </>
  );
};
