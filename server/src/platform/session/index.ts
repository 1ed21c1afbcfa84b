export { clearCookie, hashToken, newToken, readCookie, sendCookie, tokenIn } from './cookie.ts';
export { declarantOf, type Declarant } from './declarant.ts';
export { principalOf, type CommuneHere, type Principal, type Signed } from './principal.ts';
