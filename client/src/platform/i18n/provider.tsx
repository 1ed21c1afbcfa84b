import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createIntl, RawIntlProvider, useIntl, type IntlShape } from 'react-intl';
import { setSurroundings } from '../call.ts';
import { queryClient } from '../query.ts';
import { isWhole, loadCatalogue, type MessageKey, type Texts } from './catalogue.ts';
import { directionOf, keepLanguage, LOCALES, type Language } from './language.ts';

interface Speech { language: Language; setLanguage: (next: Language) => void; /** False until the texts of the screens behind the sign-in are there; `wantWhole` fetches them. */ whole: boolean; wantWhole: () => void }
const SpeechContext = createContext<Speech | null>(null);

const announce = (language: Language): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  setSurroundings({ language: () => language });
};

/** Holds the language. Changing it swaps the catalogue under the same tree, so that the page and what is typed in it stay. */
export const LanguageProvider = ({ first, messages, children }: { first: Language; messages: Texts; children: ReactNode }) => {
  const [held, hold] = useState({ language: first, messages });
  useEffect(() => { announce(held.language); }, [held.language]);
  const setLanguage = useCallback((language: Language) => {
    void loadCatalogue(language, isWhole(held.messages)).then((next) => {
      keepLanguage(language);
      announce(language);
      hold({ language, messages: next });
      // Names and messages composed by the server come in the reader's language too.
      void queryClient.invalidateQueries();
    });
  }, [held.messages]);
  const wantWhole = useCallback(() => { void loadCatalogue(held.language, true).then((messages) => hold({ language: held.language, messages })); }, [held.language]);
  const intl = useMemo(() => createIntl({ locale: LOCALES[held.language], messages: { ...held.messages }, defaultLocale: 'fr' }), [held]);
  const whole = isWhole(held.messages);
  const speech = useMemo(() => ({ language: held.language, setLanguage, whole, wantWhole }), [held.language, setLanguage, whole, wantWhole]);
  return <SpeechContext value={speech}><RawIntlProvider value={intl}>{children}</RawIntlProvider></SpeechContext>;
};

export const useLanguage = (): Speech => {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('no LanguageProvider above');
  return speech;
};

export type Values = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: Values) => string;

/** The text of a key, with ICU values (numbers are formatted by the locale). */
export const useT = (): Translate => {
  const intl = useIntl();
  return useCallback((key, values) => intl.formatMessage({ id: key }, values), [intl]);
};

/** The text of a key made at run time from a code (`map.nature.` + land); the code itself where the catalogue has none. */
export const useCodeText = (): ((prefix: string, code: string | null | undefined) => string) => {
  const intl = useIntl();
  return useCallback((prefix, code) => (code ? (prefix + code in intl.messages ? intl.formatMessage({ id: prefix + code }) : code) : '–'), [intl]);
};
export type Intl = IntlShape;
export { useIntl };
