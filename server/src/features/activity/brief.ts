import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { texts, type ActivityAnswerRow } from '@sommier/domain/activity';
import { addDays, addMonths, fill, type Language } from '@sommier/domain/shared';
import { openPaper } from '../../platform/pdf/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { askActivity, zonesAsked } from './ask.queries.ts';
import { drawMap, MAP_HEIGHT } from './brief-map.ts';
import { followUp } from './follow-up.queries.ts';

export interface BriefRequest { set: string; on: string; language: Language; issuer: string; currency: string }
/** Before an estimate; the Arabic letters of paper have no other sign for it. */
const NEAR = '~ ';

/** Zones by their Arabic names where the brief is in Arabic and they have one. */
async function namesIn(tx: Tx, q: BriefRequest): Promise<Map<string, string>> {
  if (q.language !== 'ar') return new Map();
  const { rows } = await tx.raw('select id, label_ar as name from zone where commune_id = current_commune() and set_id = :set and label_ar is not null', { set: q.set }) as { rows: { id: string; name: string }[] };
  return new Map(rows.map((r) => [r.id, r.name]));
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
  const told = new Map(answer.rows.map((r) => [r.zoneId, r])), rtl = q.language === 'ar', named = await namesIn(tx, q), ground = zones.map((z) => ({ ...z, name: named.get(z.id) ?? z.label }));
  paper.box(MAP_HEIGHT, (doc, pen, x, y, width) => {
    const half = (width - 16) / 2, kilometres = (km: number): string => fill(t['activity.brief.km'], { n: n(km) });
    [{ title: t['activity.col.expected'], of: (id: string) => told.get(id)?.listings.expected ?? 0 }, { title: t['activity.col.nights'], of: (id: string) => told.get(id)?.nights ?? 0 }]
      .forEach((map, i) => { drawMap(doc, pen, ground, { ...map, written: (v) => n(v < 20 ? v : Math.round(v)) }, { x: x + ((i === 0) === rtl ? half + 16 : 0), y, width: half, rtl, kilometres, from: (v) => fill(t['activity.brief.from'], { n: v }) }); });
  });
  paper.section(t['activity.brief.zones']);
  const sum = (of: (r: ActivityAnswerRow) => number): string => n(answer.rows.reduce((s, r) => s + of(r), 0));
  const shown = [...answer.rows].sort((a, b) => b.listings.expected - a.listings.expected);
  paper.table([{ head: t['activity.col.zone'], width: 0.17 }, ...([['certain', 0.09], ['possible', 0.1], ['expected', 0.1], ['nights', 0.14], ['declared', 0.15], ['vehicles', 0.17], ['trips', 0.08]] as const).map(([c, width]) => ({ head: t[`activity.col.${c}`], width, end: true }))],
    shown.map((r) => [named.get(r.zoneId ?? '') ?? r.label, n(r.listings.certain), n(r.listings.possible), `${NEAR}${n(r.listings.expected)}`, `${NEAR}${n(r.nights)}`, n(r.declaredNights), n(r.vehicles), n(r.trips.expected)]),
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
