import type { Plugin } from 'vite';

/** What the client asks of an endpoint; the schemas are the server's, and the types need no code. */
const KEPT = new Set(['id', 'method', 'path', 'upload']);

interface Node { type: string; start: number; end: number; [key: string]: unknown }
const isNode = (x: unknown): x is Node => typeof x === 'object' && x !== null && typeof (x as Node).type === 'string';

/** The values a module makes when it is loaded: what follows the `=` of its own constants, where something may be called. */
const madeAtStart = (program: Node): Node[] => (program['body'] as Node[])
  .map((statement) => (isNode(statement['declaration']) ? statement['declaration'] : statement))
  .filter((statement) => statement.type === 'VariableDeclaration')
  .flatMap((statement) => (statement['declarations'] as Node[]).map((one) => one['init']))
  .filter(isNode).filter((init) => ['CallExpression', 'NewExpression', 'ObjectExpression', 'ArrayExpression'].includes(init.type));

const bareContract = (code: string, call: Node): string | undefined => {
  const [contract] = (call['arguments'] ?? []) as Node[];
  const callee = call['callee'] as Node | undefined;
  if (callee?.['name'] !== 'endpoint' || contract?.type !== 'ObjectExpression') return undefined;
  const kept = (contract['properties'] as Node[]).filter((p) => p.type !== 'Property' || KEPT.has(String((p['key'] as Node)['name'])));
  return `{ ${kept.map((p) => code.slice(p.start, p.end)).join(', ')} }`;
};

/**
 * Leaves out of the client what only the server uses of the domain: the schemas of the contracts, and whatever a module of the domain makes when it is
 * loaded and nobody uses (the domain is pure, so nothing else can hang on it). They would weigh more than the client's own screens.
 */
export const bareContracts = (): Plugin => ({
  name: 'sommier:bare-contracts', apply: 'build', enforce: 'post',
  transform: {
    filter: { id: /domain[\\/]src[\\/].*\.ts$/ },
    handler(code) {
      let bare = code;
      for (const made of madeAtStart(this.parse(code) as unknown as Node).sort((a, b) => b.start - a.start)) {
        const text = bareContract(code, made) ?? `/* @__PURE__ */ (() => (${code.slice(made.start, made.end)}))()`;
        bare = bare.slice(0, made.start) + text + bare.slice(made.end);
      }
      return { code: bare, map: null };
    },
  },
});
