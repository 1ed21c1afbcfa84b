import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { PAPERS, PrintRequest } from '@sommier/domain/exports';
import { renderMap } from '../../server/src/features/exports/pdf/render.ts';
import { TextPen } from '../../server/src/platform/pdf/index.ts';
import { sampleMap } from './sample-map.ts';

const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const textOf = (file: string): string => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/ +/g, ' ');
const request = (more: object): PrintRequest => PrintRequest.parse({ layers: ['assets'], center: [10.17, 36.8], scale: 1000, title: 'الأملاك (2026)', ...more });

describe('a sheet', () => {
  test.each([...PAPERS.map((paper) => [paper, 'landscape', 'fr'] as const), ['A4', 'portrait', 'ar'] as const])('%s %s in %s is a sound PDF of the paper’s size', async (paper, orientation, language) => {
    const file = join(folder, `${paper}-${language}.pdf`);
    const map = sampleMap(request({ paper, orientation, language }));
    const { counts } = await renderMap(map, createWriteStream(file), { done: () => undefined });
    expect(counts['assets']).toBe(48);
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors');
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
    expect(Math.abs(Number(width) - map.page.width * 72 / 25.4)).toBeLessThan(0.1);
    expect(Math.abs(Number(height) - map.page.height * 72 / 25.4)).toBeLessThan(0.1);
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
    for (const font of fonts) expect(font).toMatch(/NotoSans.*\byes yes yes\b/);
  });

  test('stops when it is told to', async () => {
    const abort = new AbortController();
    abort.abort(new Error('stopped'));
    await expect(renderMap(sampleMap(request({})), createWriteStream(join(folder, 'stopped.pdf')), { done: () => undefined, signal: abort.signal })).rejects.toThrow('stopped');
  });
});

test('Arabic, Latin, numbers, brackets and what the Arabic font lacks are copied as they were written', async () => {
  const file = join(folder, 'text.pdf');
  const doc = new PDFDocument({ size: 'A4', margin: 0 });
  const out = createWriteStream(file);
  const written = new Promise<void>((done) => { out.on('finish', () => { done(); }); });
  doc.pipe(out);
  const pen = new TextPen(doc, 'rtl');
  const samples = ['بلدية تونس', 'الأملاك بثت نيابة يتيمة', '(مثال) [قوس] «كلام»', 'لا إله "نص" \u20662026-11-21\u2069', 'Propriété communale n°12'];
  samples.forEach((text, i) => { pen.line(text, 540, 60 + i * 40, { size: 18, align: 'right' }); });
  pen.line('المساحة: 250 م²', 540, 400, { size: 18, align: 'right' });
  doc.end();
  await written;
  const text = textOf(file);
  for (const sample of samples) expect(text).toContain(sample.replace(/[\u2066\u2069]/g, ''));
  expect(text).toMatch(/المساحة.*250.*م\s?²/);
});
