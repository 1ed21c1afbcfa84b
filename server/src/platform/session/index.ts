export { clearCookie, hashToken, newToken, readCookie, sendCookie, tokenIn } from './cookie.ts';
export { declarantOf, type Declarant } from './declarant.ts';
export { keyPrincipalOf } from './key.ts';
export { principalOf, type CommuneHere, type KeyScope, type Principal, type Signed } from './principal.ts';
