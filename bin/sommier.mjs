#!/usr/bin/env node
// The code runs as it is written: tsx strips the types as each file is loaded.
import { register } from 'tsx/esm/api';

register();
await import('../server/src/main.ts');
