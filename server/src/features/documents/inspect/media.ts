import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { DOCUMENT_MEDIA } from '@sommier/domain/documents';
import { AppError } from '@sommier/domain/shared';

const HEAD = 65_536;
/** The class a Windows installer's root carries: an OLE file like a .doc, but one that runs. */
const MSI = Buffer.from('84100c0000000000c000000000000046', 'hex');
const RUNS = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/java-archive', 'application/vnd.android.package-archive', 'application/wasm', 'application/x-apple-diskimage',
  'application/vnd.debian.binary-package', 'application/x-rpm', 'application/x-shockwave-flash', 'application/x-msi', 'application/x.ms.shortcut', 'application/java-vm', 'application/xml', 'image/svg+xml', 'text/html',
  'application/vnd.ms-word.document.macroenabled.12', 'application/vnd.ms-excel.sheet.macroenabled.12', 'application/vnd.ms-powerpoint.presentation.macroenabled.12']);
const OLE: Record<string, string> = { doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' };
const ending = (name: string): string => /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

export interface Read { sha256: string; bytes: number; head: Buffer; msi: boolean }

/** One pass over the file: its hash, its size, its first bytes. The file is never in memory whole. */
export async function readOnce(path: string): Promise<Read> {
  const hash = createHash('sha256');
  const first: Buffer[] = [];
  let bytes = 0, msi = false;
  let tail: Buffer = Buffer.alloc(0);
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part);
    if (bytes < HEAD) first.push(part);
    const joined = Buffer.concat([tail, part]);
    msi ||= joined.includes(MSI);
    tail = joined.subarray(-MSI.length);
    bytes += part.length;
  }
  return { sha256: hash.digest('hex'), bytes, head: Buffer.concat(first).subarray(0, HEAD), msi };
}

/** Text that a browser or a shell would run, whatever the file is called. */
function runningText(head: string): string | undefined {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('#!')) return 'script';
  if (/<(svg|html|script|iframe|object|embed|!doctype\s+html|\?php|body|head|math|meta|link|img)\b/i.test(start)) return /<svg/i.test(start) ? 'SVG' : 'HTML';
  if (start.startsWith('<')) return 'XML';
  return undefined;
}

/** Text where nothing said what it is: no NUL, UTF-8 or a Latin script without control signs. */
function textMedia(head: Buffer, name: string): string | undefined {
  if (head.includes(0)) return undefined;
  const text = head.toString('latin1');
  if (/[\u0001-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text)) return undefined;
  if (ending(name) === 'csv') return 'text/csv';
  if (ending(name) === 'dxf' && /^\s*(0\s+SECTION|999)/.test(text)) return 'image/vnd.dxf';
  return ['txt', 'md', 'log', ''].includes(ending(name)) ? 'text/plain' : undefined;
}

/** The type a file's own bytes say. Throws `unsupported_file`, with the reason, for what could run and for what is not taken. */
export async function mediaOf(path: string, name: string, { head, bytes, msi }: Read): Promise<string> {
  const refuse = (reason: string, type: string): never => { throw new AppError('unsupported_file', `refused: ${type}`, { reason: `documents.${reason}`, type }); };
  if (bytes === 0) throw new AppError('invalid', 'empty file', { reason: 'documents.empty', issues: [{ path: 'file', message: 'file' }] });
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found === undefined) {
    const running = runningText(head.toString('latin1').slice(0, 4096));
    if (running !== undefined) refuse('runs', running);
    return textMedia(head, name) ?? refuse('type_refused', ending(name) === '' ? '?' : `.${ending(name)}`);
  }
  const mime: string = found.mime;
  if (mime === 'application/x-cfb') {
    if (msi) refuse('runs', 'MSI');
    return OLE[ending(name)] ?? refuse('type_refused', mime);
  }
  if (RUNS.has(mime)) refuse('runs', mime);
  return mime in DOCUMENT_MEDIA ? mime : refuse('type_refused', mime);
}
