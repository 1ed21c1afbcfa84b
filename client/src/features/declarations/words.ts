import { wordOf } from '@sommier/domain/rules';
import { useLanguage, useT } from '../../platform/i18n/index.ts';

/** Codes of the rules and countries in the reader's words; a code nobody knows stays as it is. */
export const useWords = (): { word: (code: string) => string; country: (code: string) => string } => {
  const t = useT();
  const { language } = useLanguage();
  return {
    word: (code) => wordOf(code, language),
    country: (code) => (code === 'foreign' ? t('declare.foreign') : /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code : code),
  };
};
