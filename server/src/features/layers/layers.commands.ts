import { basename } from 'node:path';
import type { Command } from 'commander';
import { LayerName, publishableOf } from '@sommier/domain/layers';
import { AppError } from '@sommier/domain/shared';
import { record } from '../../platform/audit/index.ts';
import { type Cli, Usage } from '../../platform/cli/index.ts';
import { holdCard, writeAccess } from './card.store.ts';
import { readCatalogue, readEntry } from './catalogue.queries.ts';
import { bringPicture, refuseTaken } from './raster/bring.ts';

interface Add { commune: string; name: string; title?: string; crs?: string }
const nameOf = (text: string): string => { const read = LayerName.safeParse(text); if (!read.success) throw new Usage(`${text}: a layer is named by a-z, 0-9, - and _`); return read.data; };

/** `sommier layers list|add|publish`: what the catalogue's screen does, for who installs. Vector files come by `import --as layer`. */
export function commands(program: Command, cli: Cli): void {
  const layers = program.command('layers').description('the catalogue of layers');
  layers.command('list').description('every layer with what it holds and who reads it').requiredOption('--commune <code>').action(async (given: { commune: string }) => {
    const { db } = await cli.deps(), commune = await cli.commune(given.commune);
    const found = await db.inCommune({ commune: commune.id }, (tx) => readCatalogue(tx, 'admin'));
    cli.answer(found.map((l) => ({ name: l.name, title: l.title, kind: l.kind, features: l.count, tiles: l.raster?.tiles ?? null, source: l.source, licence: l.licence, crs: l.crs, readers: l.readers, public: l.isPublic, publicFields: l.publicFields })),
      (rows) => rows.map((r) => `${r.name}\t${r.kind}\t${String(r.tiles ?? r.features)}\t${r.public ? 'public' : (r.readers ?? ['all']).join(',')}\t${r.title ?? ''}`).join('\n'));
  });
  layers.command('add').argument('<file>').description('a picture of the ground (GeoTIFF, PMTiles) as a layer; the one of that name is replaced').requiredOption('--commune <code>').requiredOption('--name <name>')
    .option('--title <text>', 'its title (the file’s name)').option('--crs <epsg>', 'its reference system, where the file does not say it').action(async (file: string, given: Add) => {
      const deps = await cli.deps(), commune = await cli.commune(given.commune), name = nameOf(given.name), crs = given.crs === undefined ? null : Number(given.crs.replace(/^epsg:/i, ''));
      if (crs !== null && !(Number.isInteger(crs) && crs >= 1024 && crs <= 999_999)) throw new Usage('--crs is an EPSG code, such as 22391');
      await deps.db.inCommune({ commune: commune.id }, (tx) => refuseTaken(tx, name));
      const made = await bringPicture(deps, commune.id, { path: cli.path(file), source: basename(file), name, title: given.title ?? basename(file).replace(/\.[^.]*$/, ''), crs }, { signal: cli.signal, progress: () => undefined, job: null, person: null })
        .catch((fault: unknown) => { if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') throw new Usage(`${file} cannot be read`); throw fault; });
      cli.answer({ commune: commune.code, ...made }, (m) => `${m.name}: ${String(m.tiles)} tiles, zooms ${String(m.minZoom)} to ${String(m.maxZoom)}${m.reduced ? ', coarser than the source' : ''}`);
    });
  layers.command('publish').argument('<name>').description('show a layer on the open page, with these attributes and no other; --off takes it away').requiredOption('--commune <code>').option('--fields <names>', 'attributes, comma-separated', '').option('--off', 'no longer public')
    .action(async (name: string, given: { commune: string; fields: string; off?: boolean }) => {
      const { db } = await cli.deps(), commune = await cli.commune(given.commune), fields = given.fields.split(',').map((f) => f.trim()).filter(Boolean);
      const shown = await db.inCommune({ commune: commune.id }, async (tx) => {
        const layer = await readEntry(tx, nameOf(name), 'admin');
        if (layer === undefined) throw new AppError('not_found', `no layer ${name}`);
        if (layer.kind === 'raster') throw new Usage(`${name} is a picture: the open page shows none`);
        const hidden = fields.filter((f) => !publishableOf(layer).includes(f));
        if (hidden.length > 0) throw new Usage(`--fields: ${hidden.join(', ')} may not be published; these may: ${publishableOf(layer).join(', ') || 'none'}`);
        await holdCard(tx, layer.name);
        const access = { readers: layer.readers, isPublic: given.off !== true, publicFields: given.off === true ? [] : fields };
        await writeAccess(tx, layer.name, access, 'admin');
        await record(tx, { commune: commune.id, person: null, via: 'command' }, [{ action: 'layer.shared', subject: `layer:${layer.name}`, detail: { ...access } }]);
        return access;
      });
      cli.answer({ commune: commune.code, name, public: shown.isPublic, fields: shown.publicFields }, (m) => `${m.name}: ${m.public ? `public, with ${m.fields.join(', ') || 'its shape alone'}` : 'not public'}`);
    });
}
