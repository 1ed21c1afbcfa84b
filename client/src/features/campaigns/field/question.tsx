import type { Answer, Question } from '@sommier/domain/campaigns';
import { useCodeText, useLanguage, useT } from '../../../platform/i18n/index.ts';
import { Check, Field } from '../../../platform/ui/index.ts';

/** How a question is called: by the catalogue for the register's own fields, by its label for the commune's. */
export const useQuestionName = (): ((q: Question) => string) => {
  const { language } = useLanguage();
  const code = useCodeText();
  return (q) => (q.label ? q.label[language] ?? q.label.fr : code('assets.field.', q.key));
};
const WORDS: Record<string, string> = { conditionClass: 'code.condition.', level: 'code.level.', nature: 'code.nature.', titleState: 'code.title.' };
/** An answer in words. */
export const useAnswerText = (): ((q: Question, a: Answer) => string) => {
  const { language } = useLanguage();
  const t = useT();
  const code = useCodeText();
  return (q, a) => {
    if (a === null || a === '') return '–';
    if (typeof a === 'boolean') return t(a ? 'field.yes' : 'field.no');
    if (q.type === 'word') return code(WORDS[q.key] ?? `code.${q.key}.`, String(a));
    const option = q.options.find((o) => o.code === a);
    return option ? option[language] ?? option.fr : String(a);
  };
};

/** One question with the kind of answer it takes; what is typed stays while it is wrong. */
export const QuestionInput = ({ q, value, onChange }: { q: Question; value: Answer; onChange: (next: Answer) => void }) => {
  const t = useT();
  const name = useQuestionName();
  const text = useAnswerText();
  const closed = q.type === 'word' ? q.words : q.type === 'code' ? q.options.map((o) => o.code) : null;
  if (closed && closed.length <= 8) return (
    <fieldset className="choices"><legend>{name(q)}</legend>{closed.map((w) => <Check key={w} type="radio" name={q.key} checked={value === w} onChange={() => onChange(w)}>{text(q, w)}</Check>)}</fieldset>
  );
  if (closed) return <Field label={name(q)}><select value={value === null ? '' : String(value)} onChange={(e) => onChange(e.target.value || null)}><option value="">–</option>{closed.map((w) => <option key={w} value={w}>{text(q, w)}</option>)}</select></Field>;
  if (q.type === 'boolean') return <fieldset className="choices"><legend>{name(q)}</legend>{[true, false].map((b) => <Check key={String(b)} type="radio" name={q.key} checked={value === b} onChange={() => onChange(b)}>{t(b ? 'field.yes' : 'field.no')}</Check>)}</fieldset>;
  const number = q.type === 'count' || q.type === 'year' || q.type === 'area' || q.type === 'number';
  if (number) return <Field label={name(q)}><input type="number" inputMode="decimal" min={q.type === 'number' ? undefined : 0} max={q.max ?? undefined} step={q.type === 'count' || q.type === 'year' ? 1 : 'any'} value={value === null ? '' : String(value)} onChange={(e) => onChange(e.target.value === '' ? null : Number(e.target.value))} /></Field>;
  if (q.type === 'date') return <Field label={name(q)}><input type="date" value={value === null ? '' : String(value)} onChange={(e) => onChange(e.target.value || null)} /></Field>;
  return <Field label={name(q)}><textarea rows={3} maxLength={q.max ?? 400} value={value === null ? '' : String(value)} onChange={(e) => onChange(e.target.value || null)} /></Field>;
};
