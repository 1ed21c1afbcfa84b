import type { Example, RulePack } from '../tax/pack.ts';
import type { TaxRule } from '../tax/rule.ts';

/** Names of guests and places in an example become p1, u1…: an example proves a method and tells nothing of anybody. */
function nameless(example: Example): Example {
  const names = new Map<string, string>();
  const other = (kind: 'p' | 'u', value: string): string => {
    const had = names.get(kind + value);
    if (had !== undefined) return had;
    const made = `${kind}${String([...names.keys()].filter((k) => k.startsWith(kind)).length + 1)}`;
    names.set(kind + value, made);
    return made;
  };
  return { ...example, facts: example.facts.map((f, i) => ({ ...f, ref: `${example.id}-${String(i + 1)}`, ...(f.kind === 'stay' && f.unit !== undefined ? { unit: other('u', f.unit) } : {}), ...(f.kind === 'stay' && f.party !== undefined ? { party: other('p', f.party) } : {}) })) };
}

/** Rules and what proves them, as a file for another commune. Who verified them here says nothing there: it goes; so do version numbers. */
export const packOf = (about: Pick<RulePack, 'pack' | 'title' | 'country'>, rules: readonly TaxRule[], examples: readonly Example[]): RulePack => ({
  ...about,
  rules: rules.map(({ version: _version, ...r }) => { const { verifiedBy: _by, verifiedOn: _on, ...legal } = r.legal; return { ...r, legal }; }),
  examples: examples.map(nameless),
});
