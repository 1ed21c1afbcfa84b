import type { Language } from './language.ts';

/** Words that the commune on screen puts in the place of the catalogue's, by language. */
export type OwnWords = Partial<Record<Language, Readonly<Record<string, string>>>>;
let own: OwnWords = {};
const listeners = new Set<() => void>();
export const ownWords = (): OwnWords => own;
export const onOwnWords = (tell: () => void): (() => void) => { listeners.add(tell); return () => { listeners.delete(tell); }; };
/** Takes the words of another commune up; the former one's are gone. */
export const speakAs = (next: OwnWords): void => { own = next; for (const tell of listeners) tell(); };
