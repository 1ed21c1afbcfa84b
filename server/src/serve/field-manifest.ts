import type { Request, Response } from 'express';
import { languageOf } from '../platform/http/index.ts';

const NAMES = { fr: ['Sommier, terrain', 'Terrain'], ar: ['سومييه، الميدان', 'الميدان'], en: ['Sommier, field', 'Field'] } as const;

/**
 * The web app manifest of a commune's field page (W3C Application Manifest): it can be put on a phone's home screen and opens on its own, at that commune's
 * sheets. It says nothing but the code that is in its address.
 */
export function fieldManifest(req: Request, res: Response): void {
  const at = `/c/${encodeURIComponent(String(req.params['commune']))}/field`;
  const language = languageOf(req);
  const [name, short] = NAMES[language];
  res.setHeader('Cache-Control', 'no-cache').vary('Accept-Language').type('application/manifest+json').send(JSON.stringify({
    id: at, name: `${name} · ${String(req.params['commune'])}`, short_name: short, lang: language, dir: language === 'ar' ? 'rtl' : 'ltr', start_url: at, scope: at, display: 'standalone', orientation: 'any',
    background_color: '#f2f3ee', theme_color: '#0e382f',
    icons: [...[192, 512].map((n) => ({ src: `/icon-${String(n)}.png`, sizes: `${String(n)}x${String(n)}`, type: 'image/png', purpose: 'any maskable' })), { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  }));
}
