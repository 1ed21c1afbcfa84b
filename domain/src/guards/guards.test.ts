import { describe, expect, test } from '@jest/globals';
import { DOMAIN_CLASSES } from '../assets/model.ts';
import { ROLES } from '../shared/permission.ts';
import { actGuards, basisOf, COUNTRIES, countryOf, GUARD_CODES, judge, occupationGuards, yearsBetween, type ActFacts, type OccupationFacts } from './index.ts';

const lease: OccupationFacts = { regime: 'lease', country: 'TN', domainClass: 'prive_patrimonial', titleState: 'titre_foncier', start: '2024-01-01', end: '2027-01-01', publicity: true, approved: false, free: false, commercial: true, record: false };
const sale: ActFacts = { effect: 'transfer', country: 'TN', domainClass: 'prive_patrimonial', titleState: 'titre_foncier', gone: false, deliberated: true, estimated: true, approved: true, record: false, priced: true, deed: true };
const met = (found: readonly { code: string; outcome: string }[]): string[] => found.map((f) => `${f.outcome} ${f.code}`);

describe('domain-property §4 case 4 and §3.3', () => {
  test('a lease on public domain is refused with the reason and its basis; on private domain it passes', () => {
    for (const domainClass of DOMAIN_CLASSES.filter((c) => c.startsWith('public'))) expect(met(occupationGuards({ ...lease, domainClass }))).toEqual(['refuse lease_on_public_domain']);
    expect(occupationGuards({ ...lease, country: 'MA', end: '2027-01-01', domainClass: 'public_artificiel' })[0]?.basis[0]).toEqual({ law: 'Dahir du 19 octobre 1921 sur le domaine municipal', article: 'domaine public : inaliénable et imprescriptible', country: 'MA', confirmed: true });
    expect(occupationGuards(lease)).toEqual([]);
  });
  test('a lease without an act of publicity is refused; one on domain nobody established is said', () => {
    expect(met(occupationGuards({ ...lease, publicity: false }))).toEqual(['refuse lease_without_publicity']);
    expect(met(occupationGuards({ ...lease, domainClass: null, titleState: null }))).toEqual(['warn lease_domain_unknown', 'warn title_unknown']);
  });
  test('an AOT on private domain is warned, not refused; without end it is said', () => {
    expect(met(occupationGuards({ ...lease, regime: 'permit' }))).toEqual(['warn permit_on_private_domain']);
    expect(met(occupationGuards({ ...lease, regime: 'permit', domainClass: 'public_artificiel', end: null }))).toEqual(['warn permit_without_end']);
  });
  test('a BEA needs its end; a French permit stays within seventy years; a long Moroccan lease wants approval', () => {
    expect(met(occupationGuards({ ...lease, regime: 'real_rights', end: null }))).toEqual(['refuse real_rights_without_end']);
    const permit = { ...lease, regime: 'permit', country: 'FR', domainClass: 'public_artificiel' } as const;
    expect(met(occupationGuards({ ...permit, end: '2094-01-01' }))).toEqual([]);
    expect(met(occupationGuards({ ...permit, end: '2095-01-01' }))).toEqual(['refuse permit_too_long']);
    expect(met(occupationGuards({ ...lease, country: 'MA', end: '2035-01-01' }))).toEqual(['warn long_lease_without_approval']);
    expect(met(occupationGuards({ ...lease, country: 'MA', end: '2034-01-01' }))).toEqual([]);
  });
  test('free for commerce, a convention without end, an assignment without record are warned', () => {
    expect(met(occupationGuards({ ...lease, regime: 'convention', free: true, end: null }))).toEqual(['warn free_for_commerce', 'warn convention_without_end']);
    expect(met(occupationGuards({ ...lease, regime: 'assignment' }))).toEqual(['warn assignment_without_record']);
  });
  test('a sale before déclassement is refused; after it passes; of what nobody classified it is refused; an unknown title is said', () => {
    expect(met(actGuards({ ...sale, domainClass: 'public_par_affectation' }))).toEqual(['refuse transfer_of_public_domain']);
    expect(actGuards(sale)).toEqual([]);
    expect(met(actGuards({ ...sale, domainClass: null }))).toEqual(['refuse transfer_domain_unknown']);
    expect(met(actGuards({ ...sale, titleState: null }))).toEqual(['warn title_unknown']);
    expect(met(actGuards({ ...sale, gone: true, deliberated: false, estimated: false }))).toEqual(['refuse property_gone', 'refuse transfer_without_deliberation', 'warn transfer_without_estimate']);
  });
});

test('only a manager or an administrator goes past a refusal, and only with a reason for that rule', () => {
  const found = occupationGuards({ ...lease, domainClass: 'public_naturel', publicity: false });
  const why = (guardCode: 'lease_on_public_domain' | 'lease_without_publicity') => ({ guardCode, reason: 'décision du gouverneur 12/2024' });
  for (const role of ROLES) {
    const both = judge(found, [why('lease_on_public_domain'), why('lease_without_publicity')], role);
    const may = role === 'manager' || role === 'admin';
    expect([both.refused.length, both.overridden.length, both.forbidden]).toEqual(may ? [0, 2, false] : [2, 0, true]);
  }
  expect(met(judge(found, [why('lease_without_publicity')], 'manager').refused)).toEqual(['refuse lease_on_public_domain']);
});

test('every guard stands on something in every country, and what could not be read is marked to confirm', () => {
  for (const code of GUARD_CODES) for (const country of [...COUNTRIES, null]) expect(basisOf(code, country).length).toBeGreaterThan(0);
  const all = GUARD_CODES.flatMap((code) => COUNTRIES.flatMap((country) => basisOf(code, country)));
  expect(all.filter((b) => b.law.includes('57-19') && b.confirmed)).toEqual([]);
  expect(basisOf('lease_on_public_domain', null)).toEqual([{ law: 'Principe général de la domanialité', article: null, country: null, confirmed: false }]);
});

test('the country follows from the time zone, then from a currency only one country has', () => {
  expect([countryOf({ timezone: 'Africa/Tunis', currency: 'TND' }), countryOf({ timezone: 'Africa/Casablanca', currency: 'EUR' }), countryOf({ timezone: 'UTC', currency: 'MAD' }), countryOf({ timezone: 'UTC', currency: 'XOF' })])
    .toEqual(['TN', 'MA', 'MA', null]);
  expect([yearsBetween('2020-02-29', '2021-02-28'), yearsBetween('2020-02-29', '2021-03-01'), yearsBetween(null, '2021-01-01')]).toEqual([0, 1, 0]);
});
