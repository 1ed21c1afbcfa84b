export { clearCookie, hashToken, newToken, readCookie, sendCookie } from './cookie.ts';
export { principalOf, type CommuneHere, type Principal, type Signed } from './principal.ts';
