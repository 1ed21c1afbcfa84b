import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { zipSync } from 'fflate';

/** A photo as a phone writes it: turned on its side, with the hour and the position of the camera. */
export const photo = (red = 200, place: { lat: string; lon: string } | null = { lat: '36/1 47/1 4884/100', lon: '10/1 10/1 660/100' }): Promise<Buffer> =>
  sharp({ create: { width: 2400, height: 1800, channels: 3, background: { r: red, g: 120, b: 40 } } }).withExif({
    IFD0: { Make: 'Test' }, IFD2: { DateTimeOriginal: '2026:05:14 10:12:30' },
    ...(place ? { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: place.lat, GPSLongitudeRef: 'E', GPSLongitude: place.lon } } : {}),
  }).withMetadata({ orientation: 6 }).jpeg().toBuffer();

export const pdf = (words: string, pages = 2): Promise<Buffer> => new Promise((done) => {
  const document = new PDFDocument({ size: 'A4', info: { CreationDate: new Date(0) } });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  document.on('end', () => { done(Buffer.concat(parts)); });
  document.text(words);
  for (let i = 1; i < pages; i += 1) document.addPage().text(`${words} ${i}`);
  document.end();
});

const text = (s: string): Buffer => Buffer.from(s);
/** What must not come in, whatever it is called. */
export const HOSTILE: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['photo.jpg', Buffer.concat([text('MZ'), Buffer.alloc(58), Buffer.from([0x40, 0, 0, 0]), text('PE\0\0'), Buffer.alloc(400)])],
  ['acte.pdf', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(400)])],
  ['plan.pdf', text('<!DOCTYPE html><html><script>alert(1)</script></html>')],
  ['plan.txt', text('  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['plan.svg', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['pv.txt', text('#!/bin/sh\nrm -rf /\n')],
  ['note.txt', text('\uFEFF<iframe src="https://example.org"></iframe>')],
  ['page.csv', text('<html><body onload=alert(1)>')],
  ['app.docx', Buffer.from(zipSync({ 'META-INF/MANIFEST.MF': text('Manifest-Version: 1.0\nMain-Class: A\n'), 'A.class': Buffer.from([0xca, 0xfe, 0xba, 0xbe]) }))],
  ['archive.pdf', Buffer.from(zipSync({ 'a.exe': text('MZ') }))],
  ['script.js', text('fetch("/api/session", {method: "DELETE"})')],
  ['installer.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from('84100c0000000000c000000000000046', 'hex'), Buffer.alloc(512)])],
  ['mystery.bin', Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 9])],
  ['vide.pdf', Buffer.alloc(0)],
];

/** A form as the page sends it. */
export const form = (bytes: Buffer, name: string, fields: Record<string, string>): FormData => {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  body.append('file', new Blob([new Uint8Array(bytes)]), name);
  return body;
};
