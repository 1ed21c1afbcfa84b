import { useEffect } from 'react';
import { legalWords } from '@sommier/domain/references';
import { LANGUAGES } from '../platform/i18n/index.ts';
import { ownWords, speakAs } from '../platform/i18n/own-words.ts';
import { useEndpoint } from '../platform/query.ts';
import { useCommune } from '../platform/session.tsx';

const HEAD: Readonly<Record<string, string>> = { domain_class: 'code.domain.', title_state: 'code.title.' };

/** The classes of domain and the states of title are said on every screen as the commune words them. */
export const useOwnWords = (): void => {
  const { data } = useEndpoint(legalWords, { params: { commune: useCommune().code } });
  useEffect(() => {
    if (!data || (data.words.length === 0 && Object.keys(ownWords()).length === 0)) return;
    speakAs(data.words.length === 0 ? {} : Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(data.words.map((w) => [`${HEAD[w.list] ?? ''}${w.code}`, w.labels[l]]))])));
  }, [data]);
};
