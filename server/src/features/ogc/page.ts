import type { Request } from 'express';
import type { Language } from '@sommier/domain/shared';

/** Whether the reader asked for a page: by `f`, else by what she accepts. */
export const wantsHtml = (req: Request, f: string | undefined): boolean => f === 'html' || (f === undefined && req.accepts(['application/json', 'application/geo+json', 'text/html']) === 'text/html');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${String(c.charCodeAt(0))};`);
const isLink = (v: unknown): v is { href: string; rel: string; title?: string } => typeof v === 'object' && v !== null && 'href' in v && typeof v.href === 'string' && 'rel' in v;
const words = (v: unknown): string => (v === null || v === undefined ? '' : typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean' ? String(v) : JSON.stringify(v));

function table(features: readonly { id?: unknown; properties: Record<string, unknown> | null }[]): string {
  const names = Object.keys(features[0]?.properties ?? {});
  const row = (cells: readonly unknown[], cell: 'th' | 'td'): string => `<tr>${cells.map((c) => `<${cell}><bdi>${escaped(words(c))}</bdi></${cell}>`).join('')}</tr>`;
  return `<table><thead>${row(['id', ...names], 'th')}</thead><tbody>${features.map((f) => row([f.id, ...names.map((n) => f.properties?.[n])], 'td')).join('')}</tbody></table>`;
}
function value(v: unknown): string {
  if (isLink(v)) return `<a href="${/^https?:/.test(v.href) ? escaped(v.href) : '#'}">${escaped(v.title ?? v.rel)}</a> (${escaped(v.rel)})`;
  if (Array.isArray(v)) {
    const list = v as unknown[];
    if (list.length > 0 && list.every((one) => typeof one === 'object' && one !== null && 'properties' in one)) return table(list as Parameters<typeof table>[0]);
    return list.every((one) => typeof one !== 'object') ? escaped(list.map(words).join(', ')) : `<ul>${list.map((one) => `<li>${value(one)}</li>`).join('')}</ul>`;
  }
  if (typeof v === 'object' && v !== null) return `<dl>${Object.entries(v).map(([k, one]) => `<dt>${escaped(k)}</dt><dd>${value(one)}</dd>`).join('')}</dl>`;
  return `<bdi>${escaped(words(v))}</bdi>`;
}

/** A document of the API as a page to look at: what it says, its links, its features as a table. No script, no style, everything escaped. */
export const pageOf = (document: unknown, title: string, language: Language): string =>
  `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1>${value(document)}</main></html>`;
