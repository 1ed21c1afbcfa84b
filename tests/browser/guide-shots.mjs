import { register } from 'tsx/esm/api';

register();
await import('./guide-shots.ts');
