import { can, type Role } from '../shared/permission.ts';
import type { Finding, GuardOverride } from './model.ts';

export interface Verdict {
  /** Refusals nobody answered for: the write must not happen. */
  refused: Finding[];
  /** Refusals passed, each with the reason given. */
  overridden: { finding: Finding; reason: string }[];
  warnings: Finding[];
  /** Overrides sent by somebody who may not. */
  forbidden: boolean;
}

/** Weighs the rules met against the overrides sent. An override of a rule that was not met counts for nothing. */
export function judge(findings: readonly Finding[], overrides: readonly GuardOverride[], role: Role): Verdict {
  const may = can(role, 'guard.override');
  const reasonOf = (f: Finding): string | undefined => overrides.find((o) => o.guardCode === f.code)?.reason;
  const seen = new Set<string>();
  const once = findings.filter((f) => !seen.has(f.code) && seen.add(f.code));
  const refusals = once.filter((f) => f.outcome === 'refuse');
  return {
    refused: refusals.filter((f) => !may || reasonOf(f) === undefined),
    overridden: may ? refusals.flatMap((finding) => { const reason = reasonOf(finding); return reason === undefined ? [] : [{ finding, reason }]; }) : [],
    warnings: once.filter((f) => f.outcome === 'warn'),
    forbidden: !may && overrides.length > 0,
  };
}
