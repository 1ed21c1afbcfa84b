/** The classes a reader keeps of each own layer, as the address has them: `ecoles:c0.c1,parcs:rest`. No class of a layer: all of it. */
const parts = (keep: string | undefined): [layer: string, rules: string[]][] => (keep ?? '').split(',').filter(Boolean).map((part) => {
  const [layer = '', rules = ''] = part.split(':');
  return [layer, rules.split('.').filter(Boolean)];
});
export const keptOf = (keep: string | undefined, layer: string): readonly string[] => parts(keep).find(([name]) => name === layer)?.[1] ?? [];
/** A press on a class: it is kept, or no longer. */
export const toggleKept = (keep: string | undefined, layer: string, rule: string): string | undefined => {
  const before = keptOf(keep, layer);
  const after = before.includes(rule) ? before.filter((r) => r !== rule) : [...before, rule];
  const all = [...parts(keep).filter(([name]) => name !== layer), ...(after.length > 0 ? [[layer, after] as const] : [])];
  return all.map(([name, rules]) => `${name}:${rules.join('.')}`).join(',') || undefined;
};
