import type { Writable } from 'node:stream';
import type PDFKit from 'pdfkit';

const num = (n: number): string => String(Math.round(n * 1000) / 1000);
const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
export { escape, num };

interface State { fill: string; stroke: string; width: number; fillOpacity: number; strokeOpacity: number; dash: string; join: string; groups: number }
const FIRST: State = { fill: '#000000', stroke: '#000000', width: 1, fillOpacity: 1, strokeOpacity: 1, dash: '', join: 'miter', groups: 0 };

/** Path operators of PDF as the path data of SVG, and the operator that paints. Only what the painters write: m l c h re, then a painting word. */
function readPath(code: string): { d: string; paint: string } {
  const stack: string[] = [];
  let d = '', paint = '';
  for (const word of code.split(/\s+/)) {
    if (/^-?[\d.]+(e-?\d+)?$/.test(word)) { stack.push(word); continue; }
    if (word === 'm' || word === 'l') d += `${word === 'm' ? 'M' : 'L'}${stack.splice(-2).join(' ')}`;
    else if (word === 'c') d += `C${stack.splice(-6).join(' ')}`;
    else if (word === 'h') d += 'Z';
    else paint += `${word} `;
    stack.length = 0;
  }
  return { d, paint: paint.trim() };
}

/**
 * What the painters of a sheet ask of pdfkit, written as SVG instead: the same calls draw the same sheet. A graphics state is kept as pdfkit keeps it;
 * clips and turns open groups that `restore` closes.
 */
export class SvgCanvas {
  readonly #out: Writable;
  #states: State[] = [{ ...FIRST }];
  #path = '';
  #clips = 0;
  #pattern: string | undefined;
  #patterns: { box: number[]; stream: string }[] = [];
  constructor(out: Writable) { this.#out = out; }
  get #now(): State { return this.#states[this.#states.length - 1] as State; }
  write(text: string): void { this.#out.write(`${text}\n`); }
  /** The painters know the type of pdfkit alone. */
  get asDocument(): PDFKit.PDFDocument { return this as unknown as PDFKit.PDFDocument; }
  get fill_(): string { return this.#now.fill; }

  save(): this { this.#states.push({ ...this.#now, groups: 0 }); return this; }
  restore(): this {
    const gone = this.#states.pop();
    for (let i = 0; i < (gone?.groups ?? 0); i += 1) this.write('</g>');
    this.#pattern = undefined;
    return this;
  }
  #group(attributes: string): this { this.write(`<g ${attributes}>`); this.#now.groups += 1; return this; }
  rotate(degrees: number, { origin: [x, y] = [0, 0] }: { origin?: [number, number] } = {}): this { return this.#group(`transform="rotate(${num(degrees)} ${num(x)} ${num(y)})"`); }
  translate(x: number, y: number): this { return this.#group(`transform="translate(${num(x)} ${num(y)})"`); }
  scale(factor: number): this { return this.#group(`transform="scale(${num(factor)})"`); }
  clip(): this { return this.#clip('nonzero'); }
  #clip(rule: string): this {
    this.#clips += 1;
    this.write(`<clipPath id="clip${this.#clips}"><path d="${this.#path}" clip-rule="${rule}"/></clipPath>`);
    this.#path = '';
    return this.#group(`clip-path="url(#clip${this.#clips})"`);
  }
  lineWidth(width: number): this { this.#now.width = width; return this; }
  lineJoin(join: string): this { this.#now.join = join; return this; }
  strokeColor(colour: string): this { this.#now.stroke = colour; return this; }
  fillColor(colour: string): this { this.#now.fill = colour; this.#pattern = undefined; return this; }
  fillOpacity(opacity: number): this { this.#now.fillOpacity = opacity; return this; }
  strokeOpacity(opacity: number): this { this.#now.strokeOpacity = opacity; return this; }
  rect(x: number, y: number, w: number, h: number): this { this.#path += `M${num(x)} ${num(y)}h${num(w)}v${num(h)}h${num(-w)}Z`; return this; }
  circle(x: number, y: number, r: number): this { this.#path += `M${num(x - r)} ${num(y)}a${num(r)} ${num(r)} 0 1 0 ${num(2 * r)} 0a${num(r)} ${num(r)} 0 1 0 ${num(-2 * r)} 0Z`; return this; }
  moveTo(x: number, y: number): this { this.#path += `M${num(x)} ${num(y)}`; return this; }
  lineTo(x: number, y: number): this { this.#path += `L${num(x)} ${num(y)}`; return this; }
  closePath(): this { this.#path += 'Z'; return this; }

  #draw(fill: boolean, stroke: boolean, rule = 'nonzero'): this {
    const s = this.#now;
    const paint = [
      `fill="${fill ? this.#pattern ?? s.fill : 'none'}"`, fill && s.fillOpacity < 1 ? `fill-opacity="${num(s.fillOpacity)}"` : '', fill && rule === 'evenodd' ? 'fill-rule="evenodd"' : '',
      stroke ? `stroke="${s.stroke}" stroke-width="${num(s.width)}"${s.dash ? ` stroke-dasharray="${s.dash}"` : ''}${s.join === 'miter' ? '' : ` stroke-linejoin="${s.join}"`}${s.strokeOpacity < 1 ? ` stroke-opacity="${num(s.strokeOpacity)}"` : ''}` : '',
    ].filter(Boolean).join(' ');
    if (this.#path !== '') this.write(`<path d="${this.#path}" ${paint}/>`);
    this.#path = '';
    return this;
  }
  fill(colour?: string): this { if (colour) this.fillColor(colour); return this.#draw(true, false); }
  stroke(): this { return this.#draw(false, true); }
  fillAndStroke(fill: string, stroke: string): this { this.fillColor(fill).strokeColor(stroke); return this.#draw(true, true); }

  /** A piece of PDF's own language, as the painters write it for speed. */
  addContent(code: string): this {
    const dash = /^\[([\d. ]*)\] 0 d$/.exec(code);
    if (dash) { this.#now.dash = dash[1] ?? ''; return this; }
    if (/\b(?:BDC|EMC|BMC)\b/.test(code)) return this;
    const { d, paint } = readPath(code);
    this.#path += d;
    if (paint.startsWith('W')) return this.#clip(paint.includes('*') ? 'evenodd' : 'nonzero');
    return this.#draw(/^[fB]/.test(paint), /^[SB]/.test(paint), paint.includes('*') ? 'evenodd' : 'nonzero');
  }

  /** A tiling pattern that takes its colour when it is applied, as pdfkit's does. */
  pattern(box: number[], _stepX: number, _stepY: number, stream: string): { apply: (stroke: boolean, colour: string) => void } {
    this.#patterns.push({ box, stream });
    const index = this.#patterns.length;
    const made = new Set<string>();
    return {
      apply: (_stroke, colour) => {
        const id = `p${index}${colour.replace('#', '-')}`;
        if (!made.has(id)) { made.add(id); this.write(patternOf(id, box, stream, colour)); }
        this.#pattern = `url(#${id})`;
      },
    };
  }
  openImage(bytes: Buffer): { width: number; height: number; bytes: Buffer } { return { ...sizeOf(bytes), bytes }; }
  image(source: Buffer | { bytes: Buffer }, x: number, y: number, { width, height, fit }: { width?: number; height?: number; fit?: [number, number] }): this {
    const bytes = Buffer.isBuffer(source) ? source : source.bytes;
    const media = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
    this.write(`<image x="${num(x)}" y="${num(y)}" width="${num(fit?.[0] ?? width ?? 0)}" height="${num(fit?.[1] ?? height ?? 0)}"${fit ? '' : ' preserveAspectRatio="none"'} href="data:${media};base64,${bytes.toString('base64')}"/>`);
    return this;
  }
}

function patternOf(id: string, box: number[], stream: string, colour: string): string {
  const width = /([\d.]+) w/.exec(stream)?.[1];
  const parts = stream.replace(/[\d.]+ w /, '').split(/(?<=\b[Sf])\s/).map((code) => readPath(code));
  const drawn = parts.map(({ d, paint }) => (paint === 'S' ? `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width ?? '1'}"/>` : `<path d="${d}" fill="${colour}"/>`)).join('');
  const [, , w = 1, h = 1] = box;
  // A pattern of PDF stands on its feet: the page is drawn downwards, the tile upwards.
  return `<defs><pattern id="${id}" patternUnits="userSpaceOnUse" width="${num(w)}" height="${num(h)}"><g transform="translate(0 ${num(h)}) scale(1 -1)">${drawn}</g></pattern></defs>`;
}

/** Pixels of a PNG or a JPEG, from its head. */
function sizeOf(bytes: Buffer): { width: number; height: number } {
  if (bytes[0] === 0x89) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  for (let at = 2; at + 9 < bytes.length;) {
    const mark = bytes[at + 1] ?? 0;
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { width: 1, height: 1 };
}
