#!/usr/bin/env node
// The code runs as it is written: tsx strips the types as each file is loaded.
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

// Memory counts for more than the collector's time while code loads and in a command: server/src/platform/heap.ts.
setFlagsFromString('--heap-growing-percent=40');
register();
await import('../server/src/main.ts');
