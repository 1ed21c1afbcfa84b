import type { FeatureCollection, Polygon } from 'geojson';
import type { NewAct } from '../domain/src/acts/index.ts';
import type { NewStep } from '../domain/src/titles/index.ts';
import { toRing, type Ring } from './plane.ts';
import type { Parcel } from './parcels.ts';
import type { Chance } from './prng.ts';

/** What the legal part needs of a property: its row as the seed wrote it. */
export interface LegalAsset { code: string; name: string; level: string; domain_class: string | null; title_state: string | null; title_number: string | null; status: string | null; acquired_on: string | null }
export interface SeedTitle { code: string; conservation: string; steps: NewStep[]; oppositions: { opponent: string; filedOn: string; object: string; outcome: 'pending' | 'rejected' | 'upheld'; decidedOn: string | null }[] }
/** An act over properties by code; `declared` is what was said of them before it, where the sequence needs another ground than the register's word. */
export interface SeedAct { act: Omit<NewAct, 'properties' | 'overrides' | 'partyId' | 'cancels'>; codes: string[]; declared?: { domainClass: string | null; status: string } }

const pad = (n: number): string => String(n).padStart(2, '0');
const day = (luck: Chance, from: number, to: number): string => `${String(luck.whole(from, to))}-${pad(luck.whole(1, 12))}-${pad(luck.whole(1, 28))}`;
const plusMonths = (d: string, months: number): string => {
  const [y = 0, m = 1, n = 1] = d.split('-').map(Number);
  const at = y * 12 + m - 1 + months;
  return `${String(Math.floor(at / 12))}-${pad((at % 12) + 1)}-${pad(n)}`;
};
const step = (kind: NewStep['kind'], on: string, more: Partial<NewStep> = {}): NewStep => ({ kind, on, planned: false, number: null, reference: null, note: null, ...more });
const OPPONENTS = ['Héritiers Ben Amor', 'Société Les Oliviers', 'Mongi Trabelsi', 'Salha Gharbi', 'Direction du domaine de l’État'] as const;

function stepsOf(a: LegalAsset, luck: Chance): NewStep[] {
  if (a.title_state === 'sans_document') { const on = day(luck, 2016, 2023); return [step('search', on), step('no_document', plusMonths(on, 7))]; }
  if (a.title_state === 'non_immatricule') return [step('search', day(luck, 2015, 2025))];
  const filed = a.title_state === 'titre_foncier' ? day(luck, 1962, 2012) : day(luck, 1998, 2024);
  const steps = [step('deposit', filed, { number: a.title_state === 'requisition' ? a.title_number ?? `R ${String(luck.whole(900, 9000))}/36` : `R ${String(luck.whole(900, 9000))}/36` })];
  const far = a.title_state === 'titre_foncier' ? 3 : luck.weighted([4, 3, 3]);
  if (far >= 1) steps.push(step('extract_published', plusMonths(filed, 1), { reference: `JORT ${String(luck.whole(1, 98))}` }), step('boundary', plusMonths(filed, luck.whole(3, 14))));
  if (far >= 2) steps.push(step('boundary_notice', plusMonths(filed, luck.whole(16, 22)), { reference: `JORT ${String(luck.whole(1, 98))}` }));
  if (far === 3) steps.push(step('registration', plusMonths(filed, luck.whole(24, 60)), { number: a.title_number ?? `TF ${String(60_000 + luck.whole(1, 18_000))}` }));
  else if (luck.odds(0.12)) steps.push(step('copy_lost', day(luck, 2017, 2025), { note: 'Copie absente du dossier lors de l’inventaire.' }));
  if (far === 0 && luck.odds(0.3)) steps.push(step('boundary', '2027-03-15', { planned: true }));
  return steps;
}

/** Title files for the sites: every state of the pipeline, old and new, some opposed, some whose copy is lost. The state of each stays what the register says. */
export const titleFiles = (assets: readonly LegalAsset[], luck: Chance): SeedTitle[] => luck.shuffle(assets.filter((a) => a.level === 'site' && a.title_state !== null)).slice(0, 140).map((a) => {
  const steps = stepsOf(a, luck);
  const bounded = steps.find((s) => s.kind === 'boundary' && !s.planned);
  const opposed = bounded !== undefined && luck.odds(a.title_state === 'requisition' ? 0.4 : 0.1);
  const settled = a.title_state === 'titre_foncier' || luck.odds(0.3);
  return {
    code: a.code, conservation: luck.pick(['Tunis 1', 'Tunis 2', 'Ariana']), steps,
    oppositions: opposed ? [{ opponent: luck.pick(OPPONENTS), filedOn: plusMonths(bounded.on, 2), object: luck.pick(['Limite nord', 'Passage', 'Totalité du fonds', 'Mitoyenneté du mur est']), outcome: settled ? 'rejected' : 'pending', decidedOn: settled ? plusMonths(bounded.on, 14) : null }] : [],
  };
});

const bare = { authority: 'Conseil municipal', publication: null, publishedOn: null, deliberatedOn: null, deliberationReference: null, approvedOn: null, approvalReference: null, service: null, recordOn: null, deed: null, note: null };
const SERVICES = ['Culture', 'Voirie', 'Jeunesse et sports', 'État civil', 'Espaces verts'] as const;

/** Acts of sixty years over some sites: assignments of many, declassifications and the sales that followed, purchases with their deed. All lawful. */
export const acts = (assets: readonly LegalAsset[], luck: Chance): SeedAct[] => {
  const sites = luck.shuffle(assets.filter((a) => a.level === 'site'));
  const out: SeedAct[] = [];
  let serial = 10;
  const ref = (on: string): string => `${String(serial += luck.whole(1, 6))}/${on.slice(0, 4)}`;
  const council = (on: string): { deliberatedOn: string; deliberationReference: string } => ({ deliberatedOn: on, deliberationReference: ref(on) });
  const assigned = sites.filter((a) => a.domain_class === 'prive_affecte' && a.status === 'active');
  for (let i = 0; i + 3 < Math.min(assigned.length, 40); i += 4) {
    const on = day(luck, 1978, 2021), service = luck.pick(SERVICES);
    out.push({ act: { ...bare, kind: 'assignment', reference: ref(on), subject: `Affectation au service ${service}`, signedOn: on, effectiveOn: on, service, ...council(on), recordOn: plusMonths(on, 1) }, codes: assigned.slice(i, i + 4).map((a) => a.code), declared: { domainClass: 'prive_patrimonial', status: 'active' } });
  }
  for (const a of sites.filter((x) => x.status === 'disposed' && x.domain_class?.startsWith('prive') === true).slice(0, 8)) {
    const on = day(luck, 1996, 2020), sold = plusMonths(on, luck.whole(8, 30)), price = luck.whole(40, 900) * 1_000_000;
    out.push({ act: { ...bare, kind: 'declassification', reference: ref(on), subject: 'Déclassement en vue de cession', authority: 'Arrêté du maire', signedOn: on, effectiveOn: on, ...council(on), publication: `JORT ${String(luck.whole(1, 98))}`, publishedOn: plusMonths(on, 1) }, codes: [a.code], declared: { domainClass: 'public_par_affectation', status: 'active' } });
    out.push({ act: { ...bare, kind: 'disposal', reference: ref(sold), subject: `Cession de ${a.name}`, signedOn: sold, effectiveOn: sold, ...council(on), approvedOn: plusMonths(sold, -2), approvalReference: ref(sold), note: null,
      deed: { deliberations: [on], estimates: [{ amount: String(Math.round(price * 0.96)), by: 'Expert des domaines', on: plusMonths(on, 3) }, { amount: String(price), by: 'Expert judiciaire', on: plusMonths(on, 4) }], promisedOn: plusMonths(sold, -4), deedOn: sold, deedReference: ref(sold), notary: 'Me Sassi', priceNet: String(price), priceGross: String(Math.round(price * 1.19)), fees: String(Math.round(price * 0.02)), initialParcels: null, finalParcels: null, lots: null } }, codes: [a.code] });
  }
  for (const a of sites.filter((x) => x.status === 'active' && x.domain_class === 'prive_patrimonial').slice(0, 12)) {
    const on = a.acquired_on ?? day(luck, 1965, 2015), price = luck.whole(5, 300) * 1_000_000;
    out.push({ act: { ...bare, kind: luck.odds(0.2) ? 'donation' : luck.odds(0.2) ? 'expropriation' : 'acquisition', reference: ref(on), subject: `Acquisition de ${a.name}`, signedOn: on, effectiveOn: on, ...council(plusMonths(on, -5)),
      deed: { deliberations: [plusMonths(on, -5)], estimates: [{ amount: String(price), by: null, on: null }], promisedOn: null, deedOn: on, deedReference: ref(on), notary: 'Me Ayadi', priceNet: String(price), priceGross: null, fees: null, initialParcels: null, finalParcels: null, lots: null } }, codes: [a.code], declared: { domainClass: 'prive_patrimonial', status: 'project' } });
  }
  return out.sort((x, y) => (x.act.effectiveOn < y.act.effectiveOn ? -1 : 1));
};

/** Recent applications drawn over titled ground, and two that took a reference already given: what the conflict list must find. A file of its own. */
export const overlapsGeoJson = (parcels: readonly Parcel[], luck: Chance): FeatureCollection<Polygon> => {
  const titled = luck.shuffle(parcels.filter((p) => p.title === 'titre_foncier' && p.reference !== null && p.holes.length === 0)).slice(0, 18);
  const moved = (ring: Ring): Ring => { const dx = luck.between(2, 9), dy = luck.between(-6, 6); return ring.map(([x, y]) => [x + dx, y + dy]); };
  return {
    type: 'FeatureCollection',
    features: titled.map((p, i) => ({
      type: 'Feature', properties: { source_key: `REQ${String(i + 1).padStart(3, '0')}`, reference: i < 2 ? p.reference : `R${String(9000 + i * 7)}/36`, title_state: i % 6 === 5 ? 'titre_foncier' : 'requisition', stated_area_m2: p.statedArea, ilot: p.block },
      geometry: { type: 'Polygon', coordinates: [toRing(moved(p.ring))] },
    })),
  };
};
