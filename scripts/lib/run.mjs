import { spawn } from 'node:child_process';

/** The repository's root, whatever the caller's folder. */
export const ROOT = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/**
 * Runs a program, shows what it says as it says it, and answers with its exit status and text.
 * @param {string} program @param {string[]} args @param {{env?: NodeJS.ProcessEnv, quiet?: boolean, uid?: number, gid?: number, cwd?: string}} [options]
 * @returns {Promise<{status: number, text: string}>}
 */
export const run = (program, args, options = {}) => new Promise((resolve) => {
  const child = spawn(program, args, {
    cwd: options.cwd ?? ROOT, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  let text = '';
  for (const [stream, out] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
    stream.setEncoding('utf8');
    stream.on('data', (part) => { text += part; if (!options.quiet) out.write(part); });
  }
  child.on('error', (error) => resolve({ status: 127, text: String(error) }));
  child.on('close', (code, signal) => resolve({ status: code ?? (signal ? 128 : 1), text }));
});

/** Runs a Node program of this repository that ends in a line `N passed, N failed`; no such line counts as one failure. */
export const runCounted = async (args, env = process.env) => {
  const { status, text } = await run(process.execPath, args, { env });
  const last = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const count = last ? { passed: Number(last[1]), failed: Number(last[2]) } : { passed: 0, failed: 1 };
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
};
