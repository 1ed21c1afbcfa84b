import { useCodeText } from '../../platform/i18n/index.ts';

/** The name of a kind of job. Those that no other screen names stand with the texts of administration, apart from what every screen loads. */
export const useKindText = (): ((kind: string) => string) => {
  const word = useCodeText();
  return (kind) => {
    const own = word('failed.kind.', kind);
    return own === kind ? word('jobs.kind.', kind) : own;
  };
};
