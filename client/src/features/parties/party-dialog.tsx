import { useState, type FormEvent } from 'react';
import { createParty, IDENTIFIER_KINDS, PARTY_KINDS, updateParty, type IdentifierKind, type PartyKind, type PartySheet } from '@sommier/domain/parties';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { useSettled } from '../../platform/settled.ts';
import { Button, Dialog, Problem, Ref, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { useParties } from './use-parties.ts';

interface Props { /** The one to correct; without it a new one is made. */ party?: PartySheet; first?: { name?: string; kind?: PartyKind }; onClose: () => void; onDone: (party: PartySheet) => void }
interface Typed { kind: IdentifierKind; value: string }

/** A person or body: names, and numbers added or taken away one by one. While a name is typed, those who bear nearly the same are shown. */
export const PartyDialog = ({ party, first = {}, onClose, onDone }: Props) => {
  const t = useT();
  const say = useToast();
  const { code: commune } = useCommune();
  const create = useChange(createParty, ['searchParties']);
  const update = useChange(updateParty, ['searchParties', 'getParty']);
  const [kind, setKind] = useState<PartyKind>(party?.kind ?? first.kind ?? 'legal');
  const [name, setName] = useState(party?.name ?? first.name ?? '');
  const [added, setAdded] = useState<readonly Typed[]>(party ? [] : [{ kind: 'phone', value: '' }]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const settled = useSettled(name.trim(), 400);
  const twins = useParties(settled, { size: 4, enabled: !party && settled.length >= 3 }).data?.rows ?? [];
  const error = create.error ?? update.error;
  const fault = (path: string) => error?.issues.find((i) => i.path === `body.${path}`)?.message;
  const submit = (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault();
    // It may stand within another form, which is not to be sent by this.
    e.stopPropagation();
    const form = new FormData(e.currentTarget);
    const text = (key: string) => String(form.get(key) ?? '').trim() || null;
    const list = added.filter((i) => i.value.trim() !== '');
    const fields = { name: name.trim(), nameAr: text('nameAr'), activity: text('activity'), note: text('note'), ...(kind === 'legal' ? { legalForm: text('legalForm') } : {}) };
    const done = { onSuccess: (made: PartySheet) => { say(t('parties.saved')); onDone(made); } };
    if (party) update.mutate({ params: { commune, id: party.id }, body: { ...fields, ...(list.length ? { add: list } : {}), ...(removed.length ? { remove: [...removed] } : {}) }, options: { headers: { 'if-match': `"v${party.version}"` } } }, done);
    else create.mutate({ params: { commune }, body: { ...fields, kind, identifiers: list } }, done);
  };
  const set = (i: number, patch: Partial<Typed>) => setAdded(added.map((x, n) => (n === i ? { ...x, ...patch } : x)));
  return (
    <Dialog title={t(party ? 'parties.edit' : 'parties.add')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        {error && <Problem error={error} />}
        <div className="pair">
          <SelectField label={t('parties.kind')} value={kind} disabled={!!party} onChange={(e) => setKind(e.currentTarget.value as PartyKind)}>{PARTY_KINDS.map((k) => <option key={k} value={k}>{t(`parties.kind.${k}`)}</option>)}</SelectField>
          {kind === 'legal' && <TextField label={t('parties.legalForm')} name="legalForm" defaultValue={party?.legalForm ?? ''} maxLength={120} />}
        </div>
        <div className="pair">
          <TextField label={t('parties.name')} value={name} onChange={(e) => setName(e.currentTarget.value)} required maxLength={300} error={fault('name')} autoComplete="off" />
          <TextField label={t('parties.nameAr')} name="nameAr" lang="ar" dir="rtl" defaultValue={party?.nameAr ?? ''} maxLength={300} autoComplete="off" />
        </div>
        {twins.length > 0 && <p className="note warn">{t('parties.twins')} {twins.map((p) => <bdi key={p.id} className="tag mute">{p.name}</bdi>)}</p>}
        <TextField label={t('parties.activity')} name="activity" defaultValue={party?.activity ?? ''} maxLength={300} />
        <fieldset className="stack"><legend className="lab">{t('parties.identifiers')}</legend>
          {party?.identifiers.filter((i) => !removed.includes(i.id)).map((i) => <div key={i.id} className="row"><span>{t(`parties.id.${i.kind}`)}</span><Ref>{i.value}</Ref><Button kind="flat" icon="x" label={t('parties.id.remove', { kind: t(`parties.id.${i.kind}`) })} onClick={() => setRemoved([...removed, i.id])} /></div>)}
          {added.map((x, i) => (
            <div key={i} className="pair">
              <SelectField label={t('parties.id.kind')} value={x.kind} onChange={(e) => set(i, { kind: e.currentTarget.value as IdentifierKind })}>{IDENTIFIER_KINDS.map((k) => <option key={k} value={k}>{t(`parties.id.${k}`)}</option>)}</SelectField>
              <TextField label={t('parties.id.value')} value={x.value} dir="auto" maxLength={300} onChange={(e) => set(i, { value: e.currentTarget.value })} error={fault(`${party ? 'add' : 'identifiers'}.${i}.value`)} autoComplete="off" />
            </div>
          ))}
          <Button kind="flat" icon="plus" onClick={() => setAdded([...added, { kind: 'national_id', value: '' }])}>{t('parties.id.add')}</Button>
        </fieldset>
        <TextField label={t('parties.note')} name="note" defaultValue={party?.note ?? ''} maxLength={2000} />
        <div className="row"><Button kind="main" type="submit" refuse={(create.isPending || update.isPending) && t('shell.wait')}>{t('parties.save')}</Button></div>
      </form>
    </Dialog>
  );
};
