import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { has, libpq, run } from './postgres.ts';

const BINARY = ['/usr/lib/cgi-bin/mapserv', '/usr/bin/mapserv'].find((path) => existsSync(path));
export interface Peer { port: number; path: (layer: string, z: number, x: number, y: number) => string; stop: () => Promise<void> }

export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});

const layer = (name: string, type: string, connection: string, data: string): string => `LAYER NAME "${name}" TYPE ${type} STATUS ON CONNECTIONTYPE POSTGIS
  PROCESSING "CLOSE_CONNECTION=DEFER" CONNECTION "${connection}" DATA "${data}" PROJECTION "init=epsg:3857" END
  METADATA "gml_include_items" "id" END END`;

/** MapServer with four FastCGI processes over the same tables; null (with what to install) where it is not there. */
export async function startMapServer(url: string, commune: number): Promise<Peer | string> {
  if (BINARY === undefined || !(await has('lighttpd')) && !existsSync('/usr/sbin/lighttpd')) return 'MapServer left out: install cgi-mapserver and lighttpd to compare with it.';
  const folder = mkdtempSync(join(tmpdir(), 'sommier-mapserver-')), port = await freePort();
  const { PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE } = libpq(url);
  const connection = `host=${String(PGHOST)} port=${String(PGPORT)} user=${String(PGUSER)} password=${String(PGPASSWORD)} dbname=${String(PGDATABASE)}`;
  const of = (table: string): string => `g3857 from (select id, g3857 from ${table} where commune_id = ${String(commune)}) as t using unique id using srid=3857`;
  writeFileSync(join(folder, 'bench.map'), `MAP NAME "bench" EXTENT -20037508 -20037508 20037508 20037508 SIZE 256 256 PROJECTION "init=epsg:3857" END
    OUTPUTFORMAT NAME "mvt" DRIVER "MVT" FORMATOPTION "EXTENT=4096" FORMATOPTION "EDGE_BUFFER=10" END
    ${layer('listings', 'POINT', connection, of('listing'))} ${layer('parcels', 'POLYGON', connection, of('parcel'))} END`);
  writeFileSync(join(folder, 'mapserver.conf'), `CONFIG\n ENV\n  MS_MAPFILE "${folder}/bench.map"\n  MS_MAP_PATTERN "."\n END\nEND\n`);
  // Each process a session of its own, as PostgreSQL's are: Linux shares a busy machine out among sessions first.
  writeFileSync(join(folder, 'mapserv'), `#!/bin/sh\nexec setsid ${BINARY}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'lighttpd.conf'), `server.document-root = "${folder}"\nserver.port = ${String(port)}\nserver.bind = "127.0.0.1"\nserver.modules = ("mod_fastcgi")\nserver.max-keep-alive-requests = 1000000\n`
    + `server.errorlog = "${folder}/error.log"\nfastcgi.server = ("/mapserv" => (("bin-path" => "${folder}/mapserv", "socket" => "${folder}/ms.sock", "max-procs" => 4, "check-local" => "disable",\n`
    + `  "bin-environment" => ("MAPSERVER_CONFIG_FILE" => "${folder}/mapserver.conf"))))\n`);
  const child: ChildProcess = spawn('/usr/sbin/lighttpd', ['-D', '-f', join(folder, 'lighttpd.conf')], { stdio: 'ignore' });
  await wait(1500);
  return {
    port, path: (name, z, x, y) => `/mapserv?mode=tile&tilemode=gmap&tile=${String(x)}+${String(y)}+${String(z)}&layers=${name}&map.imagetype=mvt`,
    async stop() {
      // lighttpd may leave its FastCGI processes behind.
      const { stdout } = await run('pgrep', ['-P', String(child.pid)]).catch(() => ({ stdout: '' }));
      for (const pid of [String(child.pid), ...stdout.split('\n').filter((line) => line !== '')]) try { process.kill(Number(pid), 'SIGTERM'); } catch { /* gone already */ }
      await wait(300);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
