import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSET_FIELDS, PARCEL_FIELDS } from '@sommier/domain/imports';
import { ExtraFieldChange } from '@sommier/domain/references';
import { ROLES } from '@sommier/domain/shared';
import { DEMO, DEMO_FIELDS, DEMO_PASSWORD, DEMO_PEOPLE, demoTown, type SeedFile } from '../../../../seed/index.ts';
import { record } from '../../platform/audit/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { queueOnce } from '../../platform/jobs/index.ts';
import { createCommune } from '../communes/index.ts';
import { assetsFormat, parcelsFormat, runImport, type ImportCommune, type ImportFormat } from '../imports/index.ts';
import { IDENTIFY_KIND } from '../leads/index.ts';
import { importFormats as activityFormats } from '../activity/index.ts';
import { insideAirbnb } from '../listings/index.ts';
import { demoMobility } from '../../../../seed/mobility.ts';
import { writeExtraField } from '../references/index.ts';
import { joinCommune, setOperator } from '../people/index.ts';
import { salesFormat } from '../comparables/index.ts';
import { fixedAssetsFormat } from '../reconciliation/index.ts';
import { loadCalls } from './load-calls.ts';
import { loadCampaign } from './load-campaign.ts';
import { loadValue } from './load-value.ts';
import { leasesFormat } from '../occupations/index.ts';
import { zonesFormat } from '../zones/index.ts';
import { loadLegal } from './load-legal.ts';
import { loadTax } from './load-tax.ts';
import { loadRegistrations } from './load-registrations.ts';
import { demoState, removeDemo } from './remove-demo.ts';

export interface DemoLoaded { commune: string; people: string[]; batches: { name: string; rows: number }[] }
type Load = Pick<Deps, 'db' | 'files' | 'log'>;

/** The seed names its columns as the register's fields: nothing is left to a guess, and the others stay as they are read. */
const asNamed = (file: SeedFile, fields: object) => {
  const { features } = JSON.parse(file.text) as { features: { properties: Record<string, unknown> }[] };
  return { mapping: { columns: Object.fromEntries(Object.keys(features[0]?.properties ?? {}).filter((k) => k in fields || k.startsWith('extra_')).map((k) => [k, k])), values: {}, constants: {} } };
};

/** What mobility and delivery operators sent, as their files. */
const mobility = (): { file: SeedFile; format: ImportFormat; options: Record<string, unknown> }[] => {
  const { snapshot, fleet, deliveries } = demoMobility();
  const as = { gbfs: snapshot, fleet, deliveries };
  return activityFormats.flatMap((format) => (format.name in as ? [{ file: as[format.name as keyof typeof as], format, options: format.name === 'gbfs' ? { platform: 'demo-mobility', provenance: 'demo', licence: 'CC0' } : { provenance: 'demo' } }] : []));
};

/** A file of the seed with the format that reads it, in the order of loading: zones last, so that shares are computed once. */
const files = (): { file: SeedFile; format: ImportFormat; options: Record<string, unknown> }[] => {
  const town = demoTown();
  return [
    { file: town.parcels, format: parcelsFormat, options: asNamed(town.parcels, PARCEL_FIELDS) },
    { file: town.overlaps, format: parcelsFormat, options: asNamed(town.overlaps, PARCEL_FIELDS) },
    { file: town.assets, format: assetsFormat, options: asNamed(town.assets, ASSET_FIELDS) },
    ...town.captures.map((c) => ({ file: c, format: insideAirbnb, options: { platform: 'airbnb', captured: c.day } })),
    ...mobility(),
    { file: town.leases, format: leasesFormat, options: {} }, { file: town.sales, format: salesFormat, options: {} }, { file: town.fixedAssets, format: fixedAssetsFormat, options: {} },
    ...town.zones.map((z) => ({ file: z, format: zonesFormat, options: { set: z.set, label: z.label, labelAr: z.labelAr } })),
  ];
};

async function makeCommune({ db }: Load): Promise<ImportCommune> {
  return db.asOwner(async (tx) => {
    const { id } = await createCommune(tx, { ...DEMO, languages: [...DEMO.languages], demo: true });
    await record(tx, { commune: id, via: 'command' }, [{ action: 'commune.created', subject: `commune:${DEMO.code}`, detail: { demo: true } }]);
    for (const { key, ...field } of DEMO_FIELDS) await writeExtraField(tx, key, ExtraFieldChange.parse(field));
    return { id, code: DEMO.code, currency: DEMO.currency, srid: DEMO.srid, timezone: DEMO.timezone };
  });
}

/** The accounts come last: an installation without people is one whose demo is not whole yet. */
async function addPeople({ db }: Load, commune: number): Promise<string[]> {
  return db.asOwner(async (tx) => {
    await tx.raw(`select set_config('sommier.commune', ?, true)`, [String(commune)]);
    const emails: string[] = [];
    const made: Record<string, string> = {};
    for (const [role, name] of DEMO_PEOPLE) {
      const email = `${role}@demo.example`;
      const id = await joinCommune(tx, commune, { email, role: ROLES.find((r) => r === role) ?? 'viewer', name, password: DEMO_PASSWORD, language: 'fr', published: true });
      if (role === 'admin') await setOperator(tx, id, true);
      await record(tx, { commune, via: 'command' }, [{ action: 'user.added', subject: `person:${id}`, detail: { role }, personal: { email, name } }]);
      emails.push(email);
      made[role] = id;
    }
    const pair = { agent: made['agent'] ?? '', manager: made['manager'] ?? '' };
    await loadValue(tx, commune, demoTown().valued, pair);
    await loadCalls(tx, commune, pair);
    await loadCampaign(tx, commune, pair);
    return emails;
  });
}

/**
 * Loads the fictitious commune through the same imports as any other: its files are written by the seed and read like an agent's. A demo that a
 * kill left half loaded is taken away first. Throws when a whole one is there.
 */
export async function loadDemo(deps: Load, onFile: (name: string) => void = () => undefined): Promise<DemoLoaded> {
  const before = await demoState(deps.db);
  if (before === 'whole') throw new Error('The demo commune is loaded already.');
  if (before === 'partial') await removeDemo(deps.db, deps.files);
  const folder = await deps.files.scratch('demo');
  try {
    const commune = await makeCommune(deps);
    const batches: DemoLoaded['batches'] = [];
    for (const { file, format, options } of files()) {
      onFile(file.name);
      const path = join(folder, file.name);
      await writeFile(path, file.text);
      const { rows, refused, batch, refusals } = await runImport(deps.db, { commune, format, file: path, options });
      if (batch === null || refused > 0) throw new Error(`The demo's ${file.name} was not read whole: ${JSON.stringify(refusals.slice(0, 3))}`);
      deps.log.info({ file: file.name, rows }, 'demo');
      batches.push({ name: file.name, rows });
    }
    onFile('titles, acts, documents');
    await loadLegal(deps, commune.id, demoTown());
    onFile('stays, rules, a run');
    await loadTax(deps.db, commune.id, DEMO.currency);
    await loadRegistrations(deps.db, commune.id, demoTown().captures[2]?.text ?? '');
    // The server looks at the captures once it is up: nobody waits for it.
    await deps.db.inCommune({ commune: commune.id }, (tx) => queueOnce(tx, IDENTIFY_KIND));
    return { commune: DEMO.code, people: await addPeople(deps, commune.id), batches };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
