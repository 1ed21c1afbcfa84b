import { useState, type FormEvent } from 'react';
import { countryOf } from '@sommier/domain/guards';
import { ACTIVITY_KINDS, createOccupation, OCCUPATION_TYPES, PARTY_ROLES, PERIODS, rankOf, rightGuards, updateOccupation, type OccupationSheet } from '@sommier/domain/occupations';
import { currencyExponent } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Check, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { PartyPicker } from '../parties/index.ts';
import { ActsFields, TermsFields, UnitsFields } from './form-lists.tsx';
import { bodyOf, draftOf, emptyDraft, guardedOf, roleFor, type Draft, type FormFault, type UnitDraft } from './form-state.ts';
import { GuardNotes, RefusedFindings, type Answers } from './guard-notes.tsx';
import { ParentPicker } from './parent-picker.tsx';
import { TOUCHED } from './status-actions.tsx';

interface Props { of?: OccupationSheet; first?: UnitDraft | undefined; onDone: (id: string) => void; onLeave: () => void }

/** A right, entered or corrected. The rules it meets are said while it is filled in, each with what it stands on. */
export const OccupationForm = ({ of, first, onDone, onLeave }: Props) => {
  const t = useT();
  const code = useCodeText();
  const commune = useCommune();
  const exponent = currencyExponent(commune.currency);
  const [d, set] = useState<Draft>(() => (of ? draftOf(of, exponent) : { ...emptyDraft(), units: first ? [first] : [] }));
  const [fault, setFault] = useState<FormFault | null>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const create = useChange(createOccupation, TOUCHED), update = useChange(updateOccupation, TOUCHED);
  const put = (patch: Partial<Draft>) => set((before) => ({ ...before, ...patch }));
  const rank = rankOf(d.type), right = rank === 'principal' || rank === 'derived';
  const findings = d.units.length === 0 ? [] : rightGuards(guardedOf(d), countryOf(commune)).filter((f) => f.code !== 'title_unknown');
  const busy = create.isPending || update.isPending, error = create.error ?? update.error;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const made = bodyOf(d, exponent);
    if ('fault' in made) { setFault(made.fault); return; }
    setFault(null);
    const overrides = Object.entries(answers).filter(([, reason]) => reason.trim().length >= 10).map(([guardCode, reason]) => ({ guardCode: guardCode as never, reason: reason.trim() }));
    const params = { commune: commune.code };
    if (of) update.mutate({ params: { ...params, id: of.id }, body: { ...made.body, overrides }, options: { headers: { 'if-match': `"v${String(of.version)}"` } } }, { onSuccess: (o) => onDone(o.id) });
    else create.mutate({ params, body: { ...made.body, overrides } }, { onSuccess: (o) => onDone(o.id) });
  };
  const words = (key: 'reference' | 'activity' | 'service' | 'reason' | 'project' | 'foundBy' | 'evidence' | 'note', label: string, more: object = {}) => <TextField label={label} value={d[key]} maxLength={key === 'note' ? 4000 : 300} {...more} onChange={(e) => put({ [key]: e.currentTarget.value })} />;
  const day = (key: 'signedOn' | 'startsOn' | 'lastDay' | 'subletFoundOn' | 'foundOn', label: string, hint?: string) => <TextField label={label} hint={hint} type="date" value={d[key]} onChange={(e) => put({ [key]: e.currentTarget.value })} />;
  const three = (key: 'written' | 'subletAllowed', label: string) => <SelectField label={label} value={d[key]} onChange={(e) => put({ [key]: e.currentTarget.value as Draft['written'] })}><option value="">{t('occ.unknown')}</option><option value="yes">{t('occ.yes')}</option><option value="no">{t('occ.no')}</option></SelectField>;
  return (
    <form className="occform" onSubmit={submit}>
      <div className="col">
        <section className="card"><h2>{t('occ.form.what')}</h2>
          <div className="grid">
            <SelectField label={t('occ.type')} value={d.type} onChange={(e) => put({ type: e.currentTarget.value as Draft['type'], parties: d.parties.map((p) => ({ ...p, role: roleFor(e.currentTarget.value as Draft['type']) })) })}>{OCCUPATION_TYPES.map((x) => <option key={x} value={x}>{code('code.occ.type.', x)}</option>)}</SelectField>
            {words('reference', t('occ.reference'), { hint: t('occ.reference.hint'), dir: 'ltr', maxLength: 120 })}
            <SelectField label={t('occ.activity.kind')} value={d.activityKind} onChange={(e) => put({ activityKind: e.currentTarget.value as Draft['activityKind'] })}><option value="">{t('occ.unknown')}</option>{ACTIVITY_KINDS.map((x) => <option key={x} value={x}>{code('code.occ.activity.', x)}</option>)}</SelectField>
            {words('activity', t('occ.activity'))}
            {d.type === 'affectation' && words('service', t('occ.service'))}
          </div>
          {rank === 'derived' && <ParentPicker value={d.parent} onChange={(parent) => put({ parent })} />}
          {right && <Check checked={d.freeOfCharge} onChange={(e) => put({ freeOfCharge: e.currentTarget.checked })}>{t('occ.free')}</Check>}
        </section>
        <UnitsFields d={d} put={put} fault={fault} />
        {right && <section className="card"><h2>{t('occ.form.when')}</h2>
          <div className="grid">{day('signedOn', t('occ.signed'))}{day('startsOn', t('occ.from'))}{day('lastDay', t('occ.last'), t('occ.last.hint'))}
            <TextField label={t('occ.notice')} type="number" min={0} max={120} value={d.noticeMonths} onChange={(e) => put({ noticeMonths: e.currentTarget.value })} />
            {d.tacitRenewal && <TextField label={t('occ.renewal')} type="number" min={1} max={1200} value={d.renewalMonths} onChange={(e) => put({ renewalMonths: e.currentTarget.value })} />}
            {three('written', t('occ.written'))}{three('subletAllowed', t('occ.sublet.allowed'))}{day('subletFoundOn', t('occ.sublet.found'))}
          </div>
          <Check checked={d.tacitRenewal} onChange={(e) => put({ tacitRenewal: e.currentTarget.checked })}>{t('occ.tacit')}</Check>
        </section>}
        {rank === 'without_title' && <section className="card"><h2>{t('occ.without')}</h2><div className="grid">{day('foundOn', t('occ.found'))}{words('foundBy', t('occ.found.by'))}{words('evidence', t('occ.evidence'))}{day('startsOn', t('occ.since.known'))}
          <TextField label={t('occ.claimable.in', { currency: commune.currency })} inputMode="decimal" dir="ltr" value={d.claimable} onChange={(e) => put({ claimable: e.currentTarget.value })} />
          <SelectField label={t('occ.period')} value={d.claimablePeriod} onChange={(e) => put({ claimablePeriod: e.currentTarget.value as Draft['claimablePeriod'] })}>{PERIODS.map((p) => <option key={p} value={p}>{code('code.occ.period.', p)}</option>)}</SelectField></div></section>}
        {rank === 'vacancy' && <section className="card"><h2>{t('occ.form.when')}</h2><div className="grid">{day('startsOn', t('occ.since'))}{day('lastDay', t('occ.last'))}{words('reason', t('occ.reason'))}{words('project', t('occ.project'))}</div></section>}
        {rank !== 'vacancy' && <section className="card"><h2>{t('occ.parties')}</h2>
          {d.parties.map((p, i) => <div className="row" key={p.party.id}><bdi>{p.party.name}</bdi>
            <SelectField label={t('occ.role')} value={p.role} onChange={(e) => put({ parties: d.parties.map((x, k) => (k === i ? { ...x, role: e.currentTarget.value as (typeof PARTY_ROLES)[number] } : x)) })}>{PARTY_ROLES.map((r) => <option key={r} value={r}>{code('code.occ.role.', r)}</option>)}</SelectField>
            <Button kind="flat" icon="x" label={t('parties.unpick', { name: p.party.name })} onClick={() => put({ parties: d.parties.filter((_, k) => k !== i) })} /></div>)}
          <PartyPicker label={t('occ.party.add')} value={null} onChange={(p) => { if (p && !d.parties.some((x) => x.party.id === p.id)) put({ parties: [...d.parties, { party: p, role: d.parties.length === 0 ? roleFor(d.type) : 'guarantor' }] }); }} />
        </section>}
        {right && <TermsFields d={d} put={put} fault={fault} />}
        {rank !== 'vacancy' && <ActsFields d={d} put={put} />}
        <section className="card"><h2>{t('occ.note')}</h2>{words('note', t('occ.note'))}</section>
      </div>
      <aside className="col">
        <section className="card" aria-label={t('occ.guards')}><h2>{t('occ.guards')}</h2>
          {findings.length === 0 ? <p className="small">{t(d.units.length === 0 ? 'occ.guards.wait' : 'occ.guards.none')}</p> : <GuardNotes findings={findings} answers={answers} onAnswer={setAnswers} />}
        </section>
        {fault && <Note tone="bad">{t(`occ.fault.${fault.field}`, { value: fault.value })}</Note>}
        {error && <Problem error={error} />}
        {error && findings.length === 0 && <RefusedFindings error={error} answers={answers} onAnswer={setAnswers} />}
        <div className="row"><Button kind="main" type="submit" refuse={busy && t('shell.wait')}>{t(of ? 'occ.save' : 'occ.create')}</Button><Button kind="flat" onClick={onLeave}>{t('shell.cancel')}</Button></div>
        {!of && <p className="small">{t('occ.create.hint')}</p>}
      </aside>
    </form>
  );
};
