export { clearCookie, hashToken, newToken, readCookie, sendCookie, tokenIn } from './cookie.ts';
export { principalOf, type CommuneHere, type Principal, type Signed } from './principal.ts';
