import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url');
export interface Who { sub: string; email?: string; email_verified?: boolean; name?: string; amr?: string[]; auth_time?: number }
/** How the next identity token is spoiled. */
export type Spoiled = 'nonce' | 'audience' | 'issuer' | 'signature' | 'expired' | undefined;

/** A small provider of identities over HTTP: description, keys, authorization with a code, and a token endpoint that holds PKCE, client secret, redirect address and single use. */
export async function startProvider(client: { id: string; secret: string }): Promise<{ issuer: string; as: (who: Who) => void; spoil: (how: Spoiled) => void; asked: URLSearchParams[]; close: () => Promise<void> }> {
  const [key, stranger] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...await exportJWK(key.publicKey), kid: 'k', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { query: URLSearchParams; who: Who }>();
  const asked: URLSearchParams[] = [];
  let who: Who = { sub: 'nobody' }, spoiled: Spoiled, issuer = '', serial = 0;
  const tokenFor = (nonce: string, told: Who): Promise<string> => {
    const payload: JWTPayload = { ...told, nonce: spoiled === 'nonce' ? 'another' : nonce };
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k' }).setIssuer(spoiled === 'issuer' ? 'http://127.0.0.1:1' : issuer).setAudience(spoiled === 'audience' ? 'somebody else' : client.id)
      .setIssuedAt().setExpirationTime(spoiled === 'expired' ? '-1h' : '5m').sign(spoiled === 'signature' ? stranger.privateKey : key.privateKey);
  };
  const server: Server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', issuer);
    const json = (status: number, body: unknown): void => { res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); };
    if (url.pathname === '/.well-known/openid-configuration') {
      json(200, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] });
    } else if (url.pathname === '/keys') json(200, { keys: [jwk] });
    else if (url.pathname === '/authorize') {
      const code = `code-${String(serial += 1)}`;
      asked.push(url.searchParams);
      codes.set(code, { query: url.searchParams, who });
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      res.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      let text = '';
      req.on('data', (part: Buffer) => { text += part.toString(); });
      req.on('end', () => {
        const form = new URLSearchParams(text), grant = codes.get(form.get('code') ?? '');
        codes.delete(form.get('code') ?? '');
        const holds = grant !== undefined && form.get('client_id') === client.id && form.get('client_secret') === client.secret && form.get('redirect_uri') === grant.query.get('redirect_uri')
          && grant.query.get('code_challenge_method') === 'S256' && sha(form.get('code_verifier') ?? '') === grant.query.get('code_challenge');
        if (!holds) { json(400, { error: 'invalid_grant' }); return; }
        void tokenFor(grant.query.get('nonce') ?? '', grant.who).then((id_token) => { json(200, { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token }); });
      });
    } else json(404, {});
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    issuer, asked, as: (next) => { who = next; }, spoil: (how) => { spoiled = how; },
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => { done(); }); }),
  };
}
