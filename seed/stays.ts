import { chance } from './prng.ts';

/** Stays that hosts of the demo commune declared, and a few that a platform reported. Everybody in it is invented by chance. */
export interface SeedStay { unit: number; from: string; nights: number; guests: { count: number; adult: boolean; age?: number; nationality: string }[]; contractOn: string; class: string; source: 'declared' | 'reported'; operator: string }
export interface SeedStays { hosts: string[]; units: { name: string; host: number; lodgingClass: string; operator: string }[]; stays: SeedStay[] }

const plus = (day: string, n: number): string => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);
/** Sixty places let by twenty-four hosts over the first half of 2026; the same at each call. */
export function demoStays(): SeedStays {
  const { next: luck } = chance(20_260_301);
  const roll = (n: number): number => Math.floor(luck() * n);
  const hosts = Array.from({ length: 24 }, (_, i) => `Hébergement ${String.fromCharCode(65 + i)} (fictif)`);
  const classes = ['furnished', 'furnished', 'furnished', 'guest-house', 'hotel-3', 'hotel-4', 'residence'];
  const units = Array.from({ length: 60 }, (_, i) => ({ name: `Logement ${String(i + 1)}`, host: roll(hosts.length), lodgingClass: classes[roll(classes.length)] ?? 'furnished', operator: ['airbnb', 'booking', 'direct'][roll(3)] ?? 'direct' }));
  const stays: SeedStay[] = [];
  units.forEach((u, unit) => {
    for (let day = plus('2026-01-02', roll(12)); day < '2026-06-20';) {
      const nights = 1 + roll(luck() < 0.12 ? 18 : 7), nationality = luck() < 0.45 ? 'TN' : luck() < 0.2 ? 'DZ' : 'foreign';
      stays.push({ unit, from: day, nights, guests: [{ count: 1 + roll(3), adult: true, nationality }, ...(luck() < 0.3 ? [{ count: 1 + roll(2), adult: false, age: 3 + roll(12), nationality }] : [])], contractOn: plus(day, -roll(50)), class: u.lodgingClass, source: unit % 9 === 0 ? 'reported' : 'declared', operator: u.operator });
      day = plus(day, nights + 1 + roll(16));
    }
  });
  return { hosts, units, stays };
}
