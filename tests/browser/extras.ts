import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { LIGHT } from '@sommier/domain/style';
import { encodeLayer } from '../../server/src/platform/tiles/index.ts';
import { archive, plainPng } from './archive.ts';
import { bankAndGap } from './bank-and-gap.ts';
import { expectThat, until, type Tally } from './check.ts';
import { mapIsDrawn, shoot } from './look.ts';
import { rentMonth } from './rent-month.ts';
import type { Words } from './words.ts';

export interface Extras { page: Page; url: string; words: Words; tally: Tally; /** The server's data folder. */ folder: string }

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** The colours at a few places of the map, read from a screenshot by the page itself: [r, g, b] each. */
const coloursOf = async (page: Page): Promise<number[][]> => {
  const png = (await page.locator('canvas.maplibregl-canvas').screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type: 'image/png' })).catch(() => null);
    if (!image) return [];
    const canvas = new OffscreenCanvas(image.width, image.height);
    const ink = canvas.getContext('2d')!;
    ink.drawImage(image, 0, 0);
    return [[0.2, 0.3], [0.5, 0.5], [0.8, 0.7], [0.3, 0.8]].map(([x, y]) => [...ink.getImageData(Math.floor(image.width * x!), Math.floor(image.height * y!), 1, 1).data].slice(0, 3));
  }, png);
};

const bytesOf = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
/** A quarter as ground: the colour of blocks at 55 % over bare ground. */
const QUARTER = bytesOf(LIGHT.block).map((v, i) => v * 0.55 + (bytesOf(LIGHT.land)[i] ?? 0) * 0.45);
/** The zoom where the archive's tiles lie, on ground of no commune, so that only the base map shows. */
const EMPTY = { lon: 9.5, lat: 36.2, zoom: 12 };

/** A square over the whole tile, as WKB, in tile units. */
const square = (): Buffer => {
  const ring = [[0, 0], [4096, 0], [4096, 4096], [0, 4096], [0, 0]];
  const out = Buffer.alloc(13 + ring.length * 16);
  out.writeUInt8(1, 0); out.writeUInt32LE(3, 1); out.writeUInt32LE(1, 5); out.writeUInt32LE(ring.length, 9);
  ring.forEach(([x, y], i) => { out.writeDoubleLE(x!, 13 + i * 16); out.writeDoubleLE(y!, 21 + i * 16); });
  return out;
};

export const basemap = async ({ page, url, words, tally, folder }: Extras): Promise<void> => {
  const file = join(folder, 'basemap.pmtiles');
  const open = `${url}/c/DEMO/map?lang=${words.language}&at=${EMPTY.lon},${EMPTY.lat},${EMPTY.zoom + 0.4}`;
  const sees = (what: string, test: (c: number[]) => boolean): Promise<void> => tally.check(`${words.language} ${what}`, async () => {
    await page.goto(open);
    await until('the base map on the screen', async () => { const seen = await coloursOf(page); return seen.length === 4 && seen.every(test); }, 20_000);
    await page.getByText(words.word('map.basemap.own')).waitFor();
  }).then(() => undefined);
  try {
    writeFileSync(file, archive(2, plainPng(256, [200, 30, 160]), EMPTY.lon, EMPTY.lat, EMPTY.zoom));
    await sees('an operator’s archive of pictures lies under the map', ([r = 0, g = 0, b = 0]) => r > 180 && g < 120 && b > 140);
    await shoot(page, `basemap-raster-${words.language}`);
    // Water over the whole tile, in the scheme's own layer.
    writeFileSync(file, archive(1, encodeLayer('water', [{ id: '1', properties: { kind: 'ocean' }, geometry: square() }]), EMPTY.lon, EMPTY.lat, EMPTY.zoom));
    await sees('an operator’s archive of streets and water lies under the map', ([r = 0, g = 0, b = 0]) => Math.abs(r - 0xcd) < 6 && Math.abs(g - 0xdf) < 6 && Math.abs(b - 0xe8) < 6);
    await shoot(page, `basemap-vector-${words.language}`);
    writeFileSync(file, 'this is no archive');
    await tally.check(`${words.language} a file that is no archive is left aside: the commune’s own quarters are the ground`, async () => {
      await page.goto(open);
      await page.getByText(words.word('map.basemap.commune')).waitFor();
      // Over the town, without the layer of zones: ground of a quarter is not the bare ground.
      await page.goto(`${url}/c/DEMO/map?lang=${words.language}&layers=-zones,-listings,-assets,-parcels`);
      await mapIsDrawn(page);
      await until('quarters under the map', async () => { const seen = await coloursOf(page); return seen.some((colour) => colour.every((v, i) => Math.abs(v - (QUARTER[i] ?? 0)) < 3)); }, 20_000);
      await shoot(page, `basemap-own-${words.language}`);
    });
  } finally { rmSync(file, { force: true }); }
};

export const picture = async ({ page, url, words, tally }: Extras): Promise<void> => {
  await tally.check(`${words.language} the map leaves as a PNG of what is on the screen`, async () => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}`);
    await mapIsDrawn(page);
    await page.keyboard.press('Control+p');
    await page.getByRole('tab', { name: words.word('exports.picture') }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.word('exports.picture.go') }).click()]);
    const bytes = readFileSync(await download.path());
    expectThat(bytes.subarray(1, 4).toString() === 'PNG' && download.suggestedFilename().endsWith('.png'), 'not a PNG');
    const box = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
    expectThat(bytes.readUInt32BE(16) === Math.round(box.width) && bytes.readUInt32BE(20) === Math.round(box.height), 'not of the map’s size');
    // An empty buffer of this size compresses to a few kilobytes.
    expectThat(bytes.length > 20_000, `${bytes.length} bytes: an empty picture`);
    await page.keyboard.press('Escape');
  });
};

const order = (page: Page): string[] => (new URL(page.url()).searchParams.get('layers') ?? '').split(',');

export const layersInOrder = async ({ page, url, words, tally }: Extras): Promise<void> => {
  const start = async (): Promise<void> => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}`);
    await page.getByRole('button', { name: words.word('map.layer.settings') }).click();
  };
  await tally.check(`${words.language} a layer is dragged over another`, async () => {
    await start();
    const lines = page.locator('aside.layers section.layer');
    const from = (await lines.nth(0).boundingBox())!;
    await lines.nth(0).dragTo(lines.nth(2), { sourcePosition: { x: from.width / 2, y: 4 }, targetPosition: { x: 40, y: 8 } });
    await until('the new order', () => Promise.resolve(order(page)[2] === 'zones' && order(page)[0] !== 'zones'), 5000);
  });
  await tally.check(`${words.language} and by the keyboard`, async () => {
    await start();
    const down = page.getByRole('button', { name: words.like('map.layer.down') }).first();
    await down.focus();
    await page.keyboard.press('Enter');
    await until('the new order', () => Promise.resolve(order(page)[1] === 'zones'), 5000);
  });
};

/** Places a property by its parcel; the session is gone when it is sent, and the request goes on once the password is given. */
export const placedAfterLapse = async ({ page, url, words, tally }: Extras): Promise<void> => {
  await tally.check(`${words.language} what a lapsed session met is sent again, and a property stands on its parcel`, async () => {
    await page.goto(`${url}/c/DEMO/map?lang=${words.language}&tab=unlocated`);
    // No function inside: what the page is given must stand alone.
    const ask = async <T>(path: string): Promise<T> => await page.evaluate(async (address) => (await (await fetch(address)).json()) as unknown, `/api/communes/DEMO/${path}`) as T;
    const waiting = await ask<{ total: number }>('assets?located=no&size=1');
    const parcels = (await ask<{ rows: { reference: string | null }[] }>('parcels?size=100')).rows.flatMap((r) => (r.reference === null ? [] : [r.reference]));
    // A reference that stands once: a doubled one is rightly refused.
    const reference = parcels.find((r) => parcels.filter((other) => other === r).length === 1) ?? '';
    expectThat(waiting.total > 0, 'nothing waits for a place in the demo');
    await page.locator('table tbody tr').first().getByRole('button').click();
    await page.locator('input[name=reference]').fill(reference);
    await page.context().clearCookies();
    await page.locator('form.byparcel button[type=submit]').click();
    const dialog = page.getByRole('dialog', { name: words.word('session.lapsed') });
    await dialog.waitFor();
    await shoot(page, `lapsed-${words.language}`);
    await dialog.locator('input[type=password]').fill('sommier-demo');
    await dialog.getByRole('button', { name: words.word('session.resume') }).click();
    await until('the property placed', () => Promise.resolve(/sel=asset/.test(page.url())), 15_000);
    await pause(300);
    const id = /sel=asset:(\d+)/.exec(decodeURIComponent(page.url()))?.[1] ?? '';
    const placed = await page.evaluate(async (asset) => (await fetch(`/api/communes/DEMO/assets/${asset}`)).json(), id) as { located: boolean; locatedBy: string };
    expectThat(placed.located && placed.locatedBy === 'parcel', JSON.stringify({ located: placed.located, by: placed.locatedBy }));
  });
};
export const extras = [basemap, picture, layersInOrder, rentMonth, bankAndGap, placedAfterLapse] as const;
