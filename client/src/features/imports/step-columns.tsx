import { FIELDS, isPlatformFormat, type ImportOptions, type ImportPreview, type Mapping } from '@sommier/domain/imports';
import { useCodeText, useT } from '../../platform/i18n/index.ts';
import { Note } from '../../platform/ui/index.ts';

interface Props { preview: ImportPreview; options: ImportOptions; onChoose: (options: ImportOptions) => void }
const EMPTY: Mapping = { columns: {}, values: {}, constants: {} };

/** Each column of the file with an example, and the field it feeds. A column without a field is kept with the item, as read. */
export const StepColumns = ({ preview, options, onChoose }: Props) => {
  const t = useT();
  const word = useCodeText();
  const { guess } = preview;
  if (!guess || isPlatformFormat(options.format)) return null;
  const mapping = options.mapping ?? guess.mapping ?? EMPTY;
  const fields = Object.keys(FIELDS[options.format ?? 'assets']);
  const choose = (column: string, field: string) => {
    const { [column]: _former, ...rest } = mapping.columns;
    onChoose({ ...options, mapping: { ...mapping, columns: field ? { ...rest, [column]: field } : rest } });
  };
  const fieldOf = (column: string): string => { const f = mapping.columns[column]; return Array.isArray(f) ? (f[0] ?? '') : (f ?? ''); };
  return (
    <section className="block">
      <h2>{t('imports.mapping')}</h2>
      {guess.mappingFrom && <Note>{t(`imports.mapping.${guess.mappingFrom}`)}</Note>}
      <table className="tbl">
        <caption className="vh">{t('imports.mapping')}</caption>
        <thead><tr><th scope="col">{t('imports.mapping.column')}</th><th scope="col">{t('imports.mapping.sample')}</th><th scope="col">{t('imports.mapping.field')}</th></tr></thead>
        <tbody>{guess.columns.map((column) => (
          <tr key={column}>
            <th scope="row"><bdi>{column}</bdi></th>
            <td className="sample"><bdi>{preview.raw.map((r) => r.cells[column]).find((x) => x) ?? '–'}</bdi></td>
            <td><select aria-label={t('imports.mapping.fieldof', { column })} value={fieldOf(column)} onChange={(e) => choose(column, e.target.value)}>
              <option value="">{t('imports.mapping.ignored')}</option>
              {fields.map((f) => <option key={f} value={f}>{word('imports.field.', f)}</option>)}
            </select></td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  );
};
