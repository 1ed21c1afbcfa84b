import { PRORATAS } from '@sommier/domain/ledger';
import { ACT_ROLES, PERIODS, shareOfArea, shareText } from '@sommier/domain/occupations';
import { useFormat } from '../../platform/format.ts';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Ref, SelectField, TextField } from '../../platform/ui/index.ts';
import { AssetPicker } from './asset-picker.tsx';
import type { ActDraft, Draft, FormFault, TermDraft, UnitDraft } from './form-state.ts';

interface Props { d: Draft; put: (patch: Partial<Draft>) => void; fault?: FormFault | null }
const changed = <T,>(list: readonly T[], at: number, patch: Partial<T>): T[] => list.map((x, i) => (i === at ? { ...x, ...patch } : x));

/** What is occupied: each with its share of the whole and the contract's area. The share an area takes is offered, never taken unasked. */
export const UnitsFields = ({ d, put, fault }: Props) => {
  const t = useT();
  const format = useFormat();
  const change = (i: number, patch: Partial<UnitDraft>) => put({ units: changed(d.units, i, patch) });
  return (
    <section className="card"><h2>{t('occ.units')}</h2>
      {d.units.map((u, i) => {
        const part = u.registerM2 === null || u.area === '' ? null : shareOfArea(Number(u.area.replace(',', '.')), u.registerM2);
        return (
          <div className="row unit" key={u.assetId}><p><Ref>{u.code}</Ref> <bdi>{u.name}</bdi> <span className="small">{t('occ.area.register')} {format.area(u.registerM2)}</span></p>
            <TextField label={t('occ.share')} dir="ltr" value={u.share} error={fault?.field === 'share' && fault.value === u.share ? t('occ.fault.share', { value: u.share }) : undefined} onChange={(e) => change(i, { share: e.currentTarget.value })} />
            <TextField label={t('occ.area.contract')} inputMode="decimal" dir="ltr" value={u.area} onChange={(e) => change(i, { area: e.currentTarget.value })} />
            {part && part.num < part.den && u.share === '1' && <Button kind="flat" onClick={() => change(i, { share: shareText(part) })}>{t('occ.share.take', { share: shareText(part) })}</Button>}
            <Button kind="flat" icon="x" label={t('occ.unit.drop', { code: u.code })} onClick={() => put({ units: d.units.filter((_, k) => k !== i) })} /></div>
        );
      })}
      <AssetPicker label={t('occ.unit.add')} taken={d.units.map((u) => u.assetId)} onTake={(a) => put({ units: [...d.units, { assetId: a.id, code: a.code, name: a.name, domainClass: a.domainClass, titleState: a.titleState, registerM2: a.builtAreaM2 ?? a.landAreaM2, share: '1', area: '' }] })} />
      {fault?.field === 'units' && <p className="err">{t('occ.fault.units', { value: '' })}</p>}
    </section>
  );
};

/** The dues: one line from a day on; a step is a further line, a free period a line of its own. */
export const TermsFields = ({ d, put, fault }: Props) => {
  const t = useT();
  const code = useCodeText();
  const { currency } = useCommune();
  const change = (i: number, patch: Partial<TermDraft>) => put({ terms: changed(d.terms, i, patch) });
  const wrong = (value: string) => (fault?.field === 'amount' && fault.value === value && value !== '' ? t('occ.fault.amount', { value }) : undefined);
  const add = (kind: TermDraft['kind']) => put({ terms: [...d.terms, { from: d.terms.length === 0 ? d.startsOn : '', amount: '', charges: '', period: d.terms.at(-1)?.period ?? 'month', dueDay: d.terms.at(-1)?.dueDay ?? '', dueWhen: d.terms.at(-1)?.dueWhen ?? 'advance', kind, lastDay: '', lastRevisedOn: '', prorata: d.terms.at(-1)?.prorata ?? 'actual', every: '', rate: '', index: '', own: d.terms.at(-1)?.own ?? false, kept: null }] });
  return (
    <section className="card"><h2>{t('occ.terms')}</h2>
      {d.terms.map((x, i) => (
        <div className="grid term" key={i}>
          <TextField label={t('occ.from')} type="date" required value={x.from} onChange={(e) => change(i, { from: e.currentTarget.value })} />
          {x.kind === 'free' ? <TextField label={t('occ.last')} type="date" required value={x.lastDay} onChange={(e) => change(i, { lastDay: e.currentTarget.value })} /> : <>
            <TextField label={t('occ.rent.in', { currency })} inputMode="decimal" dir="ltr" required value={x.amount} error={wrong(x.amount)} onChange={(e) => change(i, { amount: e.currentTarget.value })} />
            <TextField label={t('occ.charges')} inputMode="decimal" dir="ltr" value={x.charges} error={wrong(x.charges)} onChange={(e) => change(i, { charges: e.currentTarget.value })} />
            <SelectField label={t('occ.period')} value={x.period} onChange={(e) => change(i, { period: e.currentTarget.value as TermDraft['period'] })}>{PERIODS.map((p) => <option key={p} value={p}>{code('code.occ.period.', p)}</option>)}</SelectField>
            <SelectField label={t('occ.periods')} value={x.own ? 'own' : 'calendar'} onChange={(e) => change(i, { own: e.currentTarget.value === 'own' })}><option value="calendar">{t('occ.periods.calendar')}</option><option value="own">{t('occ.periods.own')}</option></SelectField>
            <TextField label={t('occ.due.dayof')} type="number" min={1} max={31} value={x.dueDay} onChange={(e) => change(i, { dueDay: e.currentTarget.value })} />
            <SelectField label={t('occ.due')} value={x.dueWhen} onChange={(e) => change(i, { dueWhen: e.currentTarget.value as TermDraft['dueWhen'] })}><option value="advance">{code('code.occ.due.', 'advance')}</option><option value="arrears">{code('code.occ.due.', 'arrears')}</option></SelectField>
            <SelectField label={t('occ.prorata')} value={x.prorata} onChange={(e) => change(i, { prorata: e.currentTarget.value as TermDraft['prorata'] })}>{PRORATAS.map((p) => <option key={p} value={p}>{code('code.occ.prorata.', p)}</option>)}</SelectField>
            <TextField label={t('occ.index.every')} type="number" min={1} max={240} value={x.every} onChange={(e) => change(i, { every: e.currentTarget.value })} />
            <TextField label={t('occ.index.rate')} inputMode="decimal" dir="ltr" value={x.rate} disabled={x.index !== ''} onChange={(e) => change(i, { rate: e.currentTarget.value })} />
            <TextField label={t('occ.index.code')} dir="ltr" maxLength={20} pattern="[A-Za-z0-9\-]{2,20}" value={x.index} onChange={(e) => change(i, { index: e.currentTarget.value })} />
            <TextField label={t('occ.revised')} type="date" value={x.lastRevisedOn} onChange={(e) => change(i, { lastRevisedOn: e.currentTarget.value })} /></>}
          <Button kind="flat" icon="x" label={t('occ.terms.drop')} onClick={() => put({ terms: d.terms.filter((_, k) => k !== i) })} />
        </div>
      ))}
      {d.terms.length > 0 && <p className="small">{t('occ.days.rule')}</p>}
      <div className="row"><Button icon="plus" onClick={() => add(d.terms.length === 0 ? 'rent' : 'step')}>{t(d.terms.length === 0 ? 'occ.terms.add' : 'occ.terms.step')}</Button><Button kind="flat" onClick={() => add('free')}>{t('occ.terms.free')}</Button>
        <TextField label={t('occ.deposit')} inputMode="decimal" dir="ltr" value={d.deposit} error={wrong(d.deposit)} onChange={(e) => put({ deposit: e.currentTarget.value })} /></div>
    </section>
  );
};

/** The acts it stands on, by the words on the paper. */
export const ActsFields = ({ d, put }: Props) => {
  const t = useT();
  const code = useCodeText();
  const change = (i: number, patch: Partial<ActDraft>) => put({ acts: changed(d.acts, i, patch) });
  return (
    <section className="card"><h2>{t('occ.acts')}</h2>
      {d.acts.map((a, i) => (
        <div className="row" key={i}>
          <SelectField label={t('occ.act.role')} value={a.role} onChange={(e) => change(i, { role: e.currentTarget.value as ActDraft['role'] })}>{ACT_ROLES.map((r) => <option key={r} value={r}>{code('code.occ.act.', r)}</option>)}</SelectField>
          <TextField label={t('occ.act.reference')} required maxLength={300} value={a.reference} onChange={(e) => change(i, { reference: e.currentTarget.value })} />
          <TextField label={t('occ.act.day')} type="date" value={a.datedOn} onChange={(e) => change(i, { datedOn: e.currentTarget.value })} />
          <Button kind="flat" icon="x" label={t('occ.acts.drop')} onClick={() => put({ acts: d.acts.filter((_, k) => k !== i) })} />
        </div>
      ))}
      <div><Button icon="plus" onClick={() => put({ acts: [...d.acts, { role: d.acts.length === 0 ? 'publicity' : 'approval', reference: '', datedOn: '' }] })}>{t('occ.acts.add')}</Button></div>
    </section>
  );
};
