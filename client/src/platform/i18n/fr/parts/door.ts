import { shell } from '../shell.ts?door';
import { signin } from '../signin.ts?door';

/** What the sign-in page says, and no more: the first thing a slow line has to bring. A copy (`?door`): `base` holds these texts too, so that nobody behind the door asks twice. */
export const door = { ...shell, ...signin };
