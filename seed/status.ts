import type { Member } from './families.ts';
import type { Title } from './parcels.ts';
import type { Chance } from './prng.ts';

const DOMAINS = ['public_artificiel', 'public_par_affectation', 'prive_affecte', 'prive_patrimonial'] as const;
const RARE = ['public_naturel', 'etat_mis_a_disposition', 'tiers_occupe_par_commune', 'indetermine'] as const;
/** Of 1,200: 36.7 % titled, the share published for Tunis in 2022 (1,757 of 4,786); the rest is ours. */
const TITLES: readonly (readonly [Title | null, number])[] = [['titre_foncier', 440], ['requisition', 268], ['non_immatricule', 352], ['sans_document', 104], [null, 36]];

export interface Legal { domain: string | null; title: Title | null }

/** Domain and title of every member. A family shares both; the title counts come out exactly, biggest families first and single ones last. */
export const legalStatus = (members: readonly Member[], luck: Chance): Legal[] => {
  const size = new Map<number, number>();
  const first = new Map<number, Member>();
  for (const m of members) {
    size.set(m.family, (size.get(m.family) ?? 0) + 1);
    if (!first.has(m.family)) first.set(m.family, m);
  }
  const left = TITLES.map(([, n]) => n);
  const chosen = new Map<number, Legal>();
  const order = luck.shuffle([...size.keys()]).sort((a, b) => size.get(b)! - size.get(a)!);
  for (const family of order) {
    const member = first.get(family)!;
    const n = size.get(family)!;
    const weights = left.map((l, i) => (l >= n ? l * (TITLES[i]![0] === member.parcelTitle ? 3 : 1) : 0));
    const t = luck.weighted(weights);
    left[t]! -= n;
    const domain = luck.odds(0.035) ? null : luck.odds(0.04) ? luck.pick(RARE) : DOMAINS[luck.weighted(member.domain)]!;
    chosen.set(family, { domain, title: TITLES[t]![0] });
  }
  return members.map((m) => chosen.get(m.family)!);
};
