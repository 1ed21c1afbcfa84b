import { FIELDS, TEMPLATE_FORMATS, TEMPLATE_NEEDED, TEMPLATE_SHEET, templateNote, type RegisterFormat, type TemplateFormat } from '@sommier/domain/imports';
import type { Language } from '@sommier/domain/shared';
import { writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';

const isTemplate = (f: RegisterFormat): f is TemplateFormat => (TEMPLATE_FORMATS as readonly string[]).includes(f);

/** An empty table of a format, to fill in. The workbook of one of our own templates explains each column, in the reader's language, on its second sheet; headings stay the fields' names, which need no mapping. */
export async function writeTemplate(format: RegisterFormat, as: SheetFormat, language: Language, currency: string): Promise<Buffer> {
  // A place is two columns; a drawing's text is for those who know to add it.
  const fields = Object.keys(FIELDS[format]).filter((f) => f !== 'wkt' && f !== 'provenance' && !f.endsWith('_minor'));
  // French, Arabic and Tunisian spreadsheets open a table of semicolons.
  if (as === 'csv') return Buffer.from(`\ufeff${fields.join(';')}\n`);
  const [name, column, needed, meaning, example, yes] = TEMPLATE_SHEET[language], required = isTemplate(format) ? TEMPLATE_NEEDED[format] : [];
  const rows = fields.flatMap((f) => { const note = isTemplate(format) ? templateNote(language, f) : null; return note === null ? [] : [[f, required.includes(f) ? yes : '', note.text, note.example]]; });
  const notes = { name, columns: [{ head: column, width: 22 }, { head: needed, width: 12 }, { head: meaning, width: 70 }, { head: example, width: 22 }], rows, currency, rightToLeft: language === 'ar' };
  return writeSheet({ name: format, columns: fields.map((head) => ({ head, width: Math.max(12, head.length + 2) })), rows: [], currency, ...(rows.length === 0 ? {} : { notes }) }, 'xlsx');
}
