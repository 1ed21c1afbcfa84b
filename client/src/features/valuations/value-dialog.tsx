import { useState, type FormEvent } from 'react';
import type { AssetSheet } from '@sommier/domain/assets';
import type { NearComparable } from '@sommier/domain/comparables';
import { METHODS, PURPOSES, VALUE_BASES, ValuationInputs, createValuation, value, type Method } from '@sommier/domain/valuations';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import { useFormat } from '../../platform/format.ts';
import { useT } from '../../platform/i18n/index.ts';
import { useChange } from '../../platform/query.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, Dialog, Field, Note, Problem, SelectField, TextField, useToast } from '../../platform/ui/index.ts';
import { NearPanel } from '../comparables/index.ts';
import { Comparables } from './comparables.tsx';
import { EMPTY, METHOD_FIELDS, readInputs, type ComparableDraft } from './method-fields.ts';
import { Sensitivity } from './sensitivity.tsx';
import { ValueLines } from './value-lines.tsx';

/** Values a property: the method's inputs on one side, what they give on the other as they are typed. The server computes again and keeps its own figure. */
export const ValueDialog = ({ asset, today, onClose }: { asset: AssetSheet; today: string; onClose: () => void }) => {
  const t = useT();
  const format = useFormat();
  const say = useToast();
  const { code: commune, currency } = useCommune();
  const [method, setMethod] = useState<Method>('comparison');
  const [about, setAbout] = useState({ purpose: 'inventory', basis: 'market_value', valuedOn: today, evidence: '' });
  const [typed, type] = useState<Record<string, string>>({ areaM2: String(asset.builtAreaM2 ?? asset.landAreaM2 ?? '') });
  const [comparables, setComparables] = useState<ComparableDraft[]>(() => [1, 2, 3].map(() => ({ ...EMPTY })));
  const save = useChange(createValuation, ['listValuations']);
  const parsed = ValuationInputs.safeParse(readInputs(method, typed, comparables, currency));
  const found = parsed.success ? value(parsed.data) : null;
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((i) => String(i.path.at(-1))));
  const send = (e: FormEvent) => {
    e.preventDefault();
    if (!parsed.success) return;
    save.mutate({ params: { commune, asset: asset.id }, body: { purpose: about.purpose as 'sale', basis: about.basis as 'market_value', valuedOn: about.valuedOn, evidence: about.evidence.trim() || null, inputs: parsed.data } },
      { onSuccess: (row) => { say(t('valuations.saved', { value: format.money(row.value) })); onClose(); } });
  };
  // What is taken fills the empty lines first; where it comes from is written down as evidence.
  const take = (rows: readonly NearComparable[]) => {
    setComparables((all) => [...all.filter((c) => c.ref !== '' || c.pricePerM2 !== ''), ...rows.map((r) => ({ ...EMPTY, ref: r.reference.slice(0, 100), pricePerM2: fromMinor(BigInt(r.perM2), currencyExponent(currency)) }))]);
    setAbout((a) => ({ ...a, evidence: [a.evidence, ...rows.map((r) => `${r.reference.slice(0, 100)}: ${r.tradedOn}, ${format.squareMetres(r.areaM2)}, ${format.length(Math.round(r.metres))}, ${r.source}`)].filter(Boolean).join('\n').slice(0, 4000) }));
  };
  const note = (name: 'purpose' | 'basis' | 'valuedOn' | 'evidence') => (e: { target: { value: string } }) => setAbout({ ...about, [name]: e.target.value });
  return (
    <Dialog wide title={t('valuations.new')} onClose={onClose}
      foot={<><Button type="button" onClick={onClose}>{t('valuations.leave')}</Button><Button kind="main" type="submit" form="valuation" disabled={save.isPending || found?.kind !== 'valued'}>{t('valuations.save')}</Button></>}>
      <form id="valuation" className="valuation" onSubmit={send}>
        <div className="stack">
          <SelectField label={t('valuations.method')} value={method} onChange={(e) => setMethod(e.target.value as Method)}>{METHODS.map((m) => <option key={m} value={m}>{t(`valuations.method.${m}`)}</option>)}</SelectField>
          <div className="pairs">
            <SelectField label={t('valuations.purpose')} value={about.purpose} onChange={note('purpose')}>{PURPOSES.map((p) => <option key={p} value={p}>{t(`valuations.purpose.${p}`)}</option>)}</SelectField>
            <SelectField label={t('valuations.basis')} value={about.basis} onChange={note('basis')}>{VALUE_BASES.map((b) => <option key={b} value={b}>{t(`valuations.basis.${b}`)}</option>)}</SelectField>
            <TextField label={t('valuations.on')} type="date" required max={today} value={about.valuedOn} onChange={note('valuedOn')} />
            {method === 'comparison' && <TextField label={t('valuations.input.areaM2')} inputMode="decimal" value={typed['areaM2'] ?? ''} onChange={(e) => type({ ...typed, areaM2: e.target.value })} />}
            {method !== 'comparison' && METHOD_FIELDS[method].map((f) => (
              <TextField key={`${method}${f.name}`} label={`${t(`valuations.input.${f.name}` as 'valuations.input.yield')}${f.kind === 'money' ? ` (${currency})` : f.kind === 'percent' ? ' (%)' : ''}`} inputMode="decimal" required={!f.optional}
                value={typed[f.name] ?? f.start ?? ''} onChange={(e) => type({ ...typed, [f.name]: e.target.value })} error={typed[f.name] && wrong.has(f.name) ? t('valuations.wrong') : undefined} />
            ))}
          </div>
          {method === 'comparison' && <><Comparables rows={comparables} onChange={setComparables} /><NearPanel asset={asset.id} day={about.valuedOn || today} taken={new Set(comparables.map((c) => c.ref))} onTake={take} /></>}
          <Field label={t('valuations.evidence')}><textarea rows={3} maxLength={4000} value={about.evidence} onChange={note('evidence')} /></Field>
        </div>
        <div className="stack" aria-live="polite">
          <h3>{t('valuations.preview')}</h3>
          {found?.kind === 'valued' && <><p className="keyfigure">{format.money(found.value)} {currency}</p>{found.range && <p>{t('valuations.range', { low: format.money(found.range.low), high: format.money(found.range.high) })}</p>}
            {found.notes.map((n) => <Note key={n} tone="warn">{t(`valuations.note.${n}` as 'valuations.note.negative_residual')}</Note>)}<ValueLines lines={found.lines} />{parsed.success && <Sensitivity inputs={parsed.data} />}</>}
          {found?.kind === 'refused' && <Note tone="warn">{t(`valuations.refused.${found.code}` as 'valuations.refused.too_few_comparables')}</Note>}
          {!parsed.success && <p>{t('valuations.waiting')}</p>}
          {save.error && <Problem error={save.error} />}
        </div>
      </form>
    </Dialog>
  );
};
