import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BASEMAP } from '../platform/basemap.ts';
import express, { type Request, type Response, Router } from 'express';
import { fieldManifest } from './field-manifest.ts';

export const CLIENT = fileURLToPath(new URL('../../../client/', import.meta.url));
export const DIST = join(CLIENT, 'dist');

const YEAR = 'public, max-age=31536000, immutable';
const ENCODINGS = [['br', '.br'], ['gzip', '.gz']] as const;
const WAITING = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sommier</title>
<p>Sommier démarre…</p><p lang="ar" dir="rtl">ينطلق Sommier…</p><p lang="en">Sommier is starting…</p></html>`;

/** The copy of a built file that the reader can take, made beside it by the build. */
function best(req: Request, path: string): { file: string; encoding: string | undefined } {
  for (const [encoding, suffix] of ENCODINGS) {
    if (req.acceptsEncodings(encoding) === encoding && existsSync(path + suffix)) return { file: path + suffix, encoding };
  }
  return { file: path, encoding: undefined };
}

/** The built client: hashed files for ever, the page never cached, and the page for every address of its own. Also the operator's basemap, if there is one. */
export function clientRoutes(dataDir: string): Router {
  const router = Router();
  router.get('/basemap.pmtiles', (_req, res, next) => {
    const file = join(dataDir, BASEMAP);
    if (!existsSync(file)) { next(); return; }
    res.sendFile(file, { headers: { 'Cache-Control': 'public, max-age=86400' }, dotfiles: 'allow' });
  });
  router.get(/^\/assets\/[\w.-]+$/, (req: Request, res: Response, next) => {
    const { file, encoding } = best(req, join(DIST, req.path));
    if (!existsSync(file)) { next(); return; }
    res.vary('Accept-Encoding');
    if (encoding) res.setHeader('Content-Encoding', encoding);
    res.type(extname(req.path));
    res.sendFile(file, { headers: { 'Cache-Control': YEAR }, cacheControl: false, dotfiles: 'allow' });
  });
  router.get('/c/:commune/field.webmanifest', fieldManifest);
  router.use(express.static(DIST, { index: false, cacheControl: false, redirect: false, setHeaders: (res) => { res.setHeader('Cache-Control', 'no-cache'); } }));
  router.get(/.*/, (req: Request, res: Response, next) => {
    if (extname(req.path) !== '' || !req.accepts('html')) { next(); return; }
    const page = join(DIST, 'index.html');
    if (!existsSync(page)) { res.status(503).setHeader('Refresh', '2').setHeader('Cache-Control', 'no-store').type('html').send(WAITING); return; }
    res.setHeader('Cache-Control', 'no-cache');
    res.type('html').send(readFileSync(page));
  });
  router.use((_req, res) => { res.status(404).type('text').send('404'); });
  return router;
}
