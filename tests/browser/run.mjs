// The browser tests: the real server on an embedded database, a real Chromium. Ends in `N passed, N failed`.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
