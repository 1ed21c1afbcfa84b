import { z } from 'zod';
import { endpoint, PUBLIC, SIGNED_IN } from '../shared/endpoint.ts';

/** Only a path of our own may be come back to. */
const Next = z.string().max(500).regex(/^\/(?![/\\])/).default('/');

/** The ways to sign in here; `provider` is the name under which the provider of identities is offered. */
export const Ways = z.strictObject({ provider: z.string().nullable() }).meta({ id: 'SignInWays' });
export const ProviderAddress = z.strictObject({ url: z.string() }).meta({ id: 'ProviderAddress' });
/** What a provider sends back with its answer; whatever else it adds is left aside. */
const Returned = z.object({ code: z.string().max(2000).optional(), state: z.string().max(500).optional(), error: z.string().max(200).optional(), iss: z.string().max(500).optional() });

export const signInWays = endpoint({
  id: 'signInWays', method: 'get', path: '/api/session/ways', access: PUBLIC, summary: 'The ways to sign in here', status: 200, reply: Ways, errors: [],
});
export const openProvider = endpoint({
  id: 'openProvider', method: 'post', path: '/api/session/provider', access: PUBLIC, summary: 'Where to go to sign in at the provider of identities (OpenID Connect)', audit: 'none',
  body: z.object({ next: Next, again: z.boolean().default(false) }).meta({ id: 'ProviderOpen' }), status: 201, reply: ProviderAddress, errors: ['bad_json', 'invalid', 'cross_site', 'not_found', 'not_ready', 'too_many'],
});
export const linkProvider = endpoint({
  id: 'linkProvider', method: 'post', path: '/api/session/provider/link', access: SIGNED_IN, stepUp: 'always', summary: 'Where to go to link one’s account to one’s identity at the provider', audit: 'none',
  body: z.object({ next: Next }).meta({ id: 'ProviderLink' }), status: 201, reply: ProviderAddress, errors: ['bad_json', 'invalid', 'unauthenticated', 'step_up_required', 'cross_site', 'not_found', 'not_ready', 'too_many'],
});
export const providerReturn = endpoint({
  id: 'providerReturn', method: 'get', path: '/api/session/provider/return', access: PUBLIC, summary: 'The provider’s answer: opens the session and goes on to the page asked for',
  query: Returned, status: 200, reply: ['text/html'], errors: ['invalid', 'not_found'],
});

export const providerEndpoints = [signInWays, openProvider, linkProvider, providerReturn] as const;
