#!/usr/bin/env node
// The code runs as it is written: tsx strips the types as each file is loaded.
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

// Memory counts for more than the collector's time while code loads and in a command: server/src/platform/heap.ts.
setFlagsFromString('--heap-growing-percent=40');
register();
// Nothing but `serve`: what only asks for help opens nothing.
if (process.argv[2] === 'serve' && process.argv.length === 3) (await import('../server/src/serve/early.ts')).beginOpening();
await import('../server/src/main.ts');
