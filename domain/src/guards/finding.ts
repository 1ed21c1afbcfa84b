import { basisOf } from './basis.ts';
import type { Country, Finding, GuardCode, GuardOutcome } from './model.ts';

/** A guard met: what the code, the outcome and the country come to. */
export const guard = (code: GuardCode, outcome: GuardOutcome, country: Country | null): Finding => ({ code, outcome, basis: basisOf(code, country), message: `guards.${code}` });

/** Keeps what stands, in order. */
export const standing = (...all: readonly (Finding | false)[]): Finding[] => all.filter((f): f is Finding => f !== false);
