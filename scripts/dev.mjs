// The server, restarted when its code changes, and the client served by vite, which sends /api, /tiles and /ogc on to it.
import { spawn } from 'node:child_process';
import { ROOT } from './lib/run.mjs';

const port = process.env.PORT ?? '3000';
const clientPort = process.env.CLIENT_PORT ?? '5173';
const start = (args, env) => spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
const children = [
  start(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', '--include', 'domain/src/**', '--include', 'migrations/**', 'server/src/main.ts', 'serve'], { PORT: port }),
  start(['node_modules/vite/bin/vite.js', 'client', '--port', clientPort, '--strictPort'], { SOMMIER_API: `http://127.0.0.1:${port}` }),
];
const stop = (signal) => { for (const child of children) child.kill(signal); };
process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));
// One without the other shows nothing: the end of either ends both.
for (const child of children) child.on('exit', (code) => { process.exitCode = code ?? 0; stop('SIGTERM'); });
