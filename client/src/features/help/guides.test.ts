import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { NAV } from '../../shell/nav.ts';
import { CHAPTER_IDS, CHAPTERS, placeOf, SCREENS } from './chapters.ts';
import { answers, inline, labelsOf, parseGuide, plain } from './markup.ts';
import { SHOTS } from './shots.ts';
import { ar } from '../../platform/i18n/ar/index.ts';
import { en } from '../../platform/i18n/en/index.ts';
import { fr } from '../../platform/i18n/fr/index.ts';

const CATALOGUES: Record<string, Record<string, string>> = { fr, ar, en };
const guideOf = (language: string, id: string) => parseGuide(readFileSync(new URL(`./guide/${language}/${id}.md`, import.meta.url), 'utf8'));
const routes = readFileSync(new URL('../../routes.tsx', import.meta.url), 'utf8');

describe.each(Object.keys(CATALOGUES))('the guides in %s', (language) => {
  test.each(CHAPTER_IDS)('%s has the sections of every language, each with words', (id) => {
    const chapter = guideOf(language, id);
    expect(chapter.title).not.toBe('');
    expect(chapter.sections.map((s) => s.id)).toEqual(CHAPTERS[id]);
    for (const s of chapter.sections) expect({ section: s.id, enough: plain(s, (key) => CATALOGUES[language]![key] ?? '').length > 120 }).toEqual({ section: s.id, enough: true });
  });
  test.each(CHAPTER_IDS)('%s names only words and screens that exist', (id) => {
    const faults = guideOf(language, id).sections.flatMap((s) => labelsOf(s).flatMap(({ key, to }) => [
      ...(key in CATALOGUES[language]! ? [] : [`${s.id}: no text ${key}`]),
      ...(CATALOGUES[language]![key]?.includes('{') ? [`${s.id}: ${key} wants a value`] : []),
      ...(to === undefined || routes.includes(`path: '${to}'`) ? [] : [`${s.id}: no screen ${to}`]),
    ]));
    expect(faults).toEqual([]);
  });
  test.each(CHAPTER_IDS)('%s shows the pictures and says the labels of the French guide', (id) => {
    const french = guideOf('fr', id), here = guideOf(language, id);
    for (const [i, s] of here.sections.entries()) {
      expect({ section: s.id, keys: labelsOf(s).map((l) => `${l.key}|${l.to ?? ''}`) }).toEqual({ section: s.id, keys: labelsOf(french.sections[i]!).map((l) => `${l.key}|${l.to ?? ''}`) });
      expect(s.blocks.map((b) => (b.kind === 'shot' ? b.name : b.kind))).toEqual(french.sections[i]!.blocks.map((b) => (b.kind === 'shot' ? b.name : b.kind)));
    }
  });
});

test('every screen of the navigation opens the help at a section that exists', () => {
  for (const entry of NAV.flatMap((g) => g.entries)) {
    const screen = entry.to.replace('/c/$commune', '');
    expect({ screen, known: screen in SCREENS }).toEqual({ screen, known: true });
  }
  for (const [screen, place] of Object.entries(SCREENS)) {
    const [chapter, section] = place.split('/') as [keyof typeof CHAPTERS, string];
    expect({ screen, stands: (CHAPTERS[chapter] as readonly string[]).includes(section) }).toEqual({ screen, stands: true });
  }
  expect(placeOf('/c/DEMO/register/new')).toEqual({ chapter: 'agent', section: 'create' });
  expect(placeOf('/c/DEMO/register/settings')).toEqual({ chapter: 'admin', section: 'settings' });
  expect(placeOf('/c/DEMO/imports/new')).toEqual({ chapter: 'agent', section: 'import' });
  expect(placeOf('/c/DEMO/elsewhere')).toEqual({ chapter: 'agent', section: 'day' });
});
test('every picture that a guide shows is one that the browser makes, and none is made for nothing', () => {
  const shown = CHAPTER_IDS.flatMap((id) => guideOf('fr', id).sections.flatMap((s) => s.blocks.flatMap((b) => (b.kind === 'shot' ? [b.name] : []))));
  expect([...shown].sort()).toEqual(Object.keys(SHOTS).sort());
});
test('markup becomes values and never HTML', () => {
  expect(inline('a **b** `c` [[assets.new|/register/new]] <img src=x onerror=alert(1)>')).toEqual([
    { kind: 'text', text: 'a ' }, { kind: 'strong', text: 'b' }, { kind: 'text', text: ' ' }, { kind: 'code', text: 'c' }, { kind: 'text', text: ' ' },
    { kind: 'label', key: 'assets.new', to: '/register/new' }, { kind: 'text', text: ' <img src=x onerror=alert(1)>' },
  ]);
  expect(() => parseGuide('# A\n\n## B\nwords')).toThrow('without its name');
});
test('a search finds words without their accents, vowel marks or kind of alif', () => {
  expect(answers('Les échéances et recettes', 'echeance RECETTES')).toBe(true);
  expect(answers('الأملاك المصادَق عليها', 'املاك مصادق')).toBe(true);
  expect(answers('Les échéances', 'loyer')).toBe(false);
});
