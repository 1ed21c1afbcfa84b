import { PassThrough } from 'node:stream';
import { texts, type SimulatedSum, type Simulation } from '@sommier/domain/assessments';
import { readRule, sayMoney, wordOf } from '@sommier/domain/rules';
import { currencyExponent, fill, fromMinor, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { isolate, openPaper } from '../../platform/pdf/index.ts';
import { today } from '../ledger/index.ts';

type Commune = { code: string; name: string; currency: string };
type Ring = [number, number][];
interface Shape { zone: string; rings: Ring[] }
/** Five steps of even lightness, light to dark (the scale of condition on the map). */
export const STEPS = ['#f4ecd2', '#e8cf94', '#d3a564', '#ad764a', '#6f4632'] as const;

/** Outlines of the zones of a set, light enough to be drawn. */
async function outlines(tx: Tx, set: string): Promise<Shape[]> {
  const { rows } = await tx.raw(`select z.label as zone, st_asgeojson(st_multi(st_simplifypreservetopology(z.geom, 0.0001)), 5)::json as shape from zone z join zone_set s on s.commune_id = z.commune_id and s.id = z.set_id where z.commune_id = current_commune() and s.name = ?`, [set]) as { rows: { zone: string; shape: { coordinates: Ring[][] } }[] };
  return rows.map((r) => ({ zone: r.zone, rings: r.shape.coordinates.flatMap((polygon) => polygon) }));
}
const gap = (s: SimulatedSum): bigint => BigInt(s.proposed) - BigInt(s.present);

/** The simulation as a paper: rules proposed in plain words, tables by zone, class and operator with their range, a chart and a map of the gaps. */
export async function printSimulation(tx: Tx, s: Simulation, language: Language, commune: Commune): Promise<Buffer> {
  const say = (key: keyof (typeof texts)['fr'], params: Record<string, unknown> = {}): string => fill(texts[language][key], params);
  const money = (minor: string | bigint): string => { const text = fromMinor(BigInt(minor), currencyExponent(s.currency)); const negative = text.startsWith('-'); const said = sayMoney(negative ? text.slice(1) : text, s.currency, language).replace(` ${s.currency}`, ''); return isolate(`${negative ? '−' : ''}${said.replace(/[\u2066\u2069]/g, '')}`); };
  const signed = (n: bigint): string => (n > 0n ? isolate(`+${money(n).replace(/[\u2066\u2069]/g, '')}`) : money(n));
  const day = (iso: string): string => isolate(language === 'en' ? iso : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`);
  const out = new PassThrough();
  const pieces: Buffer[] = [];
  out.on('data', (b: Buffer) => pieces.push(b));
  const paper = openPaper(out, language, say('assess.paper.nothing'), (n, of) => isolate(`${String(n)}/${String(of)}`), say('assess.paper.title'));
  const label = s.rules.proposed[0]?.label;
  paper.head({ issuer: commune.name, service: label?.[language] ?? label?.fr ?? s.tax, title: say('assess.paper.title'), number: isolate(s.tax), date: day(await today(tx)) });
  paper.paragraph(say('assess.paper.period', { from: day(s.from), to: day(s.to) }));
  const name = (key: string | null): string => (key === null ? say('assess.paper.none') : wordOf(key, language).replace(/[\u2066\u2069]/g, ''));
  const table = (head: string, rows: readonly (readonly [string | null, SimulatedSum])[], total: SimulatedSum): void => paper.table(
    [{ head, width: 0.24 }, { head: say('assess.paper.facts'), width: 0.09, end: true }, { head: say('assess.paper.present'), width: 0.16, end: true }, { head: say('assess.paper.proposed'), width: 0.16, end: true }, { head: say('assess.paper.gap'), width: 0.14, end: true }, { head: `${say('assess.paper.range')} (${s.currency})`, width: 0.21, end: true }],
    rows.map(([k, r]) => [name(k), isolate(String(r.facts)), money(r.present), money(r.proposed), signed(gap(r)), `${money(r.proposedRange[0])} – ${money(r.proposedRange[1])}`]),
    [say('assess.paper.total'), isolate(String(total.facts)), money(total.present), money(total.proposed), signed(gap(total)), `${money(total.proposedRange[0])} – ${money(total.proposedRange[1])}`]);
  table(say('assess.paper.zone'), s.zones.slice(0, 60).map((z) => [z.zone, z] as const), s.total);
  const shown = s.zones.slice(0, 12);
  const most = shown.reduce((n, z) => [n, BigInt(z.present), BigInt(z.proposed)].reduce((a, b) => (b > a ? b : a)), 1n);
  paper.paragraph(say('assess.paper.chart'), { size: 8.5 });
  paper.box(shown.length * 16 + 6, (doc, _pen, x, y, width) => {
    shown.forEach((z, i) => {
      [[z.present, '#75827b'], [z.proposed, '#0c5c4c']].forEach(([value, colour], k) => {
        const w = width * Number(BigInt(value ?? '0') * 1000n / most) / 1000;
        doc.rect(language === 'ar' ? x + width - w : x, y + i * 16 + k * 7, w, 6).fill(colour ?? '#000');
      });
    });
  });
  const shapes = s.zoneSet === null ? [] : await outlines(tx, s.zoneSet);
  if (shapes.length > 0) {
    const all = shapes.flatMap((z) => z.rings.flat());
    const [w, e, so, n] = all.reduce(([a, b, c, d], [lon, lat]) => [Math.min(a, lon), Math.max(b, lon), Math.min(c, lat), Math.max(d, lat)], [180, -180, 90, -90]);
    const squeeze = Math.cos((so + n) / 2 * Math.PI / 180);
    const gaps = new Map(s.zones.map((z) => [z.zone, gap(z)])), top = [...gaps.values()].reduce((a, b) => { const m = b < 0n ? -b : b; return m > a ? m : a; }, 1n);
    paper.paragraph(say('assess.paper.map'), { size: 8.5 });
    paper.box(260, (doc, _pen, x, y, width) => {
      const scale = Math.min(width / Math.max((e - w) * squeeze, 1e-6), 250 / Math.max(n - so, 1e-6));
      for (const z of shapes) {
        const g = gaps.get(z.zone) ?? 0n, step = g === 0n ? '#ffffff' : STEPS[Math.min(4, Number((g < 0n ? -g : g) * 5n / (top + 1n)))] ?? STEPS[4];
        for (const ring of z.rings) ring.forEach(([lon, lat], i) => { const at: [number, number] = [x + (lon - w) * squeeze * scale, y + (n - lat) * scale]; if (i === 0) doc.moveTo(...at); else doc.lineTo(...at); });
        doc.lineWidth(0.5).fillAndStroke(step, '#45534c');
      }
    });
  }
  table(say('assess.paper.class'), s.classes.slice(0, 40).map((c) => [c.class, c] as const), s.total);
  if (s.operators.length > 1 || s.operators[0]?.operator !== null) table(say('assess.paper.operator'), s.operators.slice(0, 40).map((o) => [o.operator, o] as const), s.total);
  const present = new Set(s.rules.present.map((r) => JSON.stringify(r)));
  const changed = s.rules.proposed.filter((r) => !present.has(JSON.stringify(r))).slice(0, 12);
  if (changed.length > 0) {
    paper.section(say('assess.paper.rules'));
    for (const r of changed) paper.paragraph(readRule(r, language).filter((x) => ['validity', 'amount', 'when'].includes(x.about)).map((x) => x.text).join(' '), { size: 9 });
  }
  await paper.end();
  return Buffer.concat(pieces);
}
