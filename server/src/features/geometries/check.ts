import { LEAST_AREA_M2, type Finding, type GeometryCheck, type GeometryLinks, type GeometryRules } from '@sommier/domain/geometries';
import { shiftAccuracy } from '@sommier/domain/imports';
import type { Tx } from '../../platform/db/index.ts';
import { containment, farAway, overlaps, type Subject } from './findings.queries.ts';
import { linksOf } from './links.queries.ts';
import { asGeoJson, mend, type Measured } from './shape.queries.ts';

const NO_LINKS: GeometryLinks = { parcels: [], zones: [], address: null };
const KINDS = ['point', 'line', 'polygon'] as const;
const bare = (code: Finding['code'], severity: Finding['severity'], m: Measured, more: Partial<Finding> = {}): Finding => ({ code, severity, areaM2: null, share: null, at: [m.lon, m.lat], subject: null, ...more });

/** Zones of one set that each hold more than a hundredth: a property astride two districts is counted in both, and said. */
function astride(m: Measured, links: GeometryLinks): Finding[] {
  const sets = new Set(links.zones.map((z) => z.setId));
  return [...sets].flatMap((set) => {
    const held = links.zones.filter((z) => z.setId === set && (z.share ?? 0) > 0.01);
    return held.length < 2 ? [] : held.map((z) => bare('several_districts', 'note', m, { areaM2: z.sharedM2, share: z.share, subject: { kind: 'zone', id: z.id, code: z.set, name: z.label, nameAr: z.labelAr } }));
  });
}

/** Holds a measured shape to the commune's rules. An outline that crosses itself or holds no ground is refused before anything else is asked of it. */
export async function check(tx: Tx, m: Measured, crs: number, subject: Subject, rules: GeometryRules): Promise<GeometryCheck> {
  const polygon = m.dimension === 2;
  const findings: Finding[] = [];
  let repair: GeometryCheck['repair'] = null;
  let links = NO_LINKS;
  const mended = polygon && !m.valid ? await mend(tx, m.shape) : undefined;
  const area = mended?.areaM2 ?? (m.valid ? m.areaM2 : 0) ?? 0;
  if (polygon && area < LEAST_AREA_M2) findings.push(bare('no_area', 'refuse', m, { areaM2: area }));
  else if (!m.valid) {
    findings.push(bare('self_crossing', 'refuse', m, { at: m.at }));
    if (mended) repair = { geometry: await asGeoJson(tx, mended.shape), areaM2: mended.areaM2 ?? 0, parts: mended.parts };
  } else {
    links = await linksOf(tx, m, rules);
    findings.push(...await containment(tx, m, subject, rules), ...await overlaps(tx, m, subject, rules), ...await farAway(tx, m), ...astride(m, links));
    if (links.parcels.length === 0) findings.push(bare('no_parcel', 'note', m));
  }
  return {
    geometry: await asGeoJson(tx, m.shape), kind: KINDS[m.dimension] ?? 'polygon', areaM2: m.valid ? m.areaM2 : null, perimeterM: m.perimeterM, vertices: m.vertices, parts: m.parts, holes: m.holes, crs,
    shiftAccuracyM: shiftAccuracy(crs), findings, refused: findings.some((f) => f.severity === 'refuse'), warned: findings.some((f) => f.severity === 'warn'), repair, links,
  };
}
