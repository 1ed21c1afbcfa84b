import type { Browser, Page } from 'playwright-core';
import { LANGUAGES } from '../../domain/src/shared/index.ts';
import { expectThat, type Tally } from './check.ts';
import { bringAxe, noViolations, shoot, standsRight } from './look.ts';
import type { Server } from './server.ts';
import { wordsOf } from './words.ts';

const EMAIL = 'oubli@passwords.test', OWN = 'quatre mots sans lien';

/** Somebody is added, chooses her own password as she signs in, forgets it and is given another: all of it from the screens. */
export const passwords = async (browser: Browser, { url }: Server, tally: Tally): Promise<void> => {
  const visitor = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'fr', reducedMotion: 'reduce' });
    await bringAxe(context);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    return page;
  };
  const admin = await visitor();
  await admin.context().request.post(`${url}/api/session`, { data: { email: 'admin@demo.example', password: 'sommier-demo' }, headers: { origin: url } });
  const { word } = await wordsOf('fr'), dialog = admin.getByRole('dialog');
  const proposed = async (): Promise<string> => {
    await dialog.getByRole('button', { name: word('users.password.propose'), exact: true }).click();
    return dialog.getByLabel(word('users.password')).inputValue();
  };
  let given = '';
  await tally.check('passwords: a newcomer is added with a proposed password', async () => {
    await admin.goto(`${url}/c/DEMO/users?lang=fr`);
    await admin.getByRole('button', { name: word('users.add'), exact: true }).click();
    await dialog.getByLabel(word('users.email'), { exact: true }).fill(EMAIL);
    await dialog.getByLabel(word('users.name'), { exact: true }).fill('Oumayma Oubli');
    given = await proposed();
    expectThat(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(given), given);
    await noViolations(admin);
    await dialog.getByRole('button', { name: word('users.save'), exact: true }).click();
    await admin.getByRole('row', { name: /oubli@passwords\.test.*mot de passe à changer avant/ }).waitFor();
  });

  /** Signs in with what she was given, and her own when it is asked. */
  const chooses = async (own: string, language: 'fr' | 'ar' | 'en' = 'fr'): Promise<Page> => {
    const page = await visitor(), { word: said } = await wordsOf(language);
    await page.goto(`${url}/signin?lang=${language}`);
    await page.getByLabel(said('signin.email')).fill(EMAIL);
    await page.getByLabel(said('signin.password'), { exact: true }).fill(given);
    await page.getByRole('button', { name: said('signin.submit'), exact: true }).click();
    await page.getByLabel(said('signin.next')).fill(own);
    await shoot(page, `passwords-own-${language}`);
    await noViolations(page);
    await page.getByRole('button', { name: said('signin.submit'), exact: true }).click();
    await page.waitForURL(/\/c\/DEMO/);
    return page;
  };
  await tally.check('passwords: the given one opens nothing but the choice of her own', async () => {
    const page = await chooses(OWN);
    await admin.reload();
    await admin.getByRole('row', { name: /oubli@passwords\.test.* ouvert / }).waitFor();
    await page.context().close();
  });
  await tally.check('passwords: who forgot hers is given another, and her sessions close', async () => {
    const page = await visitor();
    expectThat((await page.context().request.post(`${url}/api/session`, { data: { email: EMAIL, password: OWN }, headers: { origin: url } })).status() === 201, 'her own does not open');
    await admin.getByRole('button', { name: word('users.password.of').replace('{name}', 'Oumayma Oubli'), exact: true }).click();
    given = await proposed();
    await standsRight(admin, 'ltr');
    await shoot(admin, 'passwords-give-fr');
    await noViolations(admin);
    await dialog.getByRole('button', { name: word('users.password.give'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expectThat((await page.context().request.get(`${url}/api/session`)).status() === 401, 'her session is still open');
    await page.context().close();
    await (await chooses('encore quatre mots', 'ar')).context().close();
  });
  await tally.check('passwords: her sessions are closed from the list of people', async () => {
    const page = await visitor();
    await page.context().request.post(`${url}/api/session`, { data: { email: EMAIL, password: 'encore quatre mots' }, headers: { origin: url } });
    await admin.reload();
    await admin.getByRole('button', { name: word('users.password.of').replace('{name}', 'Oumayma Oubli'), exact: true }).click();
    await dialog.getByRole('button', { name: word('users.sessions.close'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expectThat((await page.context().request.get(`${url}/api/session`)).status() === 401, 'her session is still open');
    await page.context().close();
  });
  for (const language of LANGUAGES) {
    const { direction } = await wordsOf(language);
    await tally.check(`passwords: ${language}: the people of the commune stand right at 1440 and 1024, axe finds 0 violations`, async () => {
      await admin.goto(`${url}/c/DEMO/users?lang=${language}`);
      await admin.getByRole('row').nth(1).waitFor();
      for (const width of [1440, 1024]) {
        await admin.setViewportSize({ width, height: 768 });
        await standsRight(admin, direction);
        await shoot(admin, `users-${language}-${String(width)}`);
      }
      await noViolations(admin);
    });
  }
  await admin.context().close();
};
