import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import encodeQR from 'qr';

const PERIOD_S = 30;
/** Codes of the step before and after count too: clocks of telephones are off by that much (RFC 6238, 5.2). */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without 0, 1, I, L, O, U: what is read aloud or copied by hand is not mistaken. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 160 bits, as RFC 4226 asks. */
export const newSecret = (): Buffer => Buffer.from(new Secret({ size: 20 }).bytes);
const totp = (secret: Buffer, email = ''): TOTP => new TOTP({ issuer: 'Sommier', label: email, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: PERIOD_S });

/** The step whose code this is, or nothing. Compared in constant time by the library. */
export function stepOf(secret: Buffer, code: string, nowMs: number): number | undefined {
  const delta = totp(secret).validate({ token: code, window: WINDOW, timestamp: nowMs });
  return delta === null ? undefined : Math.floor(nowMs / 1000 / PERIOD_S) + delta;
}

/** What an authenticator application reads: the secret as text, its address, and that address drawn as the path of an SVG. */
export function describe(secret: Buffer, email: string): { secret: string; uri: string; qr: { size: number; path: string } } {
  const one = totp(secret, email), uri = one.toString();
  const bits = encodeQR(uri, 'raw', { ecc: 'medium', border: 2 });
  const path = bits.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : []))).join('');
  return { secret: one.secret.base32, uri, qr: { size: bits.length, path } };
}

/** Ten codes of ten signs (49 bits each), in two halves. */
export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, () => {
  const signs = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
});
/** As compared: what was typed without spaces and dashes, in capitals. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();
export const isTotp = (plain: string): boolean => /^\d{6}$/.test(plain);
