import type { Request } from 'express';

export interface Link { href: string; rel: string; type: string; title?: string; templated?: true }

/** Where this API stands as its reader addressed it: links are whole, since GDAL and QGIS follow them as they are. */
export function rootOf(req: Request, commune: string): string {
  const own = req.res?.locals['ogcWithoutCommune'] === true ? '/ogc' : `/ogc/${commune}`;
  return `${req.protocol}://${req.headers.host ?? 'localhost'}${own}`;
}

/** The same address with other parameters; those set to undefined leave it. */
export function withQuery(address: string, query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, v]) => v !== undefined && v !== '').map(([k, v]) => [k, String(v)]));
  return search.size === 0 ? address : `${address}?${search.toString()}`;
}

/** This document, and the same as a page (or the other way about). */
export function documentLinks(address: string, query: Readonly<Record<string, unknown>>, type: string, html: boolean): Link[] {
  const { f: _, ...rest } = query;
  const json: Link = { href: withQuery(address, { ...rest, f: 'json' }), rel: html ? 'alternate' : 'self', type, title: 'JSON' };
  const page: Link = { href: withQuery(address, { ...rest, f: 'html' }), rel: html ? 'self' : 'alternate', type: 'text/html', title: 'HTML' };
  return html ? [page, json] : [json, page];
}
