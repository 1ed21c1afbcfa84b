import { existsSync } from 'node:fs';
import type { ImportFormat } from './format.ts';
import { assetsFormat, layerFormat, parcelsFormat } from './register/index.ts';

/** Features that bring formats of their own: each exports `importFormats`. */
const BRINGERS = ['listings', 'zones', 'occupations', 'payments', 'comparables', 'reconciliation', 'activity', 'declarations'] as const;
let loaded: Promise<ReadonlyMap<string, ImportFormat>> | undefined;

/** Every format of this installation by name. */
export const importFormats = (): Promise<ReadonlyMap<string, ImportFormat>> => (loaded ??= load());

async function load(): Promise<ReadonlyMap<string, ImportFormat>> {
  const all: ImportFormat[] = [assetsFormat, parcelsFormat, layerFormat];
  for (const name of BRINGERS) {
    const file = new URL(`../${name}/index.ts`, import.meta.url);
    if (existsSync(file)) all.push(...(await import(file.href) as { importFormats?: ImportFormat[] }).importFormats ?? []);
  }
  return new Map(all.map((f) => [f.name, f]));
}
