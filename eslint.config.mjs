import boundaries from 'eslint-plugin-boundaries';
import ts from 'typescript-eslint';

const to = (type, more = {}) => ({ to: { element: { type, ...more } } });
const any = { to: { element: { type: '*' } } };
const sameFeature = (type) => to(type, { captured: { feature: '{{from.element.captured.feature}}' } });
const from = (type, allow) => ({ from: { element: { type } }, allow });

/** Text reaches the page as text: whatever writes markup into it is refused (CSP is the second wall). */
const MARKUP = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML']", message: 'Write text, not markup.' },
  { selector: "CallExpression[callee.property.name='setHTML']", message: 'Popup.setHTML does not sanitise: use setDOMContent.' },
  { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: 'Write text, not markup.' },
];
const PURE = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the day as an argument.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the day as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The domain does not roll dice.' },
];
/** Three languages from the first screen: what a reader sees stands in the catalogues. */
const CATALOGUE = [
  { selector: 'JSXText[value=/[A-Za-z\u00C0-\u024F\u0600-\u06FF]{2,}/]', message: 'Texts live in client/src/platform/i18n.' },
  { selector: "JSXAttribute[name.name=/^(title|placeholder|alt|aria-label)$/] > Literal[value=/[A-Za-z\u0600-\u06FF]{2,}/]", message: 'Texts live in client/src/platform/i18n.' },
];
const MAP_ONLY = { regex: '^(maplibre-gl|terra-draw)', message: 'Only client/src/map talks to the map library.' };

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', '.tmp/**', 'docs/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parser: ts.parser },
    plugins: { boundaries, ts: ts.plugin },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      'boundaries/elements': [
        { type: 'domain-shared', pattern: 'domain/src/shared' },
        { type: 'domain', pattern: 'domain/src/*', capture: ['feature'] },
        { type: 'server-platform', pattern: 'server/src/platform' },
        { type: 'server-feature', pattern: 'server/src/features/*', capture: ['feature'] },
        { type: 'server-main', pattern: 'server/src' },
        { type: 'client-platform', pattern: 'client/src/platform' },
        { type: 'client-map', pattern: 'client/src/map' },
        { type: 'client-feature', pattern: 'client/src/features/*', capture: ['feature'] },
        { type: 'client-main', pattern: 'client/src' },
        { type: 'seed', pattern: 'seed' },
        { type: 'tests', pattern: 'tests' },
        { type: 'bench', pattern: 'bench' },
        { type: 'scripts', pattern: 'scripts' },
      ],
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', policies: [
        from('domain-shared', [to('domain-shared')]),
        from('domain', [to('domain-shared'), to('domain')]),
        from('server-platform', [to('server-platform'), to('domain-shared'), to('domain')]),
        from('server-feature', [to('server-platform'), to('domain-shared'), to('domain'), sameFeature('server-feature'),
          to('server-feature', { fileInternalPath: 'index.ts' }), to('seed')]),
        from('server-main', [to('server-main'), to('server-platform'), to('domain-shared'), to('domain'), to('server-feature', { fileInternalPath: 'index.ts' })]),
        from('client-platform', [to('client-platform'), to('domain-shared'), to('domain')]),
        from('client-map', [to('client-map'), to('client-platform'), to('domain-shared'), to('domain')]),
        from('client-feature', [to('client-platform'), to('client-map'), to('domain-shared'), to('domain'), sameFeature('client-feature'),
          to('client-feature', { fileInternalPath: 'index.ts' })]),
        from('client-main', [to('client-main'), to('client-platform'), to('client-map'), to('domain-shared'), to('domain'), to('client-feature')]),
        from('seed', [to('seed'), to('domain-shared'), to('domain')]),
        from('tests', [any]), from('bench', [any]), from('scripts', [any]),
      ] }],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', ...MARKUP],
      'no-var': 'error', 'prefer-const': 'error', eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-debugger': 'error',
      'ts/no-explicit-any': 'error',
      'ts/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'ts/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'ts/consistent-type-imports': 'error',
    },
  },
  // A test stands beside what it tests and takes its databases from tests/support.
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'boundaries/dependencies': 'off' } },
  // The one rule that needs types: a promise nobody waits for loses its error.
  {
    files: ['server/src/**/*.ts', 'domain/src/**/*.ts', 'client/src/**/*.{ts,tsx}', 'seed/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { 'ts/no-floating-promises': 'error' },
  },
  {
    files: ['server/src/**/*.ts', 'seed/**/*.ts', 'client/src/**/*.{ts,tsx}'], ignores: ['client/src/map/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [MAP_ONLY] }] },
  },
  { files: ['client/src/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...MARKUP, ...CATALOGUE] } },
  {
    files: ['domain/src/**/*.ts'], ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.|zod$)', message: 'The domain imports zod and itself, nothing else.' }] }],
      'no-restricted-globals': ['error', 'fetch', 'process', 'window', 'document'],
      'no-restricted-syntax': ['error', ...MARKUP, ...PURE],
    },
  },
];
