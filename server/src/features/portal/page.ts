import type { Portal } from '@sommier/domain/portal';
import { statedCount } from '@sommier/domain/portal';
import { message } from '@sommier/domain/messages';
import { LANGUAGES, type Bounds, type Language } from '@sommier/domain/shared';
import { LIGHT, styleOf } from '@sommier/domain/style';
import type { PublicLayer } from '../layers/index.ts';
import { webOf } from './picture.ts';
import { type Drawn, FIRST_ROWS, type Frame, type Named, type OpenCommune, type PublicPaper } from './portal.queries.ts';

const SIDE = { width: 900, height: 560 };
const RADIUS = 6378137;
const x = (lon: number): number => RADIUS * lon * Math.PI / 180;
const y = (lat: number): number => RADIUS * Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360));
/** A drawing of fixed size that holds the bounds, with a margin. */
export function frameOf(bounds: Bounds): Frame {
  const [w, e, s, n] = [x(bounds[0]), x(bounds[2]), y(bounds[1]), y(bounds[3])];
  const k = 0.94 * Math.min(SIDE.width / Math.max(1, e - w), SIDE.height / Math.max(1, n - s));
  return { bounds, ...SIDE, k, west: (w + e) / 2 - SIDE.width / 2 / k, north: (s + n) / 2 + SIDE.height / 2 / k };
}

export const escaped = (value: unknown): string => String(value).replace(/[&<>"']/g, (c) => `&#${String(c.charCodeAt(0))};`);
export interface PageFacts {
  commune: OpenCommune; portal: Portal; language: Language; layers: readonly PublicLayer[]; chosen: PublicLayer | undefined; frame: Frame;
  drawn: readonly { layer: PublicLayer; style: ReturnType<typeof styleOf>; paths: readonly Drawn[]; names: readonly Named[] }[]; rows: readonly Record<string, unknown>[]; counts: readonly { label: string; labelAr: string | null; n: number }[]; papers: readonly PublicPaper[];
}
const titleOf = (l: PublicLayer, language: Language): string => (l.kind === 'built-in' ? styleOf(l.name).title[language] : (language === 'ar' && l.titleAr) || (l.title ?? l.name));

/** A picture of the ground at its place in the drawing; nothing for a layer of features. */
function pictureOf({ commune, frame, language }: PageFacts, layer: PublicLayer): string {
  if (layer.kind !== 'raster' || !layer.bounds) return '';
  const [w, s, e, n] = webOf(layer.bounds), at = (v: number): string => v.toFixed(1);
  return `<image x="${at((w - frame.west) * frame.k)}" y="${at((frame.north - n) * frame.k)}" width="${at((e - w) * frame.k)}" height="${at((n - s) * frame.k)}" preserveAspectRatio="none" href="/public/${commune.code}/pictures/${layer.name}?v=${layer.version}"><title>${escaped(titleOf(layer, language))}</title></image>`;
}

const drawing = (facts: PageFacts, label: string): string => { const { drawn, frame, language } = facts; return `<svg viewBox="0 0 ${String(frame.width)} ${String(frame.height)}" role="img" aria-label="${escaped(label)}"><rect width="100%" height="100%" fill="${LIGHT.land}"/>${drawn.map(({ layer }) => pictureOf(facts, layer)).join('')}${drawn.flatMap(({ layer, style, paths }) => paths.map((p) => {
  const symbol = style.rules.find((r) => r.id === p.rule)?.symbol ?? style.rules[0]?.symbol;
  const { fill, line, mark } = symbol ?? {};
  const look = p.flat ? `fill="none" stroke="${LIGHT[mark?.fill ?? 'let']}" stroke-linecap="round" stroke-width="${String(Math.min(2.5, mark?.radius ?? 4) * 2)}"`
    : `fill="${fill && fill.pattern !== 'empty' ? LIGHT[fill.colour] : 'none'}" fill-opacity="${String(fill?.pattern === 'plain' ? fill.opacity : 0.2)}" stroke="${LIGHT[line?.colour ?? 'let']}" stroke-width="${String(line?.width ?? 1)}"${line?.dash ? ` stroke-dasharray="${line.dash.join(' ')}"` : ''}`;
  return `<path ${look} d="${p.path}"><title>${escaped(titleOf(layer, language))}</title></path>`;
})).join('')}${drawn.flatMap(({ names }) => names.map((n) => `<text x="${String(n.x)}" y="${String(n.y)}">${escaped(n.name)}</text>`)).join('')}</svg>`; };

/** The whole page as text: no script, one style sheet, no picture but those of the ground the commune publishes; nothing of a layer but its published attributes. */
export function pageOf(facts: PageFacts): string {
  const { commune, portal, language, layers, chosen, rows, counts, papers } = facts;
  const t = (key: string, params: Record<string, unknown> = {}): string => escaped(message(language, key, params) ?? key);
  const number = new Intl.NumberFormat(language === 'ar' ? 'ar-TN-u-nu-latn' : language);
  const name = (language === 'ar' && commune.nameAr) || commune.name;
  const title = escaped((language === 'ar' ? portal.titleAr : null) ?? portal.title ?? message(language, 'portal.title', { commune: name }) ?? name);
  const intro = (language === 'ar' ? portal.introAr : null) ?? portal.intro;
  const link = (to: string, text: string, here: boolean): string => (here ? `<b>${text}</b>` : `<a href="?${to}">${text}</a>`);
  const at = chosen ? `&amp;layer=${chosen.name}` : '';
  const cell = (v: unknown): string => (v === null || v === undefined ? '–' : escaped(typeof v === 'object' ? JSON.stringify(v) : v));
  const head = (l: PublicLayer, field: string): string => { const q = (l.form ?? []).find((f) => f.name === field); return escaped((language === 'ar' && q?.titleAr) || (q?.title ?? field)); };
  const detail = chosen && chosen.name === 'listings'
    ? `<h2>${t('portal.listings')}</h2><p>${t('portal.small')}</p><table>${counts.map((c) => { const n = statedCount(c.n); return `<tr><th scope="row"><bdi>${escaped((language === 'ar' && c.labelAr) || c.label)}</bdi></th><td>${n === null ? t('portal.few') : `≈ ${number.format(n)}`}</td></tr>`; }).join('')}</table>`
    : chosen && rows.length > 0 ? `<h2><bdi>${escaped(titleOf(chosen, language))}</bdi></h2>${chosen.count > rows.length ? `<p>${t('portal.first', { n: FIRST_ROWS })}</p>` : ''}<table><thead><tr>${chosen.shown.map((f) => `<th scope="col">${head(chosen, f)}</th>`).join('')}</tr></thead><tbody>${rows.map((r) => `<tr>${chosen.shown.map((f) => `<td dir="auto">${cell(r[f])}</td>`).join('')}</tr>`).join('')}</tbody></table>` : '';
  const files = (l: PublicLayer): string => (l.name === 'listings' || l.kind === 'raster' ? '' : ['geojson', 'csv'].map((f) => ` <a href="/api/open/${commune.code}/${l.name}.${f}">${f.toUpperCase()}</a>`).join(''));
  const list = layers.map((l) => `<li>${link(`lang=${language}&amp;layer=${l.name}`, `<bdi>${escaped(titleOf(l, language))}</bdi>`, chosen?.name === l.name)}${l.name === 'listings' || l.kind === 'raster' ? '' : ` · ${t('portal.count', { n: number.format(l.count) })}`}${l.source ? ` · ${t('portal.source', { source: l.source })}` : ''}${l.licence ? ` · ${t('portal.licence', { licence: l.licence })}` : ''}${files(l)}</li>`).join('');
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/public/${commune.code}/style.css"><link rel="icon" href="data:,"></head><body><header><h1><bdi>${title}</bdi></h1><nav>${LANGUAGES.map((l) => link(`lang=${l}${at}`, { fr: 'Français', ar: 'العربية', en: 'English' }[l], l === language)).join(' ')}</nav></header><main>${intro ? `<p><bdi>${escaped(intro)}</bdi></p>` : ''}${layers.length === 0 ? `<p>${t('portal.none')}</p>` : `${drawing(facts, message(language, 'portal.map') ?? '')}<h2>${t('portal.layers')}</h2><ul>${list}</ul>${chosen ? `<p>${link(`lang=${language}`, t('portal.all'), false)}</p>` : ''}${detail}`}${papers.length > 0 ? `<h2>${t('portal.papers')}</h2><ul>${papers.map((p) => `<li><bdi>${escaped(p.number)}</bdi> · ${escaped(p.day)} · <code>${escaped(p.sha256.slice(0, 16))}</code></li>`).join('')}</ul><p><a href="/verify">${t('portal.verify')}</a></p>` : ''}</main><footer><a href="/api/open/${commune.code}/catalog.jsonld">${t('portal.catalogue')}</a></footer></body></html>`;
}

export const STYLE = `body{margin:0;font:15px/1.45 system-ui,"Segoe UI","Noto Sans Arabic",Tahoma,sans-serif;color:#14201b;background:#fbfbf9}header,main,footer{max-inline-size:960px;margin-inline:auto;padding:8px 16px}header{display:flex;justify-content:space-between;align-items:baseline;flex-wrap:wrap;gap:8px;border-block-end:3px double #14201b}h1{font-size:22px}h2{font-size:17px;border-block-end:1px solid #14201b;padding-block-end:2px}nav a,nav b{margin-inline-start:12px}svg{box-sizing:border-box;inline-size:100%;block-size:auto;border:1px solid #d0d5cb}text{font-size:12px;font-weight:600;text-anchor:middle;fill:#14201b;paint-order:stroke;stroke:#f2f3ee;stroke-width:3px;stroke-linejoin:round}a{color:#0b5f52}ul{padding-inline-start:20px}li{margin-block:4px}table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;padding:4px 8px;border-block-end:1px solid #d0d5cb;font-weight:400}thead th{font-weight:600;border-block-end-color:#14201b}footer{border-block-start:1px solid #d0d5cb;margin-block-start:24px}`;
