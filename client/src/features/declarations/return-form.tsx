import { useState, type FormEvent, type ReactNode } from 'react';
import { periodOf, periodsSince, type DeclarationLine, type TaxForm } from '@sommier/domain/declarations';
import { addDays, addMonths } from '@sommier/domain/shared';
import type { ProblemError } from '../../platform/call.ts';
import { useIntl, useLanguage, useT } from '../../platform/i18n/index.ts';
import { Button, Check, Note, Problem, SelectField, TextField } from '../../platform/ui/index.ts';
import { LineEditor } from './line-editor.tsx';
import { lineOf, newLine, stateOf, type LineState } from './line-state.ts';

export interface Said { tax: string; from: string; to: string; zero: boolean; lines: DeclarationLine[]; note: string | null }
interface Props {
  forms: readonly TaxForm[]; units: readonly { id: string; name: string }[]; day: string; busy: boolean; error: ProblemError | null;
  /** What is corrected: its tax and period stand; or what is due, chosen already. */
  start?: { tax: string; from: string; to: string; zero?: boolean; lines?: readonly DeclarationLine[]; fixed: boolean } | undefined;
  /** Before the button: the reason of a correction. */
  children?: ReactNode; refuse?: string | false; send: (said: Said) => void; more?: (said: () => Said) => ReactNode; sendLabel: string;
}

/** A period as people say it: a month by its name, another by its days. */
export const usePeriod = (): ((p: { from: string; to: string }) => string) => {
  const intl = useIntl();
  const say = (day: string, how: object): string => intl.formatDate(`${day}T12:00:00Z`, { timeZone: 'UTC', ...how });
  return ({ from, to }) => (periodOf('month', from)?.from === from && addMonths(from, 1) === to ? say(from, { month: 'long', year: 'numeric' }) : `${say(from, { dateStyle: 'medium' })} – ${say(addDays(to, -1), { dateStyle: 'medium' })}`);
};
export const useTaxName = (forms: readonly TaxForm[] | undefined): ((tax: string) => string) => {
  const { language } = useLanguage();
  return (tax) => { const label = forms?.find((f) => f.tax === tax)?.label; return label?.[language] ?? label?.fr ?? tax; };
};

/** The return itself: tax, period, nothing or lines. The same for an officer and for the one who declares. */
export const ReturnForm = ({ forms, units, day, busy, error, start, children, refuse, send, more, sendLabel }: Props) => {
  const t = useT();
  const period = usePeriod(), name = useTaxName(forms);
  const [tax, setTax] = useState(start?.tax ?? forms[0]?.tax ?? '');
  const form = forms.find((f) => f.tax === tax) ?? forms[0];
  const choices = form === undefined ? [] : periodsSince(form.returnPeriod, addMonths(day, -18), day).reverse();
  const [days, setDays] = useState(start === undefined ? null : { from: start.from, to: start.to });
  const chosen = days ?? choices[0] ?? { from: `${day.slice(0, 8)}01`, to: day };
  const [zero, setZero] = useState(start?.zero ?? false), [note, setNote] = useState('');
  const [lines, setLines] = useState<LineState[]>(start?.lines !== undefined && start.lines.length > 0 ? start.lines.map(stateOf) : form === undefined ? [] : [newLine(form)]);
  if (form === undefined) return <Note tone="warn">{t('declare.no_tax')}</Note>;
  const said = (): Said => ({ tax: form.tax, ...chosen, zero, lines: zero ? [] : lines.map((l) => lineOf(l, form)), note: note.trim() === '' ? null : note.trim() });
  const submit = (e: FormEvent) => { e.preventDefault(); if (!busy && !refuse) send(said()); };
  return (
    <form className="return" onSubmit={submit}>
      <div className="fields">
        {start?.fixed === true ? <p><b>{name(form.tax)}</b> · {period(chosen)}</p> : <>
          <SelectField label={t('declare.tax')} value={form.tax} onChange={(e) => { const next = forms.find((f) => f.tax === e.currentTarget.value); setTax(e.currentTarget.value); setDays(null); if (next) setLines([newLine(next)]); }}>{forms.map((f) => <option key={f.tax} value={f.tax}>{name(f.tax)}</option>)}</SelectField>
          {choices.length > 0
            ? <SelectField label={t('declare.period')} value={chosen.from} onChange={(e) => setDays(choices.find((p) => p.from === e.currentTarget.value) ?? null)}>{(choices.some((p) => p.from === chosen.from) ? choices : [chosen, ...choices]).map((p) => <option key={p.from} value={p.from}>{period(p)}</option>)}</SelectField>
            : <><TextField type="date" label={t('declare.from')} value={chosen.from} onChange={(e) => setDays({ ...chosen, from: e.currentTarget.value })} /><TextField type="date" label={t('declare.until')} value={addDays(chosen.to, -1)} onChange={(e) => { if (e.currentTarget.value !== '') setDays({ ...chosen, to: addDays(e.currentTarget.value, 1) }); }} /></>}
        </>}
      </div>
      <Check checked={zero} onChange={(e) => setZero(e.currentTarget.checked)}>{t('declare.zero')}</Check>
      {!zero && <>
        {lines.map((line, i) => <LineEditor key={i} line={line} no={i + 1} form={form} units={units} onChange={(next) => setLines(lines.map((l, k) => (k === i ? next : l)))} onDrop={lines.length > 1 ? () => setLines(lines.filter((_, k) => k !== i)) : null} />)}
        <Button icon="plus" onClick={() => setLines([...lines, newLine(form, lines.at(-1)?.kind)])}>{t('declare.line.add')}</Button></>}
      <TextField label={t('declare.note')} maxLength={1000} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
      {children}
      {error && <Problem error={error} />}
      <p className="acts">{more?.(said)}<Button kind="main" large type="submit" refuse={refuse || (busy && t('shell.wait'))}>{sendLabel}</Button></p>
    </form>
  );
};
