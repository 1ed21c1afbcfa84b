import { AppError, can, type EndpointSpec, type Role } from '@sommier/domain/shared';

/** How far two clocks that a provider and we keep may stand apart. */
const AHEAD_S = 60;

/** A body that overrides a rule says so in `overrides`, each with its reason. */
const overrides = (body: unknown): boolean => {
  const said = typeof body === 'object' && body !== null ? (body as { overrides?: unknown }).overrides : undefined;
  return Array.isArray(said) && said.length > 0;
};

const asks = (e: EndpointSpec, role: Role | undefined, body: unknown): boolean =>
  (e.stepUp === 'always' || (e.stepUp === 'override' && overrides(body)) || (e.stepUp === 'personal' && role !== undefined && can(role, 'personal.read')));

/**
 * Throws `step_up_required` where the endpoint asks that its caller proved who she is within the last minutes and she did not: a session left open
 * issues nothing, overrides nothing, takes no personal data away. An access key proves nothing, ever.
 */
export function refuseUnproved(e: EndpointSpec, who: { person?: { provedSeconds?: number } | undefined; role?: Role | undefined }, body: unknown, minutes: number): void {
  if (e.stepUp === undefined || who.person === undefined || !asks(e, who.role, body)) return;
  const { provedSeconds } = who.person;
  // A proof of the future was written before the clock went back: it would hold for hours.
  if (provedSeconds === undefined || provedSeconds > minutes * 60 || provedSeconds < -AHEAD_S) throw new AppError('step_up_required', `${e.id} asks to prove who one is`, { minutes });
}
