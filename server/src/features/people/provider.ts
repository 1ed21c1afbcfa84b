import * as oidc from 'openid-client';
import { AppError } from '@sommier/domain/shared';
import type { Env } from '../../platform/env.ts';

type Settings = NonNullable<Env['oidc']>;
export interface Checks { state: string; nonce: string; verifier: string }
/** Who the provider says it is: the pair that stays the same, and what a new account would be called. */
export interface Identity { issuer: string; subject: string; email: string | undefined; name: string | undefined; secondFactor: boolean; provedAt: Date }

const PATIENCE_S = 8;
const RETURN = '/api/session/provider/return';

/** The provider as the environment names it. Its description is fetched at the first need, and again after a failure. */
export function providerOf(settings: Settings): { start: (again: boolean) => Promise<{ url: string; checks: Checks }>; finish: (search: string, checks: Checks) => Promise<Identity> } {
  let found: Promise<oidc.Configuration> | undefined;
  const describe = async (): Promise<oidc.Configuration> => {
    // The library trusts the link for the token's signature unless told to check it (ASVS 5.0, 6.8.2). Plain HTTP passes the environment's check only for a provider on this machine.
    const execute = [oidc.enableNonRepudiationChecks, ...(settings.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])];
    found ??= oidc.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, { execute, timeout: PATIENCE_S });
    try { return await found; } catch (cause) {
      found = undefined;
      throw new AppError('not_ready', 'The provider of identities does not answer', { reason: 'provider_away', retryAfter: 60 }, cause);
    }
  };
  return {
    async start(again) {
      const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(await describe(), {
        redirect_uri: settings.publicUrl + RETURN, scope: 'openid email profile', state: checks.state, nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier), code_challenge_method: 'S256',
        ...(again ? { prompt: 'login', max_age: '0' } : {}),
      });
      return { url: url.href, checks };
    },
    /** Trades the answer for the identity. The library holds state, nonce, issuer, audience, signature and time; whatever it refuses is thrown on. */
    async finish(search, { state, nonce, verifier }) {
      const answer = await oidc.authorizationCodeGrant(await describe(), new URL(settings.publicUrl + RETURN + search), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      const claims = answer.claims();
      if (claims === undefined) throw new Error('no identity token');
      const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
      return {
        issuer: claims.iss, subject: claims.sub, email: claims['email_verified'] === true ? text(claims['email']) : undefined, name: text(claims['name']),
        // RFC 8176: the provider itself says that more than one factor was used. Nothing else is taken for it.
        secondFactor: Array.isArray(claims['amr']) && claims['amr'].includes('mfa'),
        provedAt: new Date(typeof claims.auth_time === 'number' ? Math.min(Date.now(), claims.auth_time * 1000) : 0),
      };
    },
  };
}
