import { existsSync } from 'node:fs';
import type { Deps, Feature } from './platform/deps.ts';

/** The features in the order their routes are tried. */
const NAMES = [
  'people', 'communes', 'audit', 'jobs', 'listings', 'zones', 'assets', 'parcels', 'layers', 'imports', 'tiles', 'exports', 'search', 'demo', 'operations',
] as const;

let loaded: Promise<Feature[]> | undefined;

/** Every feature of this installation: deleting a feature's folder removes its routes, commands and jobs. */
export const features = (): Promise<Feature[]> => (loaded ??= load());

async function load(): Promise<Feature[]> {
  const found: Feature[] = [];
  for (const name of NAMES) {
    const file = new URL(`./features/${name}/index.ts`, import.meta.url);
    if (existsSync(file)) found.push(await import(file.href) as Feature);
  }
  return found;
}

/** What fills a new installation with the demo commune, if the feature is there. */
export async function demo(): Promise<((deps: Deps) => Promise<unknown>) | undefined> {
  const file = new URL('./features/demo/index.ts', import.meta.url);
  if (!existsSync(file)) return undefined;
  return (await import(file.href) as { loadDemo?: (deps: Deps) => Promise<unknown> }).loadDemo;
}
