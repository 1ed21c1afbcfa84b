import { useId } from 'react';
import { CHARGE_KINDS, type AssetField, type Charge } from '@sommier/domain/assets';
import type { ExtraField } from '@sommier/domain/references';
import { useCodeText, useLanguage, useT } from '../../platform/i18n/index.ts';
import { useCommune } from '../../platform/session.tsx';
import { Button, SelectField, TextField } from '../../platform/ui/index.ts';
import { wordsOf } from './field-value.tsx';
import { useLists } from '../../platform/register-lists.ts';

const HAND = ['measured', 'declared', 'estimated'] as const;
interface InputProps { field: AssetField; value: string; onChange: (text: string) => void; error?: string | undefined; hint?: string | undefined; refuse?: string | undefined; kind?: string | undefined; onKind: (kind: (typeof HAND)[number]) => void }

/** One field by its type; beside a field whose origin matters, how its value was come by. */
export const FieldInput = ({ field: f, value, onChange, error, hint, refuse, kind, onKind }: InputProps) => {
  const t = useT();
  const code = useCodeText();
  const { items, labelOf } = useLists();
  const { currency } = useCommune();
  const common = { label: t(`assets.field.${f.key}`), error, hint: refuse ?? hint, disabled: !!refuse };
  const options = f.type === 'word' ? (f.words ?? []).map((w) => [w, code(wordsOf(f.key), w)] as const)
    : f.list ? [...items.filter((i) => i.list === f.list && i.active).map((i) => i.code), ...(value && !items.some((i) => i.list === f.list && i.active && i.code === value) ? [value] : [])].map((c) => [c, f.list ? labelOf(f.list, c) : c] as const) : null;
  const input = options
    ? <SelectField {...common} value={value} onChange={(e) => onChange(e.currentTarget.value)}><option value="">{t('assets.unstated')}</option>{options.map(([c, text]) => <option key={c} value={c}>{text}</option>)}</SelectField>
    : <TextField {...common} value={value} required={f.key === 'name'} maxLength={f.max ?? 400} type={f.type === 'date' ? 'date' : 'text'} inputMode={f.type === 'text' || f.type === 'date' ? undefined : 'decimal'} dir={f.key === 'nameAr' ? 'rtl' : f.type === 'text' ? 'auto' : 'ltr'} lang={f.key === 'nameAr' ? 'ar' : undefined}
      hint={common.hint ?? (f.type === 'money' ? t('assets.money.hint', { currency }) : undefined)} onChange={(e) => onChange(e.currentTarget.value)} />;
  if (!f.provenance || value === '') return input;
  return (
    <div className="with">{input}
      <select aria-label={t('assets.prov.label', { field: t(`assets.field.${f.key}`) })} value={kind ?? 'declared'} onChange={(e) => onKind(e.currentTarget.value as (typeof HAND)[number])}>{HAND.map((k) => <option key={k} value={k}>{t(`assets.prov.${k}`)}</option>)}</select>
    </div>
  );
};

/** A field of the commune's own. */
export const ExtraInput = ({ field: f, value, onChange, error }: { field: ExtraField; value: string; onChange: (text: string) => void; error?: string | undefined }) => {
  const t = useT();
  const { language } = useLanguage();
  const { nameOf } = useLists();
  const label = nameOf(f);
  if (f.type === 'boolean' || f.type === 'list') {
    const options = f.type === 'boolean' ? [['yes', t('assets.yes')], ['no', t('assets.no')]] as const : f.options.map((o) => [o.code, o.labels[language]] as const);
    return <SelectField label={label} error={error} value={value} required={f.required} onChange={(e) => onChange(e.currentTarget.value)}><option value="">{t('assets.unstated')}</option>{options.map(([c, text]) => <option key={c} value={c}>{text}</option>)}</SelectField>;
  }
  return <TextField label={label} error={error} value={value} required={f.required} type={f.type === 'date' ? 'date' : 'text'} inputMode={f.type === 'number' ? 'decimal' : undefined} maxLength={2000} onChange={(e) => onChange(e.currentTarget.value)} />;
};

/** What weighs on the property, one line a charge. */
export const ChargesInput = ({ value, onChange }: { value: readonly Charge[]; onChange: (next: Charge[]) => void }) => {
  const t = useT();
  const code = useCodeText();
  const id = useId();
  const set = (i: number, patch: Partial<Charge>) => onChange(value.map((c, n) => (n === i ? { ...c, ...patch } : c)));
  return (
    <div className="wide stack" role="group" aria-labelledby={id}>
      <span className="lab" id={id}>{t('assets.field.charges')}{value.length === 0 && `: ${t('assets.charge.none')}`}</span>
      {value.map((c, i) => (
        <div key={i} className="fields">
          <SelectField label={t('assets.charge.kind')} value={c.kind} onChange={(e) => set(i, { kind: e.currentTarget.value as Charge['kind'] })}>{CHARGE_KINDS.map((k) => <option key={k} value={k}>{code('code.charge.', k)}</option>)}</SelectField>
          <TextField label={t('assets.charge.detail')} value={c.detail ?? ''} maxLength={400} onChange={(e) => set(i, { detail: e.currentTarget.value || null })} />
          {c.kind === 'undivided' && <TextField label={t('assets.charge.share')} dir="ltr" value={c.share ?? ''} required pattern="[1-9][0-9]*/[1-9][0-9]*" onChange={(e) => set(i, { share: e.currentTarget.value || null })} />}
          <Button kind="flat" icon="x" label={t('assets.charge.remove', { n: i + 1 })} onClick={() => onChange(value.filter((_, n) => n !== i))} />
        </div>
      ))}
      <div><Button kind="flat" icon="plus" onClick={() => onChange([...value, { kind: 'servitude', detail: null, reference: null, since: null, share: null }])}>{t('assets.charge.add')}</Button></div>
    </div>
  );
};
