import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filterOf, parseRegister, printRegister, type RegisterSearch } from '../../client/src/platform/register-view.ts';
import { parseSearch, stringifySearch } from '../../client/src/shell/search-text.ts';
import { reportPart } from '../faults/report.ts';
import { LONG } from '../faults/scale.ts';
import { AssetFilter, ASSET_SORTS, CONDITIONS, DOMAIN_GROUPS, LEVELS, NATURES, STATUSES, TITLE_STATES } from '../../domain/src/assets/index.ts';

const some = (words: readonly string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((list) => list.join(','));
const code = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 4 }).map((list) => list.join(','));
const id = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String);
const RUNS = LONG ? 2000 : 50;
/** A state of the register as its screen can make one. */
const state: fc.Arbitrary<RegisterSearch> = fc.record({
  domain: some([...DOMAIN_GROUPS, 'prive_patrimonial', 'none']), title: some([...TITLE_STATES, 'none']), nature: some(NATURES), level: some([...LEVELS, 'none']), status: some(STATUSES), condition: some(CONDITIONS),
  district: fc.constantFrom('Médina', 'باب السويقة', 'El Bhar & Cie', 'a+b=c?d#e', '100 % « cité »'), located: fc.constantFrom('yes' as const, 'no' as const), areas: fc.constantFrom('differ' as const, 'agree' as const),
  charged: fc.constantFrom('yes' as const, 'no' as const), verified: fc.constantFrom('yes' as const, 'no' as const), missing: some(['origin', 'appropriatedOn', 'titleNumber']),
  sub: codes, regime: codes, conservation: codes, origin: codes, use: codes, extra: fc.uniqueArray(fc.tuple(code, fc.constantFrom('yes', 'cour', '2..3', '..9', '2024-05-31')), { minLength: 1, maxLength: 3, selector: ([k]) => k }).map((l) => l.map((p) => p.join(':')).join(';')),
  zone: id, within: fc.constant('shape' as const), sort: fc.tuple(fc.boolean(), fc.constantFrom(...ASSET_SORTS)).map(([down, by]) => `${down ? '-' : ''}${by}`), page: fc.integer({ min: 1, max: 9999 }),
}, { requiredKeys: [] });

test('50 random states of the register give back the same view from their address, and ask the server the same question', () => {
  fc.assert(fc.property(state, (view) => {
    expect(parseRegister(printRegister(view))).toEqual(view);
    // Through the router's own writing of the address, as a browser does when somebody shares a link.
    const url = new URL(`http://host/c/DEMO/register${stringifySearch(view as Record<string, unknown>)}`);
    const read = parseRegister(new URLSearchParams(parseSearch(url.search)).toString());
    expect(read).toEqual(view);
    expect(AssetFilter.parse(filterOf(read))).toEqual(filterOf(view));
  }), { numRuns: RUNS, seed: 50 });
  reportPart('6-addresses', 'Random states of the register and their addresses', [`${RUNS.toLocaleString('en')} random states printed to an address, through the router’s writing of it, and read back: the same view, and the same question to the server.`]);
});

test('what is no state is ignored, and words never become part of an address', () => {
  expect(parseRegister('domain=public%27;drop&page=0&zone=abc&q=Amelie&words=Amelie&title=titre_foncier')).toEqual({ title: 'titre_foncier' });
  expect(printRegister({ page: 2, q: 'Amélie' } as RegisterSearch)).toBe('page=2');
});
