import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useT } from './i18n/index.ts';
import { useCommune } from './session.tsx';

const SetStatus = createContext<(words: ReactNode) => void>(() => undefined);
const Status = createContext<ReactNode>(null);

export const StatusProvider = ({ children }: { children: ReactNode }) => {
  const [words, setWords] = useState<ReactNode>(null);
  return <SetStatus value={setWords}><Status value={words}>{children}</Status></SetStatus>;
};

/** Puts the screen's words (one or several `span`) at the start of the status line while the screen stands. */
export const useStatus = (make: () => ReactNode, deps: readonly unknown[]): void => {
  const set = useContext(SetStatus);
  // The list of dependencies is the caller's: it names what the words are made of.
  const words = useMemo(make, deps);
  useEffect(() => { set(words); return () => set(null); }, [set, words]);
};

/** The screen's words, what the frame adds, and the reader's role. */
export const StatusLine = ({ children }: { children?: ReactNode }) => {
  const t = useT();
  const words = useContext(Status);
  const { demo, role } = useCommune();
  return <footer className="status">{words}{demo && <span>{t('shell.demo')}</span>}{children}<span>{t('shell.status.role', { role: t(`role.${role}`) })}</span></footer>;
};
