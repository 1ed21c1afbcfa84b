import './acts.css';
import { useRef, useState, type FormEvent } from 'react';
import { ACT_KINDS, checkAct, recordAct, SIDES_OF, type ActKind, type ActRow, type NewAct } from '@sommier/domain/acts';
import { DOMAIN_CLASSES } from '@sommier/domain/assets';
import { currencyExponent, type Reply } from '@sommier/domain/shared';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCan, useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Note, Problem, Ref, SelectField, Table, TextField, useToast } from '../../platform/ui/index.ts';
import { FindingList } from '../guards/index.ts';
import { PartyPicker, type PickedParty } from '../parties/index.ts';
import { DeedFields, readDeed } from './deed-fields.tsx';
import { PropertyPicker, type Picked } from './property-picker.tsx';
import { TOUCHES, useReasons } from './use-acts.ts';

type Check = Reply<typeof checkAct>;
const DEEDS: readonly ActKind[] = ['acquisition', 'disposal', 'exchange', 'donation', 'expropriation'];
const CLASSED: readonly ActKind[] = ['classification', 'declassification', 'acquisition', 'expropriation', 'donation', 'exchange'];
const OFFERED = ACT_KINDS.filter((k) => k !== 'cancellation');

/** What an act would change and meet, before it is recorded. */
const Outcome = ({ check }: { check: Check }) => {
  const t = useT();
  const code = useCodeText();
  return (
    <Table label={t('acts.check.title')} rows={check.properties} keyOf={(p) => p.assetId} columns={[
      { key: 'code', head: t('map.col.code'), cell: (p) => <Ref>{p.code}</Ref> },
      { key: 'before', head: t('acts.check.before'), cell: (p) => `${code('code.domain.', p.before.domainClass)}, ${code('code.status.', p.before.status)}` },
      { key: 'after', head: t('acts.check.after'), cell: (p) => <b>{`${code('code.domain.', p.after.domainClass)}, ${code('code.status.', p.after.status)}`}</b> },
    ]} />
  );
};

/** Records an act: first it is weighed against the rules, with what it would change; then it is recorded, by a manager past a rule with a reason. `cancels` takes another back. */
export const ActDialog = ({ start, cancels, onClose }: { start?: Picked; cancels?: ActRow; onClose: () => void }) => {
  const t = useT();
  const say = useToast();
  const may = useCan()('guard.override');
  const { code: commune, currency } = useCommune();
  const code = useCodeText();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<ActKind>(cancels ? 'cancellation' : 'assignment');
  const [picked, pick] = useState<readonly Picked[]>(start ? [start] : []);
  const [party, setParty] = useState<PickedParty | null>(null);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const weigh = useChange(checkAct);
  const record = useChange(recordAct, TOUCHES);
  const { reasons, setReason, overrides } = useReasons();
  const read = (): NewAct | null => {
    if (!form.current) return null;
    const data = new FormData(form.current);
    const text = (name: string) => String(data.get(name) ?? '').trim() || null;
    const { deed, wrong: bad } = readDeed(data, currencyExponent(currency));
    setWrong(bad);
    if (bad.length > 0) return null;
    const side = text('side'), domainClass = text('domainClass');
    return {
      kind, reference: text('reference') ?? '', subject: text('subject') ?? '', signedOn: text('signedOn') ?? '', effectiveOn: text('effectiveOn') ?? text('signedOn') ?? '', authority: text('authority'), publication: text('publication'), publishedOn: text('publishedOn'),
      deliberatedOn: text('deliberatedOn'), deliberationReference: text('deliberationReference'), approvedOn: text('approvedOn'), approvalReference: text('approvalReference'), service: text('service'), recordOn: text('recordOn'), partyId: DEEDS.includes(kind) ? party?.id ?? null : null, deed, note: text('note'), cancels: cancels?.id ?? null, overrides,
      properties: cancels ? [] : picked.map((p) => ({ assetId: p.id, ...(side ? { side: side as 'in' } : {}), ...(domainClass && CLASSED.includes(kind) ? { domainClass: domainClass as 'indetermine' } : {}) })),
    };
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const body = read();
    if (!body) return;
    const check = weigh.data;
    const answered = check?.findings.filter((f) => f.outcome === 'refuse').every((f) => overrides.some((o) => o.guardCode === f.code)) ?? false;
    if (!check || (check.refused && !answered)) { weigh.mutate({ params: { commune }, body }); return; }
    record.mutate({ params: { commune }, body }, { onSuccess: (act) => { say(t('acts.recorded', { reference: act.reference })); onClose(); } });
  };
  const check = weigh.data;
  const open = check?.findings.filter((f) => f.outcome === 'refuse' && !overrides.some((o) => o.guardCode === f.code)).length ?? 0;
  const sides = SIDES_OF[kind];
  return (
    <Dialog title={cancels ? t('acts.cancel.title', { reference: cancels.reference }) : t('acts.new')} onClose={onClose} wide>
      <form className="stack" ref={form} onSubmit={submit} onChange={() => { if (weigh.data) weigh.reset(); }}>
        {!cancels && <div className="pair">
          <SelectField label={t('acts.kind')} value={kind} onChange={(e) => setKind(e.target.value as ActKind)}>{OFFERED.map((k) => <option key={k} value={k}>{t(`acts.kind.${k}`)}</option>)}</SelectField>
          {sides.length > 1 && <SelectField label={t('acts.side')} name="side" defaultValue={sides[0]}>{sides.map((s) => <option key={s} value={s}>{t(`acts.side.${s}`)}</option>)}</SelectField>}
          {CLASSED.includes(kind) && <SelectField label={t('acts.becomes')} name="domainClass" defaultValue=""><option value="">{t('acts.becomes.default')}</option>{DOMAIN_CLASSES.filter((c) => (kind === 'classification' ? c.startsWith('public') : kind === 'declassification' ? !c.startsWith('public') : true)).map((c) => <option key={c} value={c}>{code('code.domain.', c)}</option>)}</SelectField>}
        </div>}
        <div className="pair"><TextField label={t('acts.reference')} name="reference" required maxLength={120} dir="auto" /><TextField label={t('acts.authority')} name="authority" maxLength={200} dir="auto" /></div>
        <TextField label={t('acts.subject')} name="subject" required maxLength={400} dir="auto" {...(cancels ? { defaultValue: t('acts.cancel.subject', { reference: cancels.reference }) } : {})} />
        <div className="pair"><TextField label={t('acts.signed')} name="signedOn" type="date" required /><TextField label={t('acts.effective')} name="effectiveOn" type="date" hint={t('acts.effective.hint')} /></div>
        <div className="pair"><TextField label={t('acts.deliberated')} name="deliberatedOn" type="date" /><TextField label={t('acts.deliberation')} name="deliberationReference" maxLength={120} dir="auto" /><TextField label={t('acts.approved')} name="approvedOn" type="date" /><TextField label={t('acts.approval')} name="approvalReference" maxLength={120} dir="auto" /></div>
        <div className="pair"><TextField label={t('acts.publication')} name="publication" maxLength={200} dir="auto" hint={t('acts.publication.hint')} /><TextField label={t('acts.published')} name="publishedOn" type="date" />
          {kind === 'assignment' && <><TextField label={t('acts.service')} name="service" maxLength={200} dir="auto" /><TextField label={t('acts.record')} name="recordOn" type="date" /></>}</div>
        {!cancels && <PropertyPicker picked={picked} onChange={(next) => { pick(next); weigh.reset(); }} fixed={start?.id} />}
        {DEEDS.includes(kind) && <><PartyPicker label={t('acts.counterpart')} value={party} onChange={(p) => { setParty(p); weigh.reset(); }} /><DeedFields /></>}
        <TextField label={t('acts.note')} name="note" maxLength={2000} dir="auto" />
      </form>
      {wrong.length > 0 && <Note tone="bad">{t('acts.amount.wrong', { value: wrong.join(', ') })}</Note>}
      {weigh.error && <Problem error={weigh.error} />}
      {record.error && <Problem error={record.error} />}
      {check && <><FindingList findings={check.findings} reasons={reasons} onReason={may ? setReason : undefined} />{check.properties.length > 0 && <Outcome check={check} />}
        {check.findings.length === 0 && <Note tone="ok">{t('acts.check.clear')}</Note>}{check.refused && !may && <Note>{t('acts.check.manager')}</Note>}</>}
      <div className="row end">
        <Button onClick={onClose}>{t('shell.cancel')}</Button>
        <Button kind="main" onClick={() => form.current?.requestSubmit()} refuse={(weigh.isPending || record.isPending) ? t('shell.wait') : check && open > 0 ? t(may ? 'acts.check.reason' : 'acts.check.manager') : false}>{check ? t('acts.go') : t('acts.check')}</Button>
      </div>
    </Dialog>
  );
};
