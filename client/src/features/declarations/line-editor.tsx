import type { TaxForm } from '@sommier/domain/declarations';
import { useT } from '../../platform/i18n/index.ts';
import { Button, SelectField, TextField } from '../../platform/ui/index.ts';
import { useWords } from './words.ts';
import { newGroup, type Field, type GroupState, type LineState } from './line-state.ts';

interface Props { line: LineState; no: number; form: TaxForm; units: readonly { id: string; name: string }[]; onChange: (next: LineState) => void; onDrop: (() => void) | null }
const FIELDS: Record<LineState['kind'], readonly Field[]> = {
  nights: ['roomNights', 'price'], stay: ['arrival', 'departure', 'rooms', 'price'], vehicles: ['vehicles', 'per', 'fleet'], trips: ['trips', 'km'], deliveries: ['deliveries', 'orderAmount'], turnover: ['amount'],
};

/** One line of a return, with the fields its tax asks for. */
export const LineEditor = ({ line, no, form, units, onChange, onDrop }: Props) => {
  const t = useT();
  const { word, country } = useWords();
  const set = (field: Field) => (value: string) => onChange({ ...line, [field]: value });
  const choice = (field: Field, options: readonly string[], word: (v: string) => string) => options.length > 0 && <SelectField key={field} label={t(`declare.f.${field}`)} required={field !== 'zone'} value={line[field] ?? ''} onChange={(e) => set(field)(e.currentTarget.value)}><option value="">{t('declare.choose')}</option>{options.map((v) => <option key={v} value={v}>{word(v)}</option>)}</SelectField>;
  const group = (i: number, part: Partial<GroupState>) => onChange({ ...line, groups: line.groups.map((g, k) => (k === i ? { ...g, ...part } : g)) });
  const lodging = line.kind === 'nights' || line.kind === 'stay';
  const shown = FIELDS[line.kind].filter((f) => (f !== 'price' || form.price) && (f !== 'roomNights' || form.rooms) && (f !== 'rooms' || form.rooms));
  return (
    <fieldset className="line">
      <legend>{t('declare.line', { no })}</legend>
      <div className="fields">
        {form.kinds.length > 1 && <SelectField label={t('declare.kind')} value={line.kind} onChange={(e) => onChange({ ...line, kind: e.currentTarget.value as LineState['kind'] })}>{form.kinds.map((k) => <option key={k} value={k}>{t(`declare.kind.${k}`)}</option>)}</SelectField>}
        {lodging && units.length > 0 && <SelectField label={t('declare.f.unitId')} value={line.unitId ?? ''} onChange={(e) => set('unitId')(e.currentTarget.value)}><option value="">{t('declare.choose')}</option>{units.map((u) => <option key={u.id} value={u.id}>{u.name}</option>)}</SelectField>}
        {(lodging || line.kind === 'turnover') && choice('class', form.classes, word)}
        {(line.kind === 'vehicles' || line.kind === 'trips') && choice('vehicleType', form.vehicleTypes, word)}
        {(line.kind === 'deliveries' || line.kind === 'turnover') && choice('goods', form.goods, word)}
        {choice('zone', form.zones, (v) => v)}
        {shown.map((f) => (f === 'per' ? choice('per', form.pers, (v) => t(`declare.per.${v as 'day'}`)) : <TextField key={f} label={t(`declare.f.${f}`)} type={f === 'arrival' || f === 'departure' ? 'date' : 'text'} inputMode={f === 'arrival' || f === 'departure' ? undefined : f === 'price' || f === 'amount' || f === 'km' || f === 'orderAmount' ? 'decimal' : 'numeric'} dir="ltr" value={line[f] ?? ''} onChange={(e) => set(f)(e.currentTarget.value)} />))}
      </div>
      {lodging && <div className="groups">
        {line.groups.map((g, i) => (
          <div className="group" key={i} role="group" aria-label={t('declare.group', { no: i + 1 })}>
            <TextField label={t(line.kind === 'nights' ? 'declare.nights' : 'declare.guests')} inputMode="numeric" dir="ltr" value={g.count} onChange={(e) => group(i, { count: e.currentTarget.value })} />
            {form.nationalities.length > 0 && <SelectField label={t('declare.nationality')} required value={g.nationality} onChange={(e) => group(i, { nationality: e.currentTarget.value })}><option value="">{t('declare.choose')}</option>{form.nationalities.map((n) => <option key={n} value={n}>{country(n)}</option>)}</SelectField>}
            {form.ageMin !== null && <SelectField label={t('declare.age')} required value={g.age} onChange={(e) => group(i, { age: e.currentTarget.value })}><option value="">{t('declare.choose')}</option><option value="adult">{t('declare.age.from', { age: form.ageMin })}</option><option value="child">{t('declare.age.under', { age: form.ageMin })}</option></SelectField>}
            {form.exemptions.length > 0 && <SelectField label={t('declare.exemption')} value={g.exemption} onChange={(e) => group(i, { exemption: e.currentTarget.value })}><option value="">{t('declare.exemption.none')}</option>{form.exemptions.map((x) => <option key={x} value={x}>{word(x)}</option>)}</SelectField>}
            {line.groups.length > 1 && <Button kind="flat" onClick={() => onChange({ ...line, groups: line.groups.filter((_, k) => k !== i) })}>{t('declare.drop')}</Button>}
          </div>))}
        <Button kind="flat" icon="plus" onClick={() => onChange({ ...line, groups: [...line.groups, newGroup()] })}>{t('declare.group.add')}</Button>
      </div>}
      {onDrop && <Button kind="flat" onClick={onDrop}>{t('declare.line.drop')}</Button>}
    </fieldset>
  );
};
