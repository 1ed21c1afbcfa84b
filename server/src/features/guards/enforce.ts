import { judge, type Finding, type GuardOverride, type ShownFinding } from '@sommier/domain/guards';
import { message } from '@sommier/domain/messages';
import { AppError, type Language, type Role } from '@sommier/domain/shared';

export interface Enforced {
  /** What the write's reply says of the rules met and passed. */
  findings: ShownFinding[];
  /** For the audit line of the write: codes in `detail`, the reasons (free text) among the personal values. */
  detail: Record<string, unknown>;
  personal: Record<string, string>;
}

/** A finding in the reader's language. */
export const shown = (f: Finding, language: Language, reason: string | null = null): ShownFinding =>
  ({ code: f.code, outcome: f.outcome, text: message(language, f.message) ?? f.code, basis: [...f.basis], overridden: reason, about: f.about ?? null });

/**
 * Holds a write to its rules. Throws `rule_refused` with the reason, its legal basis and every finding where a refusal stands; `forbidden` when
 * somebody without `guard.override` sent an override. What it answers goes into the audit line with the write.
 */
export function enforce({ language, role }: { language: Language; role: Role }, findings: readonly Finding[], overrides: readonly GuardOverride[]): Enforced {
  const verdict = judge(findings, overrides, role);
  if (verdict.forbidden) throw new AppError('forbidden', 'Only guard.override may go past a rule', { reason: 'guards.not_yours' });
  const [first] = verdict.refused;
  if (first !== undefined) {
    throw new AppError('rule_refused', first.code, {
      reason: first.message, guard: first.code, basis: first.basis,
      findings: [...verdict.refused, ...verdict.warnings].map((f) => shown(f, language)), overridable: true,
    });
  }
  const passed = verdict.overridden.map(({ finding, reason }) => shown(finding, language, reason));
  return {
    findings: [...passed, ...verdict.warnings.map((f) => shown(f, language))],
    detail: {
      ...(passed.length > 0 ? { overridden: verdict.overridden.map(({ finding }) => ({ guard: finding.code, basis: finding.basis })) } : {}),
      ...(verdict.warnings.length > 0 ? { warned: verdict.warnings.map((f) => f.code) } : {}),
    },
    personal: Object.fromEntries(verdict.overridden.map(({ finding, reason }) => [`override.${finding.code}`, reason])),
  };
}
