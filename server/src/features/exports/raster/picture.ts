import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageLayout, PrintRequest } from '@sommier/domain/exports';
import type { GroundFrame } from '../pdf/map-document.ts';
import { fileEntry, writeZip } from '../write/zip.ts';

export interface Ground { frame: GroundFrame; page: PageLayout }
export interface Picture { width: number; height: number }
export const pictureOf = (page: PageLayout, dpi: number): Picture => ({ width: Math.round(page.width / 25.4 * dpi), height: Math.round(page.height / 25.4 * dpi) });

/** Draws the first page of a PDF as a picture, in a process of its own. Rejects when it cannot, or when the signal aborts. */
export function rasterise(ask: { pdf: string; out: string; format: 'png' | 'jpeg'; dpi: number } & Picture, signal?: AbortSignal): Promise<void> {
  const child = fork(fileURLToPath(new URL('./rasterise.mjs', import.meta.url)), [], { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      signal?.removeEventListener('abort', stop);
      child.removeAllListeners();
      child.kill('SIGKILL');
      if (error) reject(error); else resolve();
    };
    const stop = (): void => { end(new Error('stopped')); };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', end);
    child.once('exit', (code, sign) => { end(new Error(`the picture ended with ${String(code ?? sign)}`)); });
    child.on('message', (message: { ok?: boolean; error?: string }) => {
      if (message.ok === true) end();
      else if (message.ok === false) end(new Error(message.error ?? 'the picture could not be drawn'));
    });
    child.send(ask);
  });
}

/** The six lines of a world file: from the middle of a pixel to the ground, turned as the sheet is. */
export function worldFile({ frame, page }: Ground, { width, height }: Picture, scale: number): string {
  const [dx, dy] = [page.width / width, page.height / height].map((mm) => mm * scale / 1000) as [number, number];
  const [sin, cos] = [Math.sin(frame.rotation), Math.cos(frame.rotation)];
  // Metres of ground, right and up from the middle of the frame, of the middle of the first pixel.
  const right = (-(page.map.x + page.map.width / 2) + page.width / width / 2) * scale / 1000;
  const up = (page.map.y + page.map.height / 2 - page.height / height / 2) * scale / 1000;
  const [e, n] = [frame.centre[0] + right * cos + up * sin, frame.centre[1] - right * sin + up * cos];
  return `${[dx * cos, -dx * sin, -dy * sin, -dy * cos, e, n].map((value) => value.toFixed(10)).join('\n')}\n`;
}

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** Turns the PDF at `path` into a picture with its world file and its projection, in one archive beside it; answers the archive's path. */
export async function writePicture(path: string, request: PrintRequest, ground: Ground, signal?: AbortSignal): Promise<string> {
  if (request.format !== 'png' && request.format !== 'jpeg') throw new Error(`${request.format} is no picture`);
  const stem = basename(path).replace(/\.[^.]*$/, '');
  const [ending, world] = request.format === 'png' ? ['png', 'pgw'] : ['jpg', 'jgw'];
  const at = (end: string): string => join(dirname(path), `${stem}.${end}`);
  const size = pictureOf(ground.page, request.dpi);
  await rasterise({ pdf: path, out: at(ending), format: request.format, dpi: request.dpi, ...size }, signal);
  await writeFile(at(world), worldFile(ground, size, request.scale));
  await writeFile(at('prj'), ground.frame.wkt);
  await writeFile(at(`${ending}.aux.xml`), `<PAMDataset>\n  <SRS>${xml(ground.frame.wkt)}</SRS>\n</PAMDataset>\n`);
  const archive = at('zip');
  await writeZip([ending, world, 'prj', `${ending}.aux.xml`].map((end) => fileEntry(`${stem}.${end}`, at(end))), createWriteStream(archive));
  return archive;
}
