import { z } from 'zod';
import { allow, endpoint, inCommune, SIGNED_IN } from '../shared/endpoint.ts';
import { OneCode, RoleName } from './model.ts';

const Password = z.string().min(1).max(256);

/** One's second factor: whether it is on, since when, and how many recovery codes are left. */
export const Factor = z.strictObject({
  enrolled: z.boolean(), since: z.iso.datetime().nullable(), recoveryLeft: z.number().int(),
  /** False where the account opens by the provider of identities alone: its second factor is the provider's. */
  localPassword: z.boolean(),
}).meta({ id: 'SecondFactor' });
export type Factor = z.output<typeof Factor>;

/** What an authenticator application is given: the secret in base32 and its address, also drawn. `path` is that of an SVG of `size` units a side. */
export const NewFactor = z.strictObject({ secret: z.string(), uri: z.string(), qr: z.strictObject({ size: z.number().int(), path: z.string() }) }).meta({ id: 'NewSecondFactor' });
/** Told once; each opens one session instead of a code. */
export const RecoveryCodes = z.strictObject({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export const FactorRoles = z.strictObject({ roles: z.array(RoleName).max(6) }).meta({ id: 'SecondFactorRoles' });

const SIGNED = ['bad_json', 'invalid', 'unauthenticated', 'cross_site', 'too_many'] as const;

export const getFactor = endpoint({
  id: 'getFactor', method: 'get', path: '/api/session/factor', access: SIGNED_IN, summary: 'One’s own second factor',
  status: 200, reply: Factor, errors: ['unauthenticated'],
});
export const beginFactor = endpoint({
  id: 'beginFactor', method: 'post', path: '/api/session/factor', access: SIGNED_IN, summary: 'A new secret for an authenticator application (RFC 6238); it counts once confirmed by a code', audit: 'none',
  body: z.object({ password: Password }).meta({ id: 'FactorBegin' }), status: 201, reply: NewFactor, errors: [...SIGNED, 'conflict'],
});
export const confirmFactor = endpoint({
  id: 'confirmFactor', method: 'post', path: '/api/session/factor/confirm', access: SIGNED_IN, summary: 'Turn the second factor on by its first code; answers the recovery codes', audit: 'none',
  body: z.object({ code: OneCode }).meta({ id: 'FactorConfirm' }), status: 201, reply: RecoveryCodes, errors: [...SIGNED, 'conflict'],
});
export const renewRecovery = endpoint({
  id: 'renewRecovery', method: 'post', path: '/api/session/factor/recovery', access: SIGNED_IN, summary: 'New recovery codes in the place of the old', audit: 'none',
  body: z.object({ password: Password, code: OneCode }).meta({ id: 'RecoveryRenew' }), status: 201, reply: RecoveryCodes, errors: [...SIGNED, 'not_found'],
});
export const removeFactor = endpoint({
  id: 'removeFactor', method: 'post', path: '/api/session/factor/remove', access: SIGNED_IN, summary: 'Turn the second factor off', audit: 'none',
  body: z.object({ password: Password, code: OneCode }).meta({ id: 'FactorRemove' }), status: 204, reply: z.undefined(), errors: [...SIGNED, 'not_found', 'rule_refused'],
});
/** By the password, or by a code where a second factor is on. */
export const stepUp = endpoint({
  id: 'stepUp', method: 'post', path: '/api/session/step-up', access: SIGNED_IN, summary: 'Prove again who one is, for what asks for it (`step_up_required`)', audit: 'none',
  body: z.object({ password: Password.optional(), code: OneCode.optional() }).meta({ id: 'StepUp' }), status: 204, reply: z.undefined(), errors: [...SIGNED],
});

export const getFactorRoles = endpoint({
  id: 'getFactorRoles', method: 'get', path: '/api/communes/{commune}/second-factor', access: allow('users.manage'), summary: 'The roles that work here only with a second factor',
  params: inCommune, status: 200, reply: FactorRoles, errors: ['unauthenticated', 'forbidden', 'not_found'],
});
export const setFactorRoles = endpoint({
  id: 'setFactorRoles', method: 'put', path: '/api/communes/{commune}/second-factor', access: allow('users.manage'), stepUp: 'always', summary: 'Ask a second factor of these roles', audit: 'commune.second_factor',
  params: inCommune, body: z.object({ roles: z.array(RoleName).max(6) }).meta({ id: 'SecondFactorRolesChange' }), status: 200, reply: FactorRoles,
  errors: ['bad_json', 'invalid', 'unauthenticated', 'forbidden', 'step_up_required', 'not_found', 'rule_refused'],
});

export const factorEndpoints = [getFactor, beginFactor, confirmFactor, renewRecovery, removeFactor, stepUp, getFactorRoles, setFactorRoles] as const;
