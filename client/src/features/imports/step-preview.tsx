import type { ImportFormat, ImportPreview } from '@sommier/domain/imports';
import { useT } from '../../platform/i18n/index.ts';
import { Note, Progress, Table } from '../../platform/ui/index.ts';
import { Counts } from './counts.tsx';
import { ImportNotes } from './import-notes.tsx';
import { RefusalsTable, RefusedFileNote } from './refusals-table.tsx';
import { useFieldWords } from './use-field-words.ts';

const SHOWN = 8;
const asText = (value: unknown): string => (value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What would be written: the sum of the dry run, the refused rows, the first rows as understood. */
export const StepPreview = ({ commune, preview, format, busy }: { commune: string; preview: ImportPreview; format: ImportFormat | undefined; busy: boolean }) => {
  const t = useT();
  const { nameOf, textOf } = useFieldWords(format);
  if (preview.refused) return <RefusedFileNote refused={preview.refused} />;
  // A platform's own file has no fields of the register: its cells are shown as read.
  const understood = preview.rows.some((r) => Object.values(r.fields).some((v) => asText(v) !== '–'));
  const rows: { row: number; fields: Record<string, unknown> }[] = (understood ? preview.rows : preview.raw.map((r) => ({ row: r.row, fields: r.cells }))).slice(0, 10);
  const filled = Object.keys(rows[0]?.fields ?? {}).filter((f) => rows.some((r) => asText(r.fields[f]) !== '–')).slice(0, SHOWN);
  return (
    <>
      {preview.counts ? <Counts counts={preview.counts} /> : busy ? <Progress label={t('imports.dryrun.wait')} /> : null}
      {preview.counts && preview.counts.inserted + preview.counts.updated + preview.counts.returned === 0 && preview.counts.refused === 0 && <Note tone="warn">{t('imports.nothingnew')}</Note>}
      <ImportNotes {...preview.counts} notes={preview.notes} />
      <Note>{t('imports.noguess')}</Note>
      {(preview.counts || preview.refusals.length > 0) && <RefusalsTable commune={commune} refusals={preview.refusals} total={preview.counts?.refused ?? preview.refusals.length} batch={null} />}
      <section className="block scroll" tabIndex={0} aria-label={t('imports.step.preview')}>
        <h2>{rows.length ? t('imports.preview.title', { n: rows.length }) : t('imports.preview.none')}</h2>
        {rows.length > 0 && (
          <Table label={t('imports.preview.title', { n: rows.length })} rows={rows} keyOf={(r) => String(r.row)} columns={[
            { key: 'row', head: t('imports.refusal.row'), num: true, cell: (r) => r.row },
            ...filled.map((f) => ({ key: f, head: nameOf(f), className: 'sample', cell: (r: (typeof rows)[number]) => <bdi>{textOf(f, asText(r.fields[f]))}</bdi> })),
          ]} />
        )}
      </section>
    </>
  );
};
