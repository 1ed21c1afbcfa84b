// The process that reads one file: it touches no database, holds no secret and ends with its file.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import { unpacked } from './gzip.ts';
import { FileRefused, SLICE_END, type FileRefusal, type FromChild, type ReaderModule, type ReaderOutput, type ReaderRefusal, type ToChild } from './protocol.ts';

const SLICE_BYTES = 4_000_000;
/** What may wait for the parent before the reading does. */
const HELD_BYTES = 1_000_000;
const REFUSALS_A_MESSAGE = 200;
/** How often a reading tells how far it is. */
const MESSAGES = 200;

const send = (message: FromChild): Promise<void> => new Promise((done) => { process.send?.(message, () => { done(); }); });
const end = Buffer.from([SLICE_END]);
/** Standard output, written while the next rows are read: Node's own stream for it waits on every write. */
const out = new Socket({ fd: 1, readable: false, writable: true });

class Output implements ReaderOutput {
  readonly facts: Record<string, unknown> = {};
  private held: ReaderRefusal[] = [];
  private sliced = 0;
  private told = 0;

  write(lines: string): Promise<void> | void {
    const bytes = Buffer.from(lines, 'utf8');
    if (bytes.includes(SLICE_END)) this.refuseFile({ code: 'not_text' });
    out.write(bytes);
    this.sliced += bytes.length;
    if (this.sliced >= SLICE_BYTES) this.cut();
    if (out.writableLength > HELD_BYTES) return once(out, 'drain').then(() => undefined);
  }
  cut(): void {
    if (this.sliced === 0) return;
    this.sliced = 0;
    out.write(end);
  }
  refuse(refusal: ReaderRefusal): void {
    this.held.push({ ...refusal, value: refusal.value === null ? null : refusal.value.slice(0, 200) });
    if (this.held.length >= REFUSALS_A_MESSAGE) this.flush();
  }
  meta(facts: Record<string, unknown>): void {
    Object.assign(this.facts, facts);
    void send({ kind: 'meta', facts });
  }
  progress(done: number, total: number): void {
    if (done < total && done - this.told < total / MESSAGES) return;
    this.told = done;
    void send({ kind: 'progress', done, total });
  }
  refuseFile(refusal: FileRefusal): never { throw new FileRefused(refusal); }
  flush(): void {
    if (this.held.length > 0) void send({ kind: 'refusal', list: this.held });
    this.held = [];
  }
}

async function work(start: ToChild): Promise<void> {
  const output = new Output();
  try {
    const module = await import(start.module) as ReaderModule;
    const rows = await module.read(await unpacked(start.input), output);
    output.flush();
    output.cut();
    await new Promise<void>((done) => { out.end(done); });
    await send({ kind: 'done', rows, meta: output.facts });
  } catch (error) {
    await send(error instanceof FileRefused ? { kind: 'refused_file', refusal: error.refusal }
      : { kind: 'failed', message: error instanceof Error ? error.stack ?? error.message : String(error) });
  }
  process.exit(0);
}

// Without the parent there is nobody to read for, nor to remove the folder made for this file.
process.on('disconnect', () => {
  if (basename(process.cwd()).startsWith('sommier-read-')) rmSync(process.cwd(), { recursive: true, force: true });
  process.exit(1);
});
out.on('error', () => { process.exit(1); });
process.once('message', (start: ToChild) => { void work(start); });
