import { fileRecords, refusing, SourceRefused } from '../../../platform/source/index.ts';
import type { Reader } from '../../imports/index.ts';
import { isTest, readHead, readOperator, readRecord, type DpiHead } from './dpi.ts';
import { digestOf, FactLines } from './staged.ts';

const RECORDS = new Set(['MessageSpec', 'PlatformOperator', 'ReportableSeller']);

/** Reads a platform operator's annual report (OECD model rules, DAC7) in either dialect, seller by seller. A row is a seller's record, counted from 1. */
export const read: Reader = (input, output) => refusing(output, async () => {
  const lines = new FactLines(output);
  const documents = new Map<string, number>();
  let spec: ReturnType<typeof readHead> | undefined;
  let head: DpiHead | undefined;
  let message = '';
  for await (const node of fileRecords(input.file, RECORDS)) {
    if (node.name === 'MessageSpec') { spec = readHead(node); continue; }
    if (spec === undefined) throw new SourceRefused('invalid_xml', { row: node.line, column: 'MessageSpec', params: { why: 'MessageSpec is missing' } });
    if (node.name === 'PlatformOperator') { head = { ...spec, ...readOperator(node) }; continue; }
    if (head === undefined) throw new SourceRefused('invalid_xml', { row: node.line, column: 'PlatformOperator', params: { why: 'PlatformOperator is missing' } });
    lines.rows += 1;
    const test = isTest(node);
    if (test !== null) { lines.refuse(lines.rows, 'DocTypeIndic', test, 'test_record'); continue; }
    const rows = readRecord(node, head, lines.rows);
    const document = rows[0]?.document ?? '', first = documents.get(document);
    message = digestOf(message, rows.map((r) => [r.key, r.fact, r.unit ?? null, r.host ?? null]));
    if (first !== undefined) { lines.refuse(lines.rows, 'DocRefId', document, 'duplicate_key', { first }); continue; }
    documents.set(document, lines.rows);
    rows.forEach((r) => { lines.put(r); });
    await lines.flush();
  }
  if (spec === undefined) throw new SourceRefused('invalid_xml', { row: 1, column: 'MessageSpec', params: { why: 'MessageSpec is missing' } });
  output.meta({ notes: { message_ref: spec.messageRef, message_digest: digestOf(spec.messageRef, message), message_type: spec.indic, year: spec.year, ...(head === undefined ? {} : { platform: head.platform }) } });
  return lines.rows;
});
