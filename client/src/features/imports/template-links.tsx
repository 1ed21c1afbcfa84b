import { FIELDS, type ImportFormat } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';

/** The columns a table of a kind may have, as an empty file to fill in; none for the files of platforms, which come as they are. */
export const TemplateLinks = ({ format }: { format: ImportFormat }) => {
  const t = useT();
  if (!(format in FIELDS)) return null;
  const columns = Object.keys(FIELDS[format as keyof typeof FIELDS]);
  const name = `${format}.csv`;
  const save = () => {
    // With its mark of order: a spreadsheet then reads Arabic and accents as they are.
    const address = URL.createObjectURL(new Blob([`\ufeff${columns.join(';')}\r\n`], { type: 'text/csv;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: name });
    link.click();
    URL.revokeObjectURL(address);
  };
  return <p className="hint">{t('imports.template.why', { n: columns.length })} <button type="button" className="link" onClick={save}>{t('imports.template', { name: `\u2068${name}\u2069` })}</button></p>;
};
