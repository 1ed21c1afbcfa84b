import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** The operator's own base map: an archive she puts into the data folder under this name. */
export const BASEMAP = 'basemap.pmtiles';
export type BasemapKind = 'vector' | 'raster';

/** Where the header of a PMTiles archive (version 3, 127 bytes) says what its tiles are: 1 vector, 2 to 5 pictures. */
const TYPE_AT = 99;
const HEADER = 127;

/** What the archive in the data folder holds, or null when there is none or it is no PMTiles archive of version 3. */
export async function basemapKind(dataDir: string): Promise<BasemapKind | null> {
  const file = await open(join(dataDir, BASEMAP)).catch(() => null);
  if (file === null) return null;
  try {
    const head = Buffer.alloc(HEADER);
    const { bytesRead } = await file.read(head, 0, HEADER, 0);
    if (bytesRead < HEADER || head.toString('latin1', 0, 7) !== 'PMTiles' || head[7] !== 3) return null;
    const type = head[TYPE_AT] ?? 0;
    return type === 1 ? 'vector' : type >= 2 && type <= 5 ? 'raster' : null;
  } finally { await file.close(); }
}
