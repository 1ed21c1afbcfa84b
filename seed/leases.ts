import { FLOWERS, HOSTS } from './names.ts';
import type { Chance } from './prng.ts';

/** What the leases look at in a property of the seed. */
export interface LeaseAsset { code: string; parent: string | null; level: string; nature: string; use_label: string | null; domain_class: string | null; built_area_m2: number | null; land_area_m2: number | null; status: string | null }
/** Who holds what, of all that the file says. */
export interface Held { unit: string; type: string; party: string | null }
type Line = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

export const COLUMNS = ['reference', 'type', 'lease_status', 'unit', 'share', 'area_m2', 'activity', 'activity_kind', 'free_of_charge', 'written', 'signed_on', 'starts_on', 'last_day', 'tacit_renewal', 'renewal_months', 'notice_months', 'amount', 'period',
  'due_day', 'due_when', 'deposit', 'last_revised_on', 'publicity_act', 'approval_act', 'deliberation', 'decision_act', 'sublet_allowed', 'sublet_found_on', 'party', 'party_kind', 'party_identifier', 'found_on', 'found_by', 'evidence', 'procedure',
  'parent_lease', 'note'] as const;

const SHOPS = ['épicerie', 'café', 'librairie', 'pharmacie', 'quincaillerie', 'coiffure', 'boulangerie', 'tissus', 'téléphonie', 'bijouterie'], CRAFTS = ['poterie', 'tissage', 'cuivre', 'ébénisterie', 'maroquinerie'];
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * About five hundred occupations of the demo's properties, as the file a commune would have: leases, permits, a market's concession with its stalls, conventions, own services, vacant premises, occupations without
 * title, and the cases auditors found elsewhere. Every holder is invented and says so.
 */
export function leasesCsv(assets: readonly LeaseAsset[], luck: Chance): { text: string; count: number; held: Held[] } {
  const lines: Line[] = [];
  let n = 0;
  const reference = (kind: string): string => `${kind}-${String(++n).padStart(4, '0')}`;
  const person = (): Line => { const k = luck.whole(1, 400); return { party: `${HOSTS[k % HOSTS.length] ?? ''} Exemple ${String(k)}`, party_kind: 'natural', party_identifier: `FICTIF-${String(10_000 + k)}` }; };
  const body = (what: string): Line => { const k = luck.whole(0, FLOWERS.length - 1); return { party: `${what} fictive ${FLOWERS[k]?.[0] ?? ''}`, party_kind: 'legal', party_identifier: `FICTIF-M${String(what.length)}${String(100 + k)}` }; };
  const day = (from: number, to: number): string => `${String(luck.whole(from, to))}-${two(luck.whole(1, 12))}-01`;
  const after = (start: string, years: number): string => { const y = Number(start.slice(0, 4)) + years, m = Number(start.slice(5, 7)); const d = new Date(Date.UTC(y, m - 1, 0)); return d.toISOString().slice(0, 10); };
  const rent = (perM2: number, area: number | null): string => (perM2 * (area ?? 25) * luck.between(0.8, 1.25)).toFixed(1) + '00';
  const area = (a: LeaseAsset): number | null => a.built_area_m2 ?? a.land_area_m2;
  const live = assets.filter((a) => !['disposed', 'demolished', 'deactivated', 'project'].includes(a.status ?? ''));
  const isPublic = (a: LeaseAsset): boolean => a.domain_class?.startsWith('public') === true, isPrivate = (a: LeaseAsset): boolean => a.domain_class?.startsWith('prive') === true;
  const isRental = (a: LeaseAsset): boolean => ['Location', 'Artisanat'].includes(a.use_label ?? '');
  const byParent = new Map<string, LeaseAsset[]>();
  for (const a of live) if (a.parent !== null) byParent.set(a.parent, [...byParent.get(a.parent) ?? [], a]);
  const under = (code: string): LeaseAsset[] => (byParent.get(code) ?? []).flatMap((k) => [k, ...under(k.code)]);
  const taken = new Set<string>();
  const take = (a: LeaseAsset): boolean => !taken.has(a.code) && Boolean(taken.add(a.code));

  // One market is conceded whole: its stalls hang on the concession.
  const market = live.find((a) => a.nature === 'market' && a.level === 'site' && under(a.code).filter((u) => u.level === 'unit').length >= 4);
  if (market !== undefined) {
    const concession = reference('CON');
    lines.push({ reference: concession, type: 'concession', unit: market.code, activity: 'exploitation du marché', activity_kind: 'market', written: 'oui', signed_on: '2021-11-15', starts_on: '2022-01-01', last_day: '2031-12-31', amount: '48000.000', period: 'year', due_day: 10, due_when: 'advance', publicity_act: 'Appel d’offres 3/2021', deliberation: 'Délibération 12/2021', sublet_allowed: 'non', ...body('Société') });
    take(market);
    for (const [i, u] of under(market.code).filter((x) => x.level === 'unit').entries()) {
      if (take(u)) lines.push({ reference: `${concession}/${String(i + 1)}`, type: 'emplacement_marche', unit: u.code, activity: luck.pick(['poisson', 'légumes', 'viande', 'épices']), activity_kind: 'market', starts_on: '2022-03-01', last_day: '2027-02-28', amount: rent(1.2, area(u)), period: 'month', due_day: 5, parent_lease: concession, ...(i === 1 ? { sublet_found_on: '2025-05-14', evidence: 'PV 41/2025' } : {}), ...person() });
    }
    for (const a of under(market.code)) taken.add(a.code);
  }
  cases(live.filter((a) => !taken.has(a.code)));

  for (const a of live) {
    if (taken.has(a.code)) continue;
    const use = a.use_label ?? '';
    if (a.level === 'unit') {
      const what = luck.weighted([70, 10, 8, 6, 4]);
      if (what === 4 || !take(a)) continue;
      if (what === 1) { lines.push({ reference: reference('VAC'), type: luck.pick(['vacant', 'vacant', 'dormant', 'excedentaire']), unit: a.code, starts_on: day(2021, 2026), note: luck.pick(['Travaux à faire', 'Attente d’appel d’offres', 'Accès difficile']) }); continue; }
      if (what === 2) { untitled(a, use); continue; }
      if (what === 3 || isPublic(a) && luck.odds(0.25)) { lines.push({ reference: reference('AFF'), type: 'affectation', unit: a.code, activity: 'service municipal', activity_kind: 'public_service', starts_on: day(1995, 2020), ...(luck.odds(0.7) ? { decision_act: `Décision ${String(luck.whole(1, 90))}/${String(luck.whole(1995, 2020))}` } : {}) }); continue; }
      const start = day(1992, 2025), old = start < '2012', year = start.slice(0, 4);
      const common: Line = { unit: a.code, area_m2: area(a), written: luck.odds(0.85) ? 'oui' : null, signed_on: luck.odds(0.8) ? start : null, starts_on: start, period: 'month', due_day: luck.pick([1, 5, 10]), notice_months: luck.pick([3, 6]), ...person() };
      if (isPublic(a)) lines.push({ ...common, reference: reference('AOT'), type: 'aot', activity: luck.pick(SHOPS), activity_kind: 'commercial', last_day: after(start, old ? 40 : 5), amount: rent(2, area(a)), ...(luck.odds(0.8) ? { decision_act: `Arrêté ${String(luck.whole(1, 200))}/${year}` } : {}) });
      else if (use === 'Habitation') lines.push({ ...common, reference: reference('BH'), type: 'bail_habitation', activity_kind: 'housing', last_day: old ? null : after(start, 3), tacit_renewal: 'oui', renewal_months: old ? null : 12, amount: old ? (luck.whole(8, 45) + 0.5).toFixed(3) : rent(3, area(a)), deposit: '150.000', ...(luck.odds(0.6) ? { publicity_act: `Avis ${String(luck.whole(1, 60))}/${year}` } : {}), ...(luck.odds(0.3) ? { last_revised_on: day(2018, 2025) } : {}) });
      else lines.push(renewed({ ...common, reference: reference('BC'), type: use === 'Bureaux' ? 'bail_professionnel' : 'bail_commercial', activity: luck.pick(use === 'Artisanat' ? CRAFTS : SHOPS), activity_kind: use === 'Artisanat' ? 'craft' : use === 'Bureaux' ? 'professional' : 'commercial',
        last_day: after(start, old ? 9 : 6), tacit_renewal: luck.odds(0.8) ? 'oui' : 'non', amount: old ? (luck.whole(12, 60) + 0.25).toFixed(3) : rent(5, area(a)), ...(luck.odds(0.72) ? { publicity_act: `AO ${String(luck.whole(1, 60))}/${year}` } : {}), ...(luck.odds(0.35) ? { last_revised_on: day(2019, 2026) } : {}) }, 36));
    } else if (['building', 'site'].includes(a.level) && ['equipment', 'building'].includes(a.nature) && !isRental(a) && luck.odds(0.45) && take(a)) {
      lines.push({ reference: reference('AFF'), type: 'affectation', unit: a.code, activity: use.toLowerCase(), activity_kind: use === 'Sport' ? 'sport' : use === 'Culture' ? 'cultural' : 'public_service', starts_on: day(1980, 2015), ...(luck.odds(0.75) ? { decision_act: `PV de remise ${String(luck.whole(1, 80))}` } : {}) });
    } else if (a.level === 'site' && a.nature === 'land' && isPrivate(a) && luck.odds(0.6) && take(a)) {
      const start = day(2015, 2025);
      lines.push({ reference: reference('CMD'), type: 'mise_a_disposition', unit: a.code, activity: 'activités associatives', activity_kind: 'association', free_of_charge: 'oui', written: 'oui', signed_on: start, starts_on: start, last_day: luck.odds(0.6) ? after(start, 5) : null, deliberation: luck.odds(0.7) ? `Délibération ${String(luck.whole(1, 40))}/${start.slice(0, 4)}` : null, ...body('Association') });
    } else if (a.nature === 'road' && luck.odds(0.3) && take(a)) {
      for (let k = 0; k < luck.whole(1, 3); k++) { const start = day(2024, 2026); lines.push({ reference: reference('PS'), type: 'permis_stationnement', unit: a.code, share: '1/50', area_m2: luck.whole(8, 30), activity: 'terrasse', activity_kind: 'commercial', starts_on: start, last_day: after(start, 1), amount: (luck.whole(40, 160)).toFixed(3), period: 'quarter', due_day: 1, due_when: 'advance', decision_act: `Arrêté ${String(luck.whole(1, 300))}/${start.slice(0, 4)}`, ...person() }); }
    }
  }
  return { text: `${COLUMNS.join(',')}\n${lines.map((l) => COLUMNS.map((c) => cell(l[c])).join(',')).join('\n')}\n`, count: lines.length, held: lines.map((l) => ({ unit: String(l.unit ?? ''), type: String(l.type ?? ''), party: l.party_kind === 'natural' ? String(l.party ?? '') : null })) };

  /** Renewed by silence for so many months, where the lease is one that silence renews. */
  function renewed(line: Line, months: number): Line { return line.tacit_renewal === 'oui' ? { ...line, renewal_months: months } : line; }
  function untitled(a: LeaseAsset, use: string, more: Line = {}): void {
    lines.push({ reference: reference('SDT'), type: 'sans_titre', unit: a.code, area_m2: area(a), activity: use === 'Habitation' ? 'habitation' : 'dépôt', activity_kind: use === 'Habitation' ? 'housing' : 'commercial', found_on: day(2019, 2026), found_by: 'Brigade du patrimoine', evidence: `Constat ${String(luck.whole(1, 99))}`, procedure: luck.pick(['none', 'formal_notice', 'court', 'negotiation']), ...person(), ...more });
  }
  /** One of each of the auditors' cases, and two rights that overlap: what the report and the queue of conflicts show. */
  function cases(free: readonly LeaseAsset[]): void {
    const units = free.filter((a) => a.level === 'unit' && isPrivate(a)), pub = free.filter((a) => a.level === 'unit' && isPublic(a));
    const next = (list: readonly LeaseAsset[]): LeaseAsset | undefined => list.find((a) => take(a));
    const lease = (more: Line, list = units): void => {
      const a = next(list);
      if (a) lines.push({ reference: reference('CAS'), type: 'bail_commercial', unit: a.code, activity: luck.pick(SHOPS), activity_kind: 'commercial', written: 'oui', signed_on: '2022-01-15', starts_on: '2022-02-01', last_day: '2028-01-31', amount: '210.000', period: 'month', due_day: 5, publicity_act: 'AO 1/2022', ...person(), ...more });
    };
    lease({ type: 'mise_a_disposition', free_of_charge: 'oui', amount: null, period: null, activity: 'café', note: 'Gratuit, activité commerciale' });
    lease({ publicity_act: null });
    lease({ written: 'non', signed_on: null });
    lease({ sublet_found_on: '2025-03-12', sublet_allowed: 'non', evidence: 'PV 12/2025' });
    lease({ last_day: '2040-01-31' });
    lease({ starts_on: '1991-06-01', signed_on: '1991-05-20', last_day: null, tacit_renewal: 'oui', amount: '18.500' });
    lease({ starts_on: '2015-01-01', signed_on: '2014-12-01', last_day: '2020-12-31' });
    lease({ type: 'aot', publicity_act: null, decision_act: 'Arrêté 9/2022' });
    lease({}, pub);
    const wide = units.find((a) => (a.built_area_m2 ?? 0) > 20 && take(a));
    if (wide) lines.push({ reference: reference('CAS'), type: 'bail_commercial', unit: wide.code, area_m2: Math.round((wide.built_area_m2 ?? 0) * 146 / 126), activity: 'épicerie', activity_kind: 'commercial', written: 'oui', signed_on: '2022-01-15', starts_on: '2022-02-01', last_day: '2028-01-31', amount: '180.000', period: 'month', due_day: 5, publicity_act: 'AO 2/2022', ...person() });
    const school = next(pub);
    if (school) untitled(school, 'Enseignement', { activity: 'école privée', activity_kind: 'professional', area_m2: 496 });
    const pitch = free.find((a) => a.use_label === 'Sport' && take(a));
    if (pitch) untitled(pitch, 'Sport', { activity: 'club sportif', activity_kind: 'sport', ...body('Association') });
    const both = next(units);
    if (both) for (const [start, last] of [['2021-01-01', '2026-12-31'], ['2025-06-01', '2030-05-31']] as const) lines.push({ reference: reference('CAS'), type: 'bail_commercial', unit: both.code, activity: 'librairie', activity_kind: 'commercial', written: 'oui', signed_on: start, starts_on: start, last_day: last, amount: '140.000', period: 'month', due_day: 5, publicity_act: 'AO 7', ...person() });
  }
}
const cell = (v: string | number | null | undefined): string => { const t = v === null || v === undefined ? '' : String(v); return /[",\n]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t; };
