import type { Condition, LayerStyle, Range, Rule } from './model.ts';

/** Whether a value meets one condition of a rule. A range holds numbers alone. */
export function meets(c: Condition | Range, value: unknown): boolean {
  if ('in' in c) return c.in.some((wanted) => wanted === value);
  return typeof value === 'number' && (c.from === undefined || value >= c.from) && (c.below === undefined || value < c.below);
}

/** The rule that draws a feature with these properties; undefined when none holds, and then it is not drawn. */
export const ruleFor = (style: LayerStyle, properties: Readonly<Record<string, unknown>>): Rule | undefined =>
  style.rules.find((rule) => rule.when.every((c) => meets(c, properties[c.field] ?? null)));
