import type { Page } from 'playwright-core';
import { expectThat, until } from './check.ts';
import type { Journey } from './journey.ts';
import { mapIsDrawn, noViolations, shoot, standsRight } from './look.ts';

export type Corner = [lon: number, lat: number];
export interface Ground { page: Page; at: Corner; zoom: number }

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
/** Degrees of so many metres east and north of a place. */
export const metresFrom = ([lon, lat]: Corner, east: number, north: number): Corner => [lon + east / (111_320 * Math.cos((lat * Math.PI) / 180)), lat + north / 110_950];

/** Where a place lies on the screen, for a map whose middle and zoom the address has set (tiles of 512 pixels). */
export const pixelOf = async ({ page, at, zoom }: Ground, [lon, lat]: Corner): Promise<[number, number]> => {
  const box = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
  const world = 512 * 2 ** zoom;
  const x = (l: number): number => ((l + 180) / 360) * world;
  const y = (l: number): number => (0.5 - Math.log(Math.tan(Math.PI / 4 + (l * Math.PI) / 360)) / (2 * Math.PI)) * world;
  return [box.x + box.width / 2 + x(lon) - x(at[0]), box.y + box.height / 2 + y(lat) - y(at[1])];
};
/** Clicks each corner, then closes with Enter; waits until the shape holds it. */
export const drawOutline = async (ground: Ground, corners: readonly Corner[]): Promise<void> => {
  const { page } = ground;
  for (const corner of corners) {
    const [x, y] = await pixelOf(ground, corner);
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
    await pause(400);
  }
  await page.keyboard.press('Enter');
  await until('a closed outline', async () => (await page.locator('.drawtools').first().getByRole('button').first().getAttribute('aria-pressed')) === 'true', 20_000);
};
/** The area the panel shows, in square metres. */
export const areaShown = async (page: Page): Promise<number> => Number(await page.locator('.drawing [data-area]').getAttribute('data-area'));

/** Opens the drawing of a new property, its map in the middle of a place. */
export const openNewDrawing = async (j: Journey, at: Corner, zoom = 19): Promise<Ground> => {
  const { page, url, words } = j;
  await page.goto(`${url}/c/DEMO/map?lang=${words.language}&at=${at[0].toFixed(6)},${at[1].toFixed(6)},${zoom}&edit=new`);
  await page.locator('.drawing .drawtools').first().waitFor();
  const forget = page.getByRole('button', { name: words.word('drawing.draft.drop'), exact: true });
  if (await forget.isVisible()) await forget.click();
  await pause(1500);
  return { page, at: [Number(at[0].toFixed(6)), Number(at[1].toFixed(6))], zoom };
};
export const chooseTool = (j: Journey, tool: 'reshape' | 'move' | 'part' | 'cut' | 'split' | 'take'): Promise<void> => j.page.getByRole('button', { name: j.words.word(`drawing.tool.${tool}`), exact: true }).click();

/** Saves what is drawn once the server has checked it, under a name when it is new; answers the property's id. */
export const saveDrawing = async (j: Journey, name?: string): Promise<string> => {
  const { page, words } = j;
  if (name !== undefined) await page.getByLabel(words.word('drawing.new.name')).fill(name);
  const main = page.locator('.drawing .acts .btn.main');
  await until('a drawing that may be saved', async () => (await main.getAttribute('aria-disabled')) === null && (await page.locator('.drawing dl.drawn dt').first().innerText()) === words.word('drawing.area.measured'), 30_000);
  await main.click();
  await until('the saved property', () => Promise.resolve(/[?&]sel=asset:\d+/.test(page.url()) && !page.url().includes('edit=')), 30_000);
  return /sel=asset:(\d+)/.exec(page.url())![1]!;
};

interface Sheet { drawnAreaM2: number; locatedBy: string; geometry: { type: string; coordinates: Corner[][] } }
export const sheetOf = (page: Page, id: string): Promise<Sheet> => page.evaluate(async (asset) => (await fetch(`/api/communes/DEMO/assets/${asset}/geometry`)).json().then((g: { check: { geometry: Sheet['geometry']; areaM2: number }; locatedBy: string }) => ({ drawnAreaM2: g.check.areaM2, locatedBy: g.locatedBy, geometry: g.check.geometry })), id);

/** Three properties: one with a hole, one that shares its border, one typed in UTM; every step goes back and forth. */
export const drawProperties = async (j: Journey): Promise<void> => {
  const { page, words, tally } = j;
  const bounds = await page.evaluate(async () => ((await (await fetch('/api/communes/DEMO/assets/facets')).json()) as { bounds: number[] }).bounds);
  const home: Corner = [bounds[0]! - 0.006 - { fr: 0, ar: 0.002, en: 0.004 }[words.language], (bounds[1]! + bounds[3]!) / 2];
  const corner = (x: number, y: number): Corner => metresFrom(home, x, y);
  let first = '';
  await tally.check(`${words.language} a property is drawn with a hole, step by step and back`, async () => {
    const ground = await openNewDrawing(j, home);
    await drawOutline(ground, [corner(-30, -15), corner(0, -15), corner(0, 15), corner(-30, 15)]);
    const whole = await areaShown(page);
    expectThat(Math.abs(whole / 900 - 1) < 0.05, `drawn 30 m by 30 m, shown ${whole} m²`);
    await chooseTool(j, 'cut');
    await drawOutline(ground, [corner(-20, -5), corner(-10, -5), corner(-10, 5), corner(-20, 5)]);
    const holed = await areaShown(page);
    expectThat(Math.abs((whole - holed) / 100 - 1) < 0.1, `a hole of 10 m by 10 m took ${whole - holed} m²`);
    await page.keyboard.press('Control+z');
    await until('the hole undone', async () => Math.abs(await areaShown(page) - whole) < 0.01);
    await page.keyboard.press('Control+Shift+z');
    await until('the hole again', async () => Math.abs(await areaShown(page) - holed) < 0.01);
    await tally.check(`${words.language} drawing: stands right`, () => standsRight(page, words.direction));
    await tally.check(`${words.language} drawing: axe finds 0 violations`, () => noViolations(page));
    await shoot(page, `drawing-${words.language}`);
    first = await saveDrawing(j, `Terrain A ${words.language}`);
    const kept = await sheetOf(page, first);
    expectThat(kept.locatedBy === 'drawing' && kept.geometry.coordinates.length === 2, `kept ${JSON.stringify(kept.geometry).slice(0, 80)}`);
    expectThat(Math.abs(kept.drawnAreaM2 / holed - 1) < 0.001, `PostGIS says ${kept.drawnAreaM2}, the hand ${holed}`);
  });
  await tally.check(`${words.language} the next one snaps to its border`, async () => {
    const ground = await openNewDrawing(j, home);
    await until('the neighbour to lean on', async () => (await page.evaluate(() => performance.getEntriesByType('resource').filter((r) => r.name.includes('/geometries/near')).length)) > 0);
    await pause(800);
    // A quarter of a metre beside the corners: a few pixels, within the reach of the snap.
    await drawOutline(ground, [corner(0.25, -15.2), corner(25, -15), corner(25, 15), corner(0.25, 15.2)]);
    const second = await saveDrawing(j, `Terrain B ${words.language}`);
    const [a, b] = [await sheetOf(page, first), await sheetOf(page, second)];
    const shared = b.geometry.coordinates[0]!.slice(1).filter((p) => a.geometry.coordinates[0]!.some((q) => p[0] === q[0] && p[1] === q[1]));
    expectThat(shared.length === 2, `${shared.length} corners in common with the neighbour, to the last bit`);
  });
  await tally.check(`${words.language} a third one is typed in UTM, without the mouse on the map`, async () => {
    await openNewDrawing(j, home);
    await page.getByRole('tab', { name: words.word('drawing.tab.corners'), exact: true }).click();
    await page.getByLabel(words.word('drawing.crs')).selectOption('32632');
    const at = corner(-30, 60);
    const moved = await page.evaluate(async (points) => ((await (await fetch('/api/communes/DEMO/geometries/transform', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ from: 4326, to: 32632, points }) })).json()) as { points: Corner[] }).points, [at]);
    const [x, y] = moved[0]!;
    await page.getByLabel(words.word('drawing.paste')).fill([[x, y], [x + 40, y], [x + 40, y + 20], [x, y + 20]].map((p) => p.map((v) => v.toFixed(2)).join(' ')).join('\n'));
    await page.getByRole('button', { name: words.word('drawing.paste.apply'), exact: true }).click();
    await page.getByRole('tab', { name: words.word('drawing.tab.ground'), exact: true }).click();
    const third = await saveDrawing(j, `Terrain C ${words.language}`);
    const kept = await sheetOf(page, third);
    expectThat(Math.abs(kept.drawnAreaM2 / 800 - 1) < 0.002, `typed 40 m by 20 m, kept ${kept.drawnAreaM2} m²`);
    await mapIsDrawn(page);
  });
};
