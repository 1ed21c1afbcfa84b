import { useEffect, useMemo, useState } from 'react';
import type { ThemeName } from '@sommier/domain/style';

export const THEMES = ['device', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];
const KEY = 'sommier.theme', TURNED = 'sommier:theme';

/** What was chosen on this device; `device` while nothing was. */
export const chosenTheme = (): ThemeChoice => THEMES.find((name) => name === localStorage.getItem(KEY)) ?? 'device';
/** Puts the chosen theme on the page; called once before it is drawn. */
export const wearTheme = (): void => {
  const theme = chosenTheme();
  if (theme === 'device') delete document.documentElement.dataset['theme']; else document.documentElement.dataset['theme'] = theme;
};
/** Keeps a choice on this device and turns the page, its maps too. */
export const chooseTheme = (theme: ThemeChoice): void => { localStorage.setItem(KEY, theme); wearTheme(); window.dispatchEvent(new Event(TURNED)); };

/** Light or dark: what the reader chose, else what the device says; follows it when it turns. */
export const useTheme = (): ThemeName => {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const read = () => (document.documentElement.dataset['theme'] as ThemeName | undefined) ?? (query.matches ? 'dark' : 'light');
  const [theme, setTheme] = useState<ThemeName>(read);
  useEffect(() => {
    const on = () => setTheme(read());
    query.addEventListener('change', on);
    window.addEventListener(TURNED, on);
    return () => { query.removeEventListener('change', on); window.removeEventListener(TURNED, on); };
  });
  return theme;
};
