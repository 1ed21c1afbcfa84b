import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { texts, type ActivityAnswerRow } from '@sommier/domain/activity';
import { addDays, addMonths, fill, type Language } from '@sommier/domain/shared';
import { openPaper } from '../../platform/pdf/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { askActivity, zonesAsked, type AskedZone } from './ask.queries.ts';
import { followUp } from './follow-up.queries.ts';

export interface BriefRequest { set: string; on: string; language: Language; issuer: string; currency: string }
const SHADES = ['#eef2ee', '#cddccf', '#9fc0a6', '#6a9c78', '#36704c'];
const MAP_HEIGHT = 300;
/** Before an estimate; the Arabic letters of paper have no other sign for it. */
const NEAR = '~ ';

/** Zones in five shades by the listings expected in them: those that few share are pale. Drawn from their own ground, north up. */
function drawMap(doc: PDFKit.PDFDocument, zones: readonly AskedZone[], rows: readonly ActivityAnswerRow[], x: number, y: number, width: number): void {
  const points = zones.flatMap((z) => z.polygons.flatMap((p) => p.flatMap((ring) => ring.map((c) => [c[0] ?? 0, c[1] ?? 0] as const))));
  const [west, east, south, north] = points.reduce(([w, e, s, n], [a, b]) => [Math.min(w, a), Math.max(e, a), Math.min(s, b), Math.max(n, b)], [Infinity, -Infinity, Infinity, -Infinity]);
  const squeeze = Math.cos((south + north) / 2 * Math.PI / 180), scale = Math.min(width / Math.max(1e-9, (east - west) * squeeze), (MAP_HEIGHT - 10) / Math.max(1e-9, north - south));
  const at = (c: readonly number[]): [number, number] => [x + width / 2 + ((c[0] ?? 0) - (west + east) / 2) * squeeze * scale, y + MAP_HEIGHT / 2 - ((c[1] ?? 0) - (south + north) / 2) * scale];
  const most = Math.max(1, ...rows.map((r) => r.listings.expected));
  zones.forEach((zone, i) => {
    const shade = SHADES[Math.min(4, Math.floor(Math.sqrt((rows[i]?.listings.expected ?? 0) / most) * 5))] ?? '#eef2ee';
    for (const polygon of zone.polygons) for (const ring of polygon) ring.forEach((c, k) => { const [a, b] = at(c); if (k === 0) doc.moveTo(a, b); else doc.lineTo(a, b); });
    doc.lineWidth(0.4).fillAndStroke(shade, '#45534c');
  });
}

/** The brief as a PDF: what the zones hold, how it moved, how it was reckoned and what it does not say. Throws not_found when the set is not there. */
export async function writeBrief(tx: Tx, q: BriefRequest): Promise<Buffer> {
  const t = texts[q.language], zones = await zonesAsked(tx, { set: q.set });
  const answer = await askActivity(tx, { place: { set: q.set }, on: q.on }, q.on);
  const moves = await followUp(tx, { from: addMonths(q.on, -12), to: addDays(q.on, 1) });
  const number = new Intl.NumberFormat(q.language === 'ar' ? 'ar-TN' : q.language, { maximumFractionDigits: 1 }), n = (v: number): string => number.format(v);
  const out = new PassThrough(), bytes = buffer(out);
  const paper = openPaper(out, q.language, t['activity.brief.foot'], (page, of) => fill(t['activity.brief.page'], { n: String(page), of: String(of) }), t['activity.brief.title']);
  paper.head({ issuer: q.issuer, service: t['activity.brief.service'], title: t['activity.brief.title'], number: '', date: q.on });
  paper.section(t['activity.brief.map']);
  paper.box(MAP_HEIGHT, (doc, _pen, x, y, width) => { drawMap(doc, zones, answer.rows, x, y, width); });
  paper.section(t['activity.brief.zones']);
  const sum = (of: (r: ActivityAnswerRow) => number): string => n(answer.rows.reduce((s, r) => s + of(r), 0));
  const shown = [...answer.rows].sort((a, b) => b.listings.expected - a.listings.expected);
  paper.table([{ head: t['activity.col.zone'], width: 0.18 }, ...([['certain', 0.09], ['possible', 0.1], ['expected', 0.1], ['nights', 0.14], ['declared', 0.15], ['vehicles', 0.16], ['trips', 0.08]] as const).map(([c, width]) => ({ head: t[`activity.col.${c}`], width, end: true }))],
    shown.map((r) => [r.label, n(r.listings.certain), n(r.listings.possible), `${NEAR}${n(r.listings.expected)}`, `${NEAR}${n(r.nights)}`, n(r.declaredNights), n(r.vehicles), n(r.trips.expected)]),
    ['', '', '', `${NEAR}${sum((r) => r.listings.expected)}`, `${NEAR}${sum((r) => r.nights)}`, sum((r) => r.declaredNights), sum((r) => r.vehicles), sum((r) => r.trips.expected)]);
  paper.section(t['activity.brief.time']);
  const many = moves.concentration.bySize.find((s) => s.size === 'many')?.listings ?? 0, of = (a: number, b: number): string => `${n(a)} / ${n(b)}`;
  paper.table([{ head: t['activity.brief.on'], width: 0.4 }, ...(['listings', 'new', 'gone', 'kept'] as const).map((c) => ({ head: t[`activity.brief.${c}`], width: 0.15, end: true }))], moves.timeline.slice(-12).map((k) => [`${k.platform} ${k.on}`, n(k.listings), n(k.new), n(k.gone), n(k.kept)]));
  paper.table([{ head: t['activity.brief.figure'], width: 0.7 }, { head: '', width: 0.3, end: true }], [[t['activity.brief.hosts'], n(moves.concentration.hosts)], [t['activity.brief.topten'], `${n(moves.concentration.topTen)} %`], [t['activity.brief.many'], of(many, moves.concentration.listings)],
    [t['activity.brief.entire'], of(moves.concentration.entireHomes, moves.concentration.listings)], [t['activity.brief.numbers'], of(moves.compliance.withNumber, moves.compliance.active)], [t['activity.brief.declared'], of(moves.compliance.withDeclaration, moves.compliance.active)]]);
  paper.section(t['activity.brief.method']);
  const p = answer.model.parameters;
  paper.paragraph(fill(t['activity.brief.method.text'], { model: answer.model.name, version: String(answer.model.version), rate: n(1 / (p['reviewRate'] ?? 0.5)), stay: n(p['averageStay'] ?? 0), cap: n(p['capNights'] ?? 0) }));
  paper.section(t['activity.brief.limits']);
  paper.paragraph(t['activity.brief.limits.text']);
  await paper.end();
  return bytes;
}
