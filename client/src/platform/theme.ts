import { useEffect, useMemo, useState } from 'react';
import type { ThemeName } from '@sommier/domain/style';

/** Light or dark: what the reader chose, else what the device says; follows it when it turns. */
export const useTheme = (): ThemeName => {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const read = () => (document.documentElement.dataset['theme'] as ThemeName | undefined) ?? (query.matches ? 'dark' : 'light');
  const [theme, setTheme] = useState<ThemeName>(read);
  useEffect(() => {
    const on = () => setTheme(read());
    query.addEventListener('change', on);
    return () => query.removeEventListener('change', on);
  });
  return theme;
};
