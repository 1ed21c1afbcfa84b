// One configuration: TypeScript through swc, native ES modules. The map library is never loaded here (browser tests do that).
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    }],
  },
  transformIgnorePatterns: ['/node_modules/(?!@sommier/)'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/tests/browser/', '/data/'],
  setupFiles: ['<rootDir>/tests/support/chance.ts'],
  testTimeout: 120000,
};
