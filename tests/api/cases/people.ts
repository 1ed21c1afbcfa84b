import { reads, type Case } from './case.ts';

export const people: Record<string, Case> = {
  getFactor: reads, beginFactor: { body: {}, allowed: 400 }, confirmFactor: { body: {}, allowed: 400 }, renewRecovery: { body: {}, allowed: 400 }, removeFactor: { body: {}, allowed: 400 },
  stepUp: { body: { code: 1 }, allowed: 400 }, getFactorRoles: reads, setFactorRoles: { body: {}, allowed: 400 },
  // No provider of identities here; a browser that comes back without an attempt is sent to the page of sign-in.
  signInWays: reads, openProvider: { body: {}, allowed: 404 }, linkProvider: { body: {}, allowed: 404 }, providerReturn: { allowed: 303 },
};
