import { AREA_KINDS, missingFields, type AssetField } from '@sommier/domain/assets';
import { sheetTexts } from '@sommier/domain/papers';
import { isolate, type Paper } from '../../platform/pdf/index.ts';
import { grouped, POINTS_PER_MM, type CommuneFacts } from '../exports/index.ts';
import { SHOWN, type SheetFacts, type Words } from './facts.queries.ts';
import { titleFiles, valuations } from './draw-more.ts';
import { drawMap, FRAME_MM, type MapPart } from './map-box.ts';
import { fieldsOf, type SheetVoice } from './voice.ts';

export interface Drawn { commune: CommuneFacts; words: Words; facts: SheetFacts; map: MapPart | null; /** JPEG bytes, as many as `facts.photos` that could be read. */ photos: { bytes: Buffer; on: string }[] }
type Section = (paper: Paper, v: SheetVoice, d: Drawn) => void;

/** Fields with their values; what must be known and is not is said so, what may be left out is. */
const facts = (v: SheetVoice, d: Drawn, fields: readonly AssetField[]): [string, string][] => fields.flatMap((f): [string, string][] => {
  const value = v.value(d.facts.asset, f);
  return value === null ? (f.mandatory ? [[v.label(f.key), v.say('papers.sheet.unknown')]] : []) : [[v.label(f.key), value]];
});
const none = (paper: Paper, v: SheetVoice): void => { paper.paragraph(v.say('papers.sheet.none'), { size: 9, colour: '#45534c' }); };
const more = (paper: Paper, v: SheetVoice, total: number, shown: number): void => { if (total > shown) paper.paragraph(v.say('papers.sheet.more', { n: isolate(String(total - shown)) }), { size: 8.5, colour: '#45534c' }); };

const place: Section = (paper, v, d) => {
  const height = FRAME_MM.height * POINTS_PER_MM, side = FRAME_MM.width * POINTS_PER_MM;
  paper.box(height + 20, (doc, pen, x, y, width) => {
    const mapX = paper.rtl ? x + width - side : x, photoX = paper.rtl ? x : x + side + 12, room = width - side - 12;
    if (d.map) {
      drawMap(doc, pen, d.map, mapX, y, d.facts.asset.id, v.say('papers.sheet.north'), v.language);
      const note = v.say('papers.sheet.map', { scale: isolate(`1:${grouped(d.map.scale)}`), crs: isolate(`EPSG:${d.map.frame.epsg}`) });
      pen.line(note, paper.rtl ? mapX + side : mapX, y + height + 11, { size: 8, colour: '#45534c', align: paper.rtl ? 'right' : 'left' });
    } else {
      doc.save().lineWidth(0.6).dash(3, { space: 3 }).strokeColor('#9aa59e').rect(mapX, y, side, height).stroke().undash().restore();
      pen.wrap(v.say('papers.sheet.unplaced'), side - 40, { size: 9.5 }, 4).forEach((line, i) => pen.line(line, mapX + side / 2, y + height / 2 + i * 14, { size: 9.5, align: 'centre' }));
    }
    const each = (height - 12) / 2;
    for (let i = 0; i < SHOWN.photos; i += 1) {
      const photo = d.photos[i], top = y + i * (each + 12);
      if (photo) doc.image(photo.bytes, photoX, top, { fit: [room, each - 12], align: 'center', valign: 'center' });
      else doc.save().lineWidth(0.4).strokeColor('#9aa59e').rect(photoX, top, room, each - 12).stroke().restore();
      pen.line(photo ? v.say('papers.sheet.photo', { date: v.day(photo.on) }) : v.say('papers.sheet.nophoto'), photoX + room / 2, photo ? top + each - 3 : top + each / 2, { size: 7.5, colour: '#45534c', align: 'centre' });
    }
  });
};

const identity: Section = (paper, v, d) => {
  const { asset } = d.facts;
  paper.section(v.say('papers.sheet.identity'));
  // The code and the names stand in the head.
  paper.facts(facts(v, d, fieldsOf('identity').filter((f) => f.key !== 'code' && f.key !== 'name' && (f.key !== 'nameAr' || v.language !== 'ar'))));
  if (asset.children.length > 0) paper.paragraph(`${v.say('papers.sheet.children')} : ${asset.children.slice(0, SHOWN.children).map((c) => isolate(c.code)).join(', ')}${asset.children.length > SHOWN.children ? ' …' : ''}`, { size: 9 });
  const missing = missingFields(asset);
  if (missing.length > 0) paper.paragraph(v.say('papers.sheet.missing', { fields: missing.map(v.label).join(', ') }), { size: 9, weight: 'bold' });
};
const location: Section = (paper, v, d) => {
  paper.section(v.say('papers.sheet.location'));
  paper.facts(facts(v, d, fieldsOf('location')));
  if (d.facts.asset.parcels.length > 0) paper.paragraph(`${v.say('papers.sheet.parcels')} : ${d.facts.asset.parcels.slice(0, 20).map((p) => `${isolate(p.reference ?? p.id)} (${v.word('titleState', p.titleState)})`).join(', ')}`, { size: 9 });
};
const areas: Section = (paper, v, d) => {
  const { lines, reference, differ } = d.facts.areas;
  paper.section(v.say('papers.sheet.areas'));
  paper.table([{ head: v.say('papers.sheet.col.source'), width: 0.4 }, { head: v.say('papers.sheet.col.area'), width: 0.25, end: true }, { head: v.say('papers.sheet.col.difference'), width: 0.35, end: true }],
    AREA_KINDS.map((kind) => lines.find((l) => l.kind === kind)!).filter((l) => l.kind !== 'held' || l.value !== null).map((l) => [l.kind === 'held' ? sheetTexts[v.language].held : v.say(`papers.sheet.area.${l.kind}`), v.number(l.value),
      l.kind === reference ? v.say('papers.sheet.reference') : l.difference === null ? '' : `${isolate(`${l.difference > 0 ? '+' : ''}${l.difference.toFixed(2)} (${(l.percent ?? 0).toFixed(1)} %)`)}${l.over ? ' !' : ''}`]));
  if (differ) paper.paragraph(v.say('papers.sheet.differ'), { size: 9, weight: 'bold' });
  const others = facts(v, d, fieldsOf('areas').filter((f) => !['titleAreaM2', 'contractAreaM2', 'registerAreaM2', 'drawnAreaM2'].includes(f.key)));
  if (others.length > 0) paper.facts(others);
};
const legal: Section = (paper, v, d) => { paper.section(v.say('papers.sheet.legal')); paper.facts(facts(v, d, fieldsOf('legal'))); };
const origin: Section = (paper, v, d) => { paper.section(v.say('papers.sheet.origin')); paper.facts(facts(v, d, fieldsOf('origin'))); };
const use: Section = (paper, v, d) => { paper.section(v.say('papers.sheet.use')); paper.facts(facts(v, d, fieldsOf('use', 'condition'))); };
const value: Section = (paper, v, d) => { paper.section(v.say('papers.sheet.value')); const known = facts(v, d, fieldsOf('value')); if (known.length > 0) paper.facts(known); else none(paper, v); };
const extra: Section = (paper, v, d) => {
  const known = d.words.extra.flatMap((x): [string, string][] => {
    const raw = d.facts.asset.extra[x.key];
    if (raw === null || raw === undefined) return [];
    const text = x.type === 'list' ? x.options.find((o) => o.code === raw)?.labels[v.language] ?? String(raw) : typeof raw === 'number' ? v.number(raw) : x.type === 'date' ? v.day(String(raw)) : String(raw);
    return [[`${x.labels[v.language]}${x.unit ? ` (${x.unit})` : ''}`, text]];
  });
  if (known.length > 0) { paper.section(v.say('papers.sheet.extra')); paper.facts(known); }
};
const acts: Section = (paper, v, d) => {
  const { rows, total } = d.facts.acts;
  paper.section(v.say('papers.sheet.acts'));
  if (rows.length === 0) { none(paper, v); return; }
  paper.table([{ head: v.say('papers.sheet.col.date'), width: 0.14 }, { head: v.say('papers.sheet.col.act'), width: 0.2 }, { head: v.say('papers.sheet.col.reference'), width: 0.22 }, { head: v.say('papers.sheet.col.subject'), width: 0.44 }],
    rows.map((a) => [v.day(a.effectiveOn), `${v.word('act', a.kind)}${a.cancelledBy ? ` (${v.say('papers.sheet.cancelled')})` : ''}`, isolate(a.reference), a.subject]));
  more(paper, v, total, rows.length);
};
const occupation: Section = (paper, v, d) => {
  paper.section(v.say('papers.sheet.occupation'));
  const rows = d.facts.occupations;
  if (rows.length === 0) { none(paper, v); return; }
  paper.table([{ head: v.say('papers.sheet.col.reference'), width: 0.34 }, { head: v.say('papers.sheet.col.type'), width: 0.4 }, { head: v.say('papers.sheet.col.state'), width: 0.26 }],
    rows.map((o) => [isolate(o.reference), v.word('occupation', o.type), v.word('occupationStatus', o.status)]));
};
const history: Section = (paper, v, d) => {
  const { entries, total } = d.facts.history;
  paper.section(v.say('papers.sheet.history'));
  if (entries.length === 0) { none(paper, v); return; }
  paper.table([{ head: v.say('papers.sheet.col.date'), width: 0.16 }, { head: v.say('papers.sheet.col.by'), width: 0.24 }, { head: v.say('papers.sheet.col.change'), width: 0.6 }],
    entries.map((e) => [v.day(e.at), e.by?.name ?? v.say('papers.sheet.by.system'), e.op === 'update' ? e.fields.map((f) => v.label(f.field)).join(', ') : v.say(`papers.sheet.op.${e.op}`)]));
  more(paper, v, total, entries.length);
};

/** The sections of a sheet, in their order on paper. */
const SECTIONS: readonly Section[] = [place, identity, location, areas, legal, titleFiles, origin, use, acts, occupation, value, valuations, extra, history];

/** Writes the sheet of one property; the paper stands at the top of its first page. */
export function drawSheet(paper: Paper, v: SheetVoice, d: Drawn): void {
  const { asset } = d.facts;
  paper.head({
    issuer: v.language === 'ar' ? d.commune.name_ar ?? d.commune.name : d.commune.name, service: v.say('papers.sheet.service'), title: v.say('papers.sheet.title'),
    number: asset.code, date: v.say('papers.sheet.date', { date: v.day(d.commune.today) }),
  });
  paper.paragraph(v.name(asset), { size: 13, weight: 'bold' });
  paper.space(6);
  for (const section of SECTIONS) section(paper, v, d);
}
