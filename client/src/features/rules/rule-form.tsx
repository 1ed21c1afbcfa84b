import { useState } from 'react';
import { unreadBy, type Basis } from '@sommier/domain/tax';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Button, SelectField, TextField } from '../../platform/ui/index.ts';
import { get, put, sectionsOf, textOf, valueOf, type FieldShape, type RowsShape, type Section, type Typed } from './form-fields.ts';

/** `words`: where the catalogue names the fields, those of a rule or of a fact. */
interface Props { rule: Typed; onChange: (next: Typed) => void; wrong: ReadonlyMap<string, string>; readOnly: boolean; words?: 'rules.field.' | 'rules.fact.' }

/** A list keeps the text being typed, commas and all, until the field is left. */
const Codes = ({ label, value, onText, error, readOnly }: { label: string; value: string; onText: (text: string) => void; error?: string | undefined; readOnly: boolean }) => {
  const [text, setText] = useState<string | null>(null);
  return <TextField label={label} value={text ?? value} error={error} readOnly={readOnly} onChange={(e) => { setText(e.currentTarget.value); onText(e.currentTarget.value); }} onBlur={() => setText(null)} />;
};
const One = ({ shape, at, rule, onChange, wrong, readOnly, words = 'rules.field.' }: Props & { shape: FieldShape; at: string }) => {
  const word = useCodeText();
  const label = word(words, shape.path.replace(/^.*\.(fr|ar|en)$/, 'label.$1'));
  const value = textOf(get(rule, at), shape.kind), error = wrong.get(at);
  const set = (text: string): void => { const next = put(rule, at, valueOf(text, shape.kind)); onChange(at === 'basis' ? unreadBy(text as Basis).reduce((r, part) => put(r, part, ''), next) : next); };
  if (shape.kind === 'choice') return <SelectField label={label} value={value} error={error} disabled={readOnly} onChange={(e) => set(e.currentTarget.value)}>{shape.choices?.map((c) => <option key={c} value={c}>{c === '' ? '–' : word('rules.choice.', c)}</option>)}</SelectField>;
  if (shape.kind === 'flag') return <SelectField label={label} value={value || 'false'} disabled={readOnly} onChange={(e) => set(e.currentTarget.value)}>{['false', 'true'].map((c) => <option key={c} value={c}>{word('rules.choice.', c)}</option>)}</SelectField>;
  if (shape.kind === 'codes' || shape.kind === 'phrases') return <Codes label={label} value={value} onText={set} error={error} readOnly={readOnly} />;
  return <TextField label={label} type={shape.kind === 'day' ? 'date' : 'text'} inputMode={shape.kind === 'decimal' ? 'decimal' : shape.kind === 'whole' ? 'numeric' : undefined} value={value} error={error} readOnly={readOnly} onChange={(e) => set(e.currentTarget.value)} dir={shape.path.endsWith('.ar') ? 'rtl' : undefined} />;
};
const Rows = ({ shape, ...props }: Props & { shape: RowsShape }) => {
  const t = useT();
  const word = useCodeText();
  const { rule, onChange, readOnly, words = 'rules.field.' } = props;
  const rows = (get(rule, shape.path) ?? []) as Typed[];
  const title = word(words, shape.path);
  if (readOnly && rows.length === 0) return null;
  const add = (): void => {
    const next = put(rule, shape.path, [...rows, shape.path === 'tiers.rows' ? { from: '0' } : shape.path === 'fees' ? { when: 'always', per: 'unit' } : shape.path === 'penalties' ? { kind: 'percent' } : shape.path === 'bands' ? { upTo: null } : {}]);
    onChange(shape.path === 'tiers.rows' && get(rule, 'tiers.by') === undefined ? put(put(next, 'tiers.by', 'quantity'), 'tiers.mode', 'whole') : next);
  };
  return (
    <fieldset className="rule-rows"><legend>{title}</legend>
      {rows.map((_, i) => (
        <div className="rule-row" key={i}>
          {shape.columns.map((c) => <Cell key={c.path} {...props} shape={c} rows={rows} row={i} path={shape.path} title={title} />)}
          {!readOnly && <Button kind="flat" icon="x" label={t('rules.row.remove', { what: title, n: i + 1 })} onClick={() => onChange(put(rule, rows.length === 1 && shape.path === 'tiers.rows' ? 'tiers' : shape.path, rows.length === 1 && shape.path === 'tiers.rows' ? '' : rows.filter((__, k) => k !== i)))} />}
        </div>
      ))}
      {!readOnly && <Button kind="flat" icon="plus" onClick={add}>{t('rules.row.add', { what: title })}</Button>}
    </fieldset>
  );
};
const Cell = ({ shape, rows, row, path, rule, onChange, wrong, readOnly, title, words = 'rules.field.' }: Props & { shape: FieldShape; rows: Typed[]; row: number; path: string; title: string }) => {
  const word = useCodeText();
  const label = word(words, shape.path.replace(/^.*\.(fr|ar|en)$/, 'label.$1'));
  const value = textOf(get(rows[row], shape.path));
  const set = (text: string): void => onChange(put(rule, path, rows.map((r, i) => { const v = valueOf(text, shape.kind); return i !== row ? r : shape.path === 'upTo' && text === '' ? { ...r, upTo: null } : put(r, shape.path, v); })));
  const name = { 'aria-label': `${title} ${row + 1} : ${label}`, title: label, 'aria-invalid': wrong.has(`${path}.${String(row)}.${shape.path}`) || undefined };
  return shape.kind === 'choice'
    ? <select {...name} value={value} disabled={readOnly} onChange={(e) => set(e.currentTarget.value)}>{shape.choices?.map((c) => <option key={c} value={c}>{word('rules.choice.', c)}</option>)}</select>
    : <input {...name} placeholder={label} value={value} readOnly={readOnly} inputMode={shape.kind === 'decimal' ? 'decimal' : undefined} onChange={(e) => set(e.currentTarget.value)} />;
};

/** The fields of one section with its rows. */
export const Fields = ({ section, ...props }: Props & { section: Pick<Section, 'fields' | 'rows'> }) => <>
  <div className="rule-fields">{section.fields.map((f) => <One key={f.path} {...props} shape={f} at={f.path} />)}</div>
  {section.rows?.map((r) => <Rows key={r.path} {...props} shape={r} />)}
</>;

/** The form of a rule, made from its shape: only the fields its basis uses. */
export const RuleForm = (props: Props) => {
  const word = useCodeText();
  return <>{sectionsOf(props.rule).map((s) => (
    <section key={s.key} aria-label={word('rules.section.', s.key)}>
      <h2>{word('rules.section.', s.key)}</h2>
      <Fields {...props} section={s} />
    </section>
  ))}</>;
};
