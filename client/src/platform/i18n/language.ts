export const LANGUAGES = ['fr', 'ar', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name, as it is written in the switch. */
export const LANGUAGE_NAMES: Record<Language, string> = { fr: 'Français', ar: 'العربية', en: 'English' };
/** Formats: Tunisian Arabic writes Latin digits, bare `ar` does not. */
export const LOCALES: Record<Language, string> = { fr: 'fr', ar: 'ar-TN', en: 'en-GB' };
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
export const isLanguage = (x: unknown): x is Language => LANGUAGES.includes(x as Language);

const KEY = 'sommier.language';
/** The address first, then the reader's last choice, then the browser; French when none is ours. */
export const firstLanguage = (): Language => {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const kept = localStorage.getItem(KEY);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((l) => l.slice(0, 2)).find(isLanguage) ?? 'fr';
};
export const keepLanguage = (language: Language): void => localStorage.setItem(KEY, language);
