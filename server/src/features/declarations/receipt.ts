import { PassThrough } from 'node:stream';
import { texts, type Declaration, type DeclarationLine } from '@sommier/domain/declarations';
import { sayMoney, wordOf } from '@sommier/domain/rules';
import { addDays, fill, type Language } from '@sommier/domain/shared';
import { drawQr, isolate, openPaper } from '../../platform/pdf/index.ts';

type Said = { what: string; detail: string; quantity: string; amount: string };
const say = (language: Language) => (key: keyof (typeof texts)['fr'], params: Record<string, unknown> = {}): string => fill(texts[language][key], params);

/** A line in words, as the receipt and the screens' history tell it. */
function lineOf(line: DeclarationLine, currency: string, language: Language): Said {
  const t = say(language), money = (v: string | undefined): string => (v === undefined ? '' : isolate(sayMoney(v, currency, language).replace(/[\u2066\u2069]/g, '')));
  const word = (code: string | undefined): string => (code === undefined ? '' : wordOf(code, language).replace(/[\u2066\u2069]/g, ''));
  const n = (v: number): string => isolate(new Intl.NumberFormat(language === 'ar' ? 'ar-TN-u-nu-latn' : language).format(v));
  const what = t(`declarations.kind.${line.kind}`), place = line.zone ?? '';
  const rest = (...parts: string[]): string => parts.filter((p) => p !== '').join(' · ');
  switch (line.kind) {
    case 'nights':
    case 'stay': {
      const groups = line.groups.map((g) => `${n(g.count)} ${[g.age !== undefined ? t('declarations.said.under', { age: g.age + 1 }) : g.adult === true ? t('declarations.said.adult') : '', g.nationality === undefined ? '' : g.nationality === 'foreign' ? t('declarations.said.foreign') : isolate(g.nationality), g.exemption === undefined ? '' : t('declarations.said.exempt', { code: isolate(g.exemption) })].filter((p) => p !== '').join(', ') || t('declarations.said.all')}`);
      const count = line.groups.reduce((s, g) => s + g.count, 0);
      return { what, detail: rest(word(line.class), line.kind === 'stay' ? isolate(`${line.arrival} – ${line.departure}`) : '', groups.join(' ; '), line.kind === 'nights' && line.roomNights !== undefined ? t('declarations.said.rooms', { n: n(line.roomNights) }) : '', place), quantity: n(count), amount: money(line.price) };
    }
    case 'vehicles': return { what, detail: rest(word(line.vehicleType), place), quantity: n(line.vehicles), amount: '' };
    case 'trips': return { what, detail: rest(word(line.vehicleType), line.km === undefined ? '' : isolate(`${line.km} km`), place), quantity: n(line.trips), amount: '' };
    case 'deliveries': return { what, detail: rest(word(line.goods), place), quantity: n(line.deliveries), amount: money(line.orderAmount) };
    case 'turnover': return { what, detail: rest(word(line.class), word(line.goods), place), quantity: '', amount: money(line.amount) };
  }
}

/** The receipt of a filed return: what was declared, when, by whom, and the digest that proves it. PDF, A4. */
export async function writeReceipt(d: Declaration, about: { taxLabel: string | null; issuer: string }, language: Language): Promise<Buffer> {
  const t = say(language), day = (iso: string): string => isolate(language === 'en' ? iso : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`);
  const out = new PassThrough(), pieces: Buffer[] = [];
  out.on('data', (b: Buffer) => pieces.push(b));
  const paper = openPaper(out, language, t('declarations.paper.foot'), (n, of) => isolate(`${String(n)}/${String(of)}`), t('declarations.paper.title'));
  paper.head({ issuer: about.issuer, service: about.taxLabel ?? d.tax, title: t('declarations.paper.title'), number: d.number ?? '', date: day(d.filedOn ?? '') });
  const before = d.versions.find((v) => v.id === d.replacesId);
  paper.pair(t('declarations.paper.taxpayer'), d.party ?? '', true);
  paper.pair(t('declarations.paper.tax'), about.taxLabel ?? isolate(d.tax));
  paper.pair(t('declarations.paper.period'), `${day(d.from)} – ${day(addDays(d.to, -1))}`);
  paper.pair(t('declarations.paper.filed'), isolate(`${(d.filedAt ?? '').slice(0, 16).replace('T', ' ')} UTC`));
  paper.pair(t('declarations.paper.by'), t(`declarations.by.${d.channel}`));
  paper.pair(t('declarations.paper.version'), `${isolate(String(d.version))}${before === undefined ? '' : ` (${t('declarations.paper.replaces', { version: isolate(String(before.version)) })})`}`);
  if (d.dueOn !== null) paper.pair(t('declarations.paper.due'), `${day(d.dueOn)}${d.late ? ` (${t('declarations.paper.late')})` : ''}`);
  paper.section(t('declarations.paper.lines'));
  if (d.zero) paper.paragraph(t('declarations.paper.zero'));
  for (const line of d.lines.slice(0, 500)) {
    const s = lineOf(line, d.currency, language);
    paper.paragraph(`${s.what}${s.quantity === '' ? '' : ` : ${s.quantity}`}${s.amount === '' ? '' : ` · ${s.amount}`}${s.detail === '' ? '' : ` · ${s.detail}`}`, { size: 9.5 });
  }
  paper.section(t('declarations.paper.hash'));
  paper.paragraph(isolate(d.hash ?? ''), { size: 8 });
  paper.box(96, (doc, _pen, x, y, width) => { drawQr(doc, `${d.number ?? ''} v${String(d.version)} sha256:${d.hash ?? ''}`, language === 'ar' ? x + width - 90 : x, y, 90); });
  await paper.end();
  return Buffer.concat(pieces);
}
