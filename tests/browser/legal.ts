import { expectThat, until } from './check.ts';
import { noViolations, shoot, standsRight } from './look.ts';
import type { Journey } from './journey.ts';

interface Row { id: string; code: string; domainClass: string | null; level: string }
const screen = async ({ page, tally, words }: Journey, name: string): Promise<void> => {
  const label = `${words.language} ${name}`;
  await tally.check(`${label}: stands right`, () => standsRight(page, words.direction));
  await tally.check(`${label}: axe finds 0 violations`, () => noViolations(page));
  await shoot(page, `${name}-${words.language}`);
};

/** Titles, conflicts, acts and documents as an agent meets them: a sale of public domain refused on screen with its basis, a file attached, a conflict decided. */
export const theLaw = async (j: Journey): Promise<void> => {
  const { page, url, words, tally } = j;
  const { language, word } = words;
  const at = `${url}/c/DEMO`;
  await tally.check(`${language} the board counts title files`, async () => {
    await page.goto(`${at}/titles?lang=${language}`);
    await page.locator('.stages button').nth(3).waitFor();
    await page.locator('table tbody tr').first().click();
    await page.locator('.side .pipe').waitFor();
  });
  await screen(j, 'titles');
  await tally.check(`${language} a conflict is decided with a reason, and keeps it`, async () => {
    await page.goto(`${at}/titles/conflicts?lang=${language}`);
    await page.locator('table tbody tr').first().click();
    await page.locator('svg.overlap').waitFor();
    await page.locator('.side select[name="state"]').selectOption('drawing');
    await page.locator('.side textarea[name="note"]').fill('Décalage du levé de 1998');
    await page.getByRole('button', { name: word('titles.conflict.decide'), exact: true }).click();
    await page.locator('.side .note.ok', { hasText: 'Décalage du levé de 1998' }).waitFor();
  });
  await screen(j, 'conflicts');
  await tally.check(`${language} the conflicts are a layer of the main map, and one is opened there`, async () => {
    await page.goto(`${at}/map?lang=${language}`);
    await page.getByLabel(word('map.conflicts'), { exact: true }).and(page.getByRole('checkbox')).check();
    await page.locator('.layers .conflictkey button').nth(9).waitFor();
    expectThat(/conflicts=yes/.test(page.url()), 'the address tells the layer');
    const { rows: [one] } = await page.evaluate(async () => (await (await fetch('/api/communes/DEMO/title-conflicts?size=1')).json()) as { rows: { id: string }[] });
    await page.goto(`${at}/map?lang=${language}&conflicts=yes&sel=conflict:${one?.id ?? ''}`);
    await page.locator('.sheet svg.overlap').waitFor();
  });
  await tally.check(`${language} the register of acts shows one with its papers`, async () => {
    await page.goto(`${at}/acts?lang=${language}`);
    await page.locator('table tbody tr').first().click();
    await page.locator('.side .led').first().waitFor();
  });
  await screen(j, 'acts');
  await tally.check(`${language} a sale of public domain is refused before it is recorded, with its basis`, async () => {
    const { rows } = await page.evaluate(async () => (await fetch('/api/communes/DEMO/assets?domain=public&size=50')).json()) as { rows: Row[] };
    const asset = rows.find((r) => r.level === 'site') ?? rows[0];
    expectThat(asset !== undefined, 'no public property');
    await page.goto(`${at}/assets/${asset!.id}?lang=${language}&tab=legal`);
    await page.getByRole('button', { name: word('acts.new'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('select').first().selectOption('disposal');
    await dialog.locator('input[name="reference"]').fill('99/2026');
    await dialog.locator('input[name="subject"]').fill('Cession');
    await dialog.locator('input[name="signedOn"]').fill('2026-01-10');
    await dialog.locator('input[name="deliberatedOn"]').fill('2025-12-01');
    await dialog.getByRole('button', { name: word('acts.check'), exact: true }).click();
    await dialog.locator('.note.bad', { hasText: '2018-29' }).first().waitFor();
  });
  await screen(j, 'act-refused');
  await tally.check(`${language} a file is attached by choosing it; one that could run is refused by name`, async () => {
    await page.goto(page.url().replace('tab=legal', 'tab=documents'));
    const input = page.locator('input[type="file"]').first();
    await input.waitFor({ state: 'attached' });
    await input.setInputFiles([{ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from(`Relevé du ${language}`) }, { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>1</script></html>') }]);
    await page.getByRole('dialog').locator('button[type="submit"]').click();
    await until('both outcomes', async () => (await page.getByRole('dialog').locator('.sent .tag').count()) === 2);
    expectThat((await page.getByRole('dialog').locator('.sent .tag.bad').count()) === 1, 'one file is refused');
  });
  await screen(j, 'documents');
};
