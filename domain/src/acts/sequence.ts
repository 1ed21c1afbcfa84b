import type { DomainClass } from '../assets/model.ts';
import type { ActEffect, ActKind, ActSide, LegalState } from './model.ts';

/** An act as the sequence of one property sees it. Acts of one day follow their order of recording (`id`). */
export interface Step { id: bigint; kind: ActKind; side: ActSide; domainClass: DomainClass | null; effectiveOn: string }

/** In what order acts take effect: by day, then by recording. */
export const inOrder = (a: Step, b: Step): number => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What an act does to a property on its side, as the guards name it. */
export function effectOf(kind: ActKind, side: ActSide): ActEffect {
  if (side === 'out') return 'transfer';
  if (side === 'in') return 'acquire';
  const effects: Partial<Record<ActKind, ActEffect>> = { assignment: 'assign', classification: 'classify', declassification: 'declassify', demolition: 'demolish' };
  return effects[kind] ?? 'other';
}

const isPrivate = (c: DomainClass | null): boolean => c === 'prive_affecte' || c === 'prive_patrimonial';

/** The state an act leaves. What an act does not speak of stays as it was. */
export function apply(state: LegalState, step: Step): LegalState {
  switch (effectOf(step.kind, step.side)) {
    case 'transfer': return { ...state, status: 'disposed' };
    case 'acquire': return { domainClass: step.domainClass ?? state.domainClass, status: 'active' };
    case 'demolish': return { ...state, status: 'demolished' };
    case 'classify': return { ...state, domainClass: step.domainClass ?? 'public_par_affectation' };
    case 'declassify': return { ...state, domainClass: step.domainClass ?? 'prive_patrimonial' };
    // A service takes it: what was held for revenue is so no longer; public domain stays public.
    case 'assign': return { domainClass: isPrivate(state.domainClass) ? 'prive_affecte' : state.domainClass, status: state.status === 'disposed' || state.status === 'demolished' ? state.status : 'active' };
    default: return step.kind === 'unassignment' && state.domainClass === 'prive_affecte' ? { ...state, domainClass: 'prive_patrimonial' } : state;
  }
}

/** The state on a day: what was declared before any act, then every standing act in effect by then, in order, wherever in time it was recorded. */
export const stateOn = (declared: LegalState, steps: readonly Step[], day: string): LegalState =>
  [...steps].filter((s) => s.effectiveOn <= day).sort(inOrder).reduce(apply, declared);

/** Each step with the state it finds and the state it leaves. */
export function trace(declared: LegalState, steps: readonly Step[]): { step: Step; before: LegalState; after: LegalState }[] {
  let state = declared;
  return [...steps].sort(inOrder).map((step) => {
    const before = state;
    state = apply(before, step);
    return { step, before, after: state };
  });
}

/** Whether a property is out of the register's reach in a state. */
export const isGone = (state: LegalState): boolean => state.status === 'disposed' || state.status === 'demolished';
