import { useState } from 'react';
import { useT } from '../../platform/i18n/index.ts';
import { useSession } from '../../platform/session.tsx';
import { useSober } from '../../platform/sober.ts';
import { chooseTheme, chosenTheme, THEMES, type ThemeChoice } from '../../platform/theme.ts';
import { Check, SelectField } from '../../platform/ui/index.ts';

/** How a person wants this device to show the application: light or dark, and sparing of data. */
export const DisplaySection = () => {
  const t = useT();
  const { person } = useSession();
  const { sober, set } = useSober(person.id);
  const [theme, setTheme] = useState<ThemeChoice>(chosenTheme);
  return (
    <section className="narrow block" aria-labelledby="display">
      <h2 id="display">{t('frugality.display')}</h2>
      <SelectField label={t('frugality.theme')} value={theme} onChange={(e) => { const next = e.target.value as ThemeChoice; chooseTheme(next); setTheme(next); }}>
        {THEMES.map((name) => <option key={name} value={name}>{t(`frugality.theme.${name}`)}</option>)}
      </SelectField>
      <Check checked={sober} onChange={(e) => set(e.currentTarget.checked)}>{t('frugality.sober')}</Check>
      <p className="small">{t('frugality.sober.why')}</p>
    </section>
  );
};
