import { isLoopback } from './loopback.ts';

/** Modes in which the driver speaks TLS or not at all, and checks who answers. `prefer` falls back with other drivers, `no-verify` trusts anybody. */
const CHECKED = new Set(['require', 'verify-ca', 'verify-full']);

/**
 * True when what is said to this database would cross a network that anybody on it may read or answer in its place: the host is not this machine, and
 * the address does not ask for TLS with a checked certificate. Read as the driver reads it: the last of a repeated parameter counts, and `host` among
 * them goes before the address's own (pg-connection-string).
 */
export function isPlainDatabase(url: string, variables: Record<string, string | undefined>): boolean {
  const { hostname, searchParams } = new URL(url);
  const asked = Object.fromEntries(searchParams) as Record<string, string | undefined>;
  const host = asked['host'] || decodeURIComponent(hostname).replace(/^\[(.+)\]$/, '$1') || variables['PGHOST'] || 'localhost';
  if (host.startsWith('/') || isLoopback(host)) return false;
  // With libpq's own meaning `require` takes any certificate, unless an authority is named.
  const lax = asked['uselibpqcompat'] === 'true' && asked['sslmode'] === 'require' && !asked['sslrootcert'];
  return lax || !CHECKED.has(asked['sslmode'] ?? '');
}

/** True for an address in clear beyond this machine. */
export const isPlainHttp = (url: string): boolean => url.startsWith('http:') && !isLoopback(new URL(url).hostname.replace(/^\[(.+)\]$/, '$1'));
