import type { ImportFormat, ImportPreview, Mapping } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { Tag } from '../../platform/ui/index.ts';
import { useFieldWords } from './use-field-words.ts';

interface Props { preview: ImportPreview; mapping: Mapping; format: ImportFormat | undefined; onChoose: (values: Mapping['values']) => void }
const AS_READ = '\u0000';
const MOST = 60;

/** What each word of a closed field stands for: those met in the first rows, and those that a dry run refused. One that is left as read is understood by its spelling, or its row is refused. */
export const StepValues = ({ preview, mapping, format, onChoose }: Props) => {
  const t = useT();
  const { nameOf, wordsOf } = useFieldWords(format);
  const refused = (column: string): string[] => preview.refusals.flatMap((r) => (r.code === 'unknown_word' && r.column === column && r.value !== null ? [r.value] : []));
  const closed = Object.entries(mapping.columns).flatMap(([column, to]) => [to].flat().flatMap((field) => {
    const words = wordsOf(field);
    if (words === null) return [];
    const bad = new Set(refused(column));
    const met = [...new Set([...bad, ...Object.keys(mapping.values[field] ?? {}), ...preview.raw.map((r) => r.cells[column]?.trim() ?? '')])].filter((v) => v !== '').slice(0, MOST);
    return met.length === 0 ? [] : [{ column, field, words, met, bad }];
  }));
  if (closed.length === 0) return null;
  const choose = (field: string, raw: string, word: string) => {
    const { [raw]: _former, ...rest } = mapping.values[field] ?? {};
    onChoose({ ...mapping.values, [field]: word === AS_READ ? rest : { ...rest, [raw]: word } });
  };
  return (
    <section className="block" aria-label={t('imports.values')}>
      <h2>{t('imports.values')}</h2>
      <p className="small">{t('imports.values.why')}</p>
      {closed.map(({ column, field, words, met, bad }) => (
        <table className="tbl" key={`${column} ${field}`}>
          <caption className="stands">{nameOf(field)}{nameOf(field) !== column && <> · <bdi>{column}</bdi></>}</caption>
          <thead className="vh"><tr><th scope="col">{t('imports.values.read')}</th><th scope="col">{t('imports.values.stands')}</th></tr></thead>
          <tbody>{met.map((raw) => (
            <tr key={raw}>
              <th scope="row"><bdi>{raw}</bdi>{bad.has(raw) && <> <Tag tone="bad">{t('imports.values.refused')}</Tag></>}</th>
              <td><select aria-label={t('imports.values.of', { value: raw })} value={mapping.values[field]?.[raw] ?? AS_READ} onChange={(e) => choose(field, raw, e.target.value)}>
                <option value={AS_READ}>{t('imports.values.asread')}</option><option value="">{t('imports.values.unknown')}</option>
                {words.map((w) => <option key={w.word} value={w.word}>{w.text}</option>)}
              </select></td>
            </tr>
          ))}</tbody>
        </table>
      ))}
    </section>
  );
};
