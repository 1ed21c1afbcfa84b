import { texts, type PrintText } from '@sommier/domain/exports';

/** The words of the paper itself, in the language of the paper: the same as the server writes on it. */
export const useFormat = (language: keyof typeof texts) => (key: PrintText, params: Readonly<Record<string, string | number>> = {}): string =>
  texts[language][key].replace(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? ''));
