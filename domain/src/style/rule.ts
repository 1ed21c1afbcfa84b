import type { LayerStyle, Rule } from './model.ts';

/** The rule that draws a feature with these properties; undefined when none holds, and then it is not drawn. */
export function ruleFor(style: LayerStyle, properties: Readonly<Record<string, unknown>>): Rule | undefined {
  return style.rules.find((rule) => rule.when.every((c) => {
    const value = properties[c.field] ?? null;
    return c.in.some((wanted) => wanted === value);
  }));
}
