import type { Plugin } from 'vite';

interface Chunk { type: 'chunk' | 'asset'; fileName: string; name?: string; code?: string; imports?: string[] }
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["']\.\/(rolldown-runtime-[\w-]+\.js)["'];?/;
/** `a as b` pairs of an import or export list. */
const pairs = (list: string): [string, string][] => list.split(',').map((one) => one.trim()).filter(Boolean).map((one) => { const [a = '', b] = one.split(/\s+as\s+/); return [a, b ?? a]; });

/**
 * The bundler puts its few helpers (700 bytes) into a file of their own, which every screen would ask for. This lays them into the shell, which every
 * screen has anyway. What it does not recognise it leaves as it was.
 */
export const runtimeInShell = (): Plugin => ({
  name: 'sommier:runtime-in-shell',
  // Before the page is written, which names the files to fetch first.
  enforce: 'pre',
  generateBundle: { order: 'pre', handler(_options, bundle) {
    const chunks = Object.values(bundle) as unknown as Chunk[];
    const runtime = chunks.find((c) => c.type === 'chunk' && c.fileName.includes('rolldown-runtime'));
    const shell = chunks.find((c) => c.type === 'chunk' && c.name === 'shell');
    const said = runtime?.code?.match(/^([\s\S]*)export\s*\{([^}]*)\};?\s*$/);
    if (!runtime || !shell?.code || !said) return;
    const exported = pairs(said[2] ?? '');
    const help = `const $help=(()=>{${said[1] ?? ''}return{${exported.map(([local, name]) => `${name}:${local}`).join(',')}}})();`;
    for (const chunk of chunks) {
      const found = chunk.code?.match(IMPORT);
      if (!chunk.code || !found) continue;
      const wanted = pairs(found[1] ?? '');
      chunk.code = chunk === shell
        ? chunk.code.replace(found[0], `${help}${wanted.map(([name, local]) => `const ${local}=$help.${name};`).join('')}`)
        : chunk.code.replace(found[0], `import{$help}from"./${shell.fileName.split('/').pop() ?? ''}";${wanted.map(([name, local]) => `const ${local}=$help.${name};`).join('')}`);
      chunk.imports = chunk.imports?.map((name) => (name === runtime.fileName ? shell.fileName : name)) ?? [];
    }
    shell.code += '\nexport{$help};\n';
    if (!chunks.some((c) => c.code?.includes(runtime.fileName.split('/').pop() ?? ' '))) delete bundle[runtime.fileName];
  } },
});
