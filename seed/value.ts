import { centre, toLonLat } from './plane.ts';
import type { Parcel } from './parcels.ts';
import type { Chance } from './prng.ts';
import { quarterOf } from './zones.ts';

export interface ValuedAsset { code: string; name: string; level: string; inventory_number: string | null; gross_value_minor: string | null; acquired_on: string | null; useful_area_m2: number | null; year_built: number | null }
/** A visit, the works it found, what the building would cost new: invented, in minor units of the dinar. */
export interface SeedInspection { code: string; on: string; class: 'very_good' | 'good' | 'bad' | 'very_bad' | 'ruin'; components: { component: 'structure' | 'roof' | 'electricity' | 'fire_safety' | 'accessibility' | 'plumbing' | 'finishes'; class: SeedInspection['class']; note: string | null }[] }
export interface SeedWork { code: string; component: SeedInspection['components'][number]['component']; title: string; cost: string | null; priority: number; wanted: number | null; openedOn: string }
export interface SeedReplacement { code: string; amount: string; on: string; source: string }

const cell = (v: string | number | null): string => { const t = v === null ? '' : String(v); return /[";\n]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t; };
const csv = (head: string, rows: readonly (readonly (string | number | null)[])[]): string => `${head}\n${rows.map((r) => r.map(cell).join(';')).join('\n')}\n`;
const money = (minor: number): string => `${Math.floor(minor / 1000)},${String(minor % 1000).padStart(3, '0')}`;
const day = (luck: Chance, from: number, to: number): string => `${luck.whole(from, to)}-${String(luck.whole(1, 12)).padStart(2, '0')}-${String(luck.whole(1, 28)).padStart(2, '0')}`;

/** Dinars a square metre where the town costs what it costs on average. */
const BASE = { habitation: 1500, commerce: 2600, bureau: 1900, atelier: 700, terrain: 420 } as const;
const SIZE = { habitation: [60, 180], commerce: [12, 90], bureau: [30, 160], atelier: [40, 320], terrain: [120, 900] } as const;
/** What a quarter adds or takes, in hundredths. */
const QUARTER: Readonly<Record<string, number>> = { Corniche: 145, 'La Plage': 130, 'Médina haute': 120, 'Ville Nouvelle': 115, 'Médina du port': 108, 'La Gare': 95, 'Faubourg Nord': 85, 'Cité El Amel': 78, 'Les Vergers': 72, 'Zone d’activités': 70 };

/** The file of sales and rents a commune keeps: about 260 deals, a few without a place, one or two out of line. */
export function salesCsv(parcels: readonly Parcel[], luck: Chance): string {
  const uses = Object.keys(BASE) as (keyof typeof BASE)[];
  const rows = Array.from({ length: 260 }, (_, i) => {
    const use = uses[luck.weighted([30, 30, 12, 8, 20])] ?? 'habitation', rent = use !== 'terrain' && luck.odds(0.3);
    const spot = centre(luck.pick(parcels).ring), quarter = quarterOf(spot)?.label ?? null, [lon = 0, lat = 0] = toLonLat(spot);
    const area = luck.whole(SIZE[use][0], SIZE[use][1]), perM2 = BASE[use] * (QUARTER[quarter ?? ''] ?? 100) / 100 * luck.between(0.85, 1.15) * (i % 97 === 0 ? 2.4 : 1);
    // A rent of a month brings about seven per cent a year.
    const price = rent ? Math.round(perM2 * area * 0.07 / 12) * 1000 : Math.round(perM2 * area / 100) * 100_000;
    const placed = i % 23 !== 0;
    return [`${rent ? 'L' : 'V'}-${String(i + 1).padStart(4, '0')}`, rent ? 'loyer' : 'vente', use, day(luck, 2023, 2025), area, money(price), rent ? 'mois' : null, quarter, placed ? null : 'adresse à retrouver', rent ? 'relevé des agences' : 'conservation foncière', placed ? lon : null, placed ? lat : null];
  });
  return csv('reference;nature;usage;date;surface;prix;periode;quartier;adresse;source;longitude;latitude', rows);
}

/** The accountant's file: most lines as the register says, some not, some unknown here, some missing there. */
export function fixedAssetsCsv(assets: readonly ValuedAsset[], luck: Chance): string {
  const rows = assets.filter((a) => a.inventory_number !== null && a.gross_value_minor !== null && !luck.odds(0.07)).map((a) => {
    const gross = Number(a.gross_value_minor) + (luck.odds(0.1) ? luck.whole(-40, 90) * 1_000_000 : 0), value = Math.max(gross, 1_000_000);
    const bought = luck.odds(0.06) ? day(luck, 1990, 2019) : a.acquired_on, site = a.level === 'site', taken = site ? 0 : Math.floor(value / 3 / 1000) * 1000;
    return [a.inventory_number, site ? '2111' : '2131', a.name, bought, money(value), money(taken), money(0), money(value - taken), site ? null : 50];
  });
  const strange = Array.from({ length: 9 }, (_, i) => [`99-${String(500 + i)}`, '2138', `Construction inscrite en ${String(1971 + i * 4)}`, `${String(1971 + i * 4)}-07-01`, money(luck.whole(20, 400) * 1_000_000), money(0), money(0), null, 50]);
  return csv('N° inventaire;Compte;Désignation;Date acquisition;Valeur brute;Amortissements antérieurs;Amortissement exercice;VNC;Durée', [...rows, ...strange]);
}

const NEEDS = [
  ['fire_safety', 'Mise en conformité de la sécurité incendie', 1, [8, 60]], ['electricity', 'Réfection du tableau électrique', 1, [4, 30]], ['accessibility', 'Rampe et sanitaires accessibles', 2, [6, 45]], ['roof', 'Étanchéité de la toiture-terrasse', 3, [10, 120]],
  ['structure', 'Reprise des fissures du mur porteur', 1, [15, 180]], ['plumbing', 'Remplacement des colonnes d’eau', 3, [5, 40]], ['finishes', 'Peintures et revêtements', 4, [3, 35]],
] as const;
const CLASSES = ['very_good', 'good', 'bad', 'very_bad', 'ruin'] as const;

/** Visits of about a hundred buildings, with the works found; sixty of them have a cost new. */
export function conditionOf(assets: readonly ValuedAsset[], luck: Chance): { inspections: SeedInspection[]; works: SeedWork[]; replacements: SeedReplacement[] } {
  const seen = luck.shuffle(assets.filter((a) => a.level === 'building')).slice(0, 100);
  const inspections: SeedInspection[] = [], works: SeedWork[] = [], replacements: SeedReplacement[] = [];
  for (const [i, a] of seen.entries()) {
    const state = luck.weighted([10, 42, 28, 15, 5]), on = day(luck, 2023, 2025), needs = luck.shuffle(NEEDS).slice(0, Math.max(0, state - luck.whole(0, 1)));
    inspections.push({ code: a.code, on, class: CLASSES[state] ?? 'good', components: needs.map(([component, title]) => ({ component, class: CLASSES[Math.min(4, state + luck.whole(0, 1))] ?? 'bad', note: luck.odds(0.3) ? title : null })) });
    for (const [component, title, priority, [from, to]] of needs) works.push({ code: a.code, component, title, priority, cost: luck.odds(0.93) ? String(luck.whole(from, to) * 1_000_000) : null, wanted: luck.odds(0.5) ? luck.whole(2026, 2030) : null, openedOn: on });
    if (i % 5 < 3) { const area = a.useful_area_m2 ?? luck.whole(80, 900); replacements.push({ code: a.code, amount: String(Math.round(area * 1.35) * 1_100_000), on: '2025-01-01', source: 'barème communal, 1 100 TND par m²' }); }
  }
  return { inspections, works, replacements };
}
