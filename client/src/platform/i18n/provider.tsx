import { createContext, useCallback, useContext, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { createIntl, RawIntlProvider, useIntl, type IntlShape } from 'react-intl';
import { setSurroundings } from '../call.ts';
import { queryClient } from '../query.ts';
import { missingPart, needWords, onWords, speak, wordsNow, type MessageKey } from './catalogue.ts';
import { onOwnWords, ownWords } from './own-words.ts';
import { directionOf, keepLanguage, LOCALES, type Language } from './language.ts';

interface Speech { language: Language; setLanguage: (next: Language) => void }
const SpeechContext = createContext<Speech | null>(null);

const announce = (language: Language): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  setSurroundings({ language: () => language });
};
const setLanguage = (language: Language): void => {
  void speak(language).then(() => {
    keepLanguage(language);
    announce(language);
    // Names and messages composed by the server come in the reader's language too.
    void queryClient.invalidateQueries();
  });
};

/** Holds the language. Changing it swaps the catalogue under the same tree, so that the page and what is typed in it stay. */
export const LanguageProvider = ({ children }: { children: ReactNode }) => {
  const words = useSyncExternalStore(onWords, wordsNow);
  const own = useSyncExternalStore(onOwnWords, ownWords);
  useEffect(() => { announce(words.language); }, [words.language]);
  const intl = useMemo(() => {
    const made = createIntl({ locale: LOCALES[words.language], messages: { ...words.texts, ...own[words.language] }, defaultLocale: 'fr' });
    // With the locale's own marks an Arabic date reads year first beside dates without them: every date one way round.
    return { ...made, formatDate: (...asked: Parameters<IntlShape['formatDate']>) => made.formatDate(...asked).replace(/[\u200e\u200f]/g, '') };
  }, [words, own]);
  const speech = useMemo(() => ({ language: words.language, setLanguage }), [words.language]);
  return <SpeechContext value={speech}><RawIntlProvider value={intl}>{children}</RawIntlProvider></SpeechContext>;
};

export const useLanguage = (): Speech => {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('no LanguageProvider above');
  return speech;
};

export type Values = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: Values) => string;

/** Whether a text is here; if not, its part is fetched and the screen is made again with it. */
const isHere = (intl: IntlShape, key: string): boolean => {
  if (key in intl.messages) return true;
  const part = missingPart(key);
  if (part) needWords(part).catch(() => undefined);
  return false;
};

/** The text of a key, with ICU values (numbers are formatted by the locale); nothing while its part is on the way. */
export const useT = (): Translate => {
  const intl = useIntl();
  return useCallback((key, values) => (isHere(intl, key) ? intl.formatMessage({ id: key }, values) : ''), [intl]);
};

/** The text of a key made at run time from a code (`map.nature.` + land); the code itself where the catalogue has none. */
export const useCodeText = (): ((prefix: string, code: string | null | undefined) => string) => {
  const intl = useIntl();
  return useCallback((prefix, code) => (code ? (isHere(intl, prefix + code) ? intl.formatMessage({ id: prefix + code }) : code) : '–'), [intl]);
};
export type Intl = IntlShape;
export { useIntl };
