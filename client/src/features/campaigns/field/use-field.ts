import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldState, FieldStore } from './field-store.ts';

export const FieldContext = createContext<FieldStore | null>(null);
export const useFieldStore = (): FieldStore => {
  const store = useContext(FieldContext);
  if (!store) throw new Error('no field store above');
  return store;
};
export const useField = (): FieldState & { store: FieldStore; unsent: number } => {
  const store = useFieldStore();
  const state = useSyncExternalStore(store.listen, store.read);
  const unsent = state.visits.filter((v) => v.draft || v.sent < v.revision).length + state.photos.filter((p) => p.document === null).length;
  return { ...state, store, unsent };
};
