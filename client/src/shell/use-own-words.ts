import { useEffect } from 'react';
import { LANGUAGES } from '../platform/i18n/index.ts';
import { ownWords, speakAs } from '../platform/i18n/own-words.ts';
import { useCommune } from '../platform/session.tsx';

const HEAD: Readonly<Record<string, string>> = { domain_class: 'code.domain.', title_state: 'code.title.' };

/** The classes of domain and the states of title are said on every screen as the commune words them. */
export const useOwnWords = (): void => {
  const { words } = useCommune();
  useEffect(() => {
    if (words.length === 0 && Object.keys(ownWords()).length === 0) return;
    speakAs(words.length === 0 ? {} : Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(words.map((w) => [`${HEAD[w.list] ?? ''}${w.code}`, w.labels[l]]))])));
  }, [words]);
};
