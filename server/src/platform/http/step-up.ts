import { AppError, can, type EndpointSpec, type Role } from '@sommier/domain/shared';

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
export function refuseUnproved(e: EndpointSpec, who: { person?: { provedAt?: Date } | undefined; role?: Role | undefined }, body: unknown, minutes: number): void {
  if (e.stepUp === undefined || who.person === undefined || !asks(e, who.role, body)) return;
  const { provedAt } = who.person;
  if (provedAt === undefined || Date.now() - provedAt.getTime() > minutes * 60_000) throw new AppError('step_up_required', `${e.id} asks to prove who one is`, { minutes });
}
