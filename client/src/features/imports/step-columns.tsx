import { isPlatformFormat, type ImportOptions, type ImportPreview, type Mapping } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { Note } from '../../platform/ui/index.ts';
import { StepValues } from './step-values.tsx';
import { useFieldWords } from './use-field-words.ts';

interface Props { preview: ImportPreview; options: ImportOptions; onChoose: (options: ImportOptions) => void }
const EMPTY: Mapping = { columns: {}, values: {}, constants: {} };
/** A column that feeds several fields is one choice of its own. */
const SEVERAL = '+';

/** Each column of the file with an example, and the field it feeds; then what the words of a closed field stand for. A column without a field is kept with the item, as read. */
export const StepColumns = ({ preview, options, onChoose }: Props) => {
  const t = useT();
  const { nameOf, groups } = useFieldWords(options.format);
  const { guess } = preview;
  if (!guess || isPlatformFormat(options.format)) return null;
  const mapping = options.mapping ?? guess.mapping ?? EMPTY;
  const fed = Object.values(mapping.columns).flat();
  const choose = (column: string, field: string) => {
    if (field === SEVERAL) return;
    const { [column]: _former, ...rest } = mapping.columns;
    onChoose({ ...options, mapping: { ...mapping, columns: field ? { ...rest, [column]: field } : rest } });
  };
  const offered = groups(fed);
  const lacks = (options.format ?? 'assets') === 'assets' && !fed.includes('code') && mapping.constants['code'] === undefined;
  return (
    <>
      <section className="block">
        <h2>{t('imports.mapping')}</h2>
        {guess.mappingFrom && <Note>{t(`imports.mapping.${guess.mappingFrom}`)}</Note>}
        {lacks && <Note tone="warn">{t('imports.mapping.nocode')}</Note>}
        <table className="tbl">
          <caption className="vh">{t('imports.mapping')}</caption>
          <thead><tr><th scope="col">{t('imports.mapping.column')}</th><th scope="col">{t('imports.mapping.sample')}</th><th scope="col">{t('imports.mapping.field')}</th></tr></thead>
          <tbody>{guess.columns.map((column) => {
            const feeds = [mapping.columns[column] ?? []].flat();
            return (
              <tr key={column}>
                <th scope="row"><bdi>{column}</bdi></th>
                <td className="sample"><bdi>{preview.raw.map((r) => r.cells[column]).find((x) => x) ?? '–'}</bdi></td>
                <td><select aria-label={t('imports.mapping.fieldof', { column })} value={feeds.length > 1 ? SEVERAL : feeds[0] ?? ''} onChange={(e) => choose(column, e.target.value)}>
                  <option value="">{t('imports.mapping.ignored')}</option>
                  {feeds.length > 1 && <option value={SEVERAL}>{feeds.map(nameOf).join(' + ')}</option>}
                  {offered.map(({ title, fields }) => {
                    const choices = fields.map((f) => <option key={f} value={f}>{nameOf(f)}</option>);
                    return title === null ? choices : fields.length > 0 && <optgroup key={title} label={title}>{choices}</optgroup>;
                  })}
                </select></td>
              </tr>
            );
          })}</tbody>
        </table>
      </section>
      <StepValues preview={preview} mapping={mapping} format={options.format} onChoose={(values) => onChoose({ ...options, mapping: { ...mapping, values } })} />
    </>
  );
};
