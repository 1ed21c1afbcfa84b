import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { EnvError, readEnv } from './env.ts';

test('an empty environment is the embedded database on loopback', () => {
  expect(readEnv({})).toEqual({
    port: 3000, host: '127.0.0.1', databaseUrl: undefined, databaseReadUrl: undefined, dataDir: resolve('data'), samplesDir: resolve('../shared/data'), headsDir: resolve('data/heads'),
    trustProxy: 'loopback', production: false, stepUpMinutes: 15,
  });
});

test('a blank variable is an absent one', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', SOMMIER_DATA: '' })).toEqual(readEnv({}));
});

test('every fault is named, with its variable', () => {
  const read = (): unknown => readEnv({ PORT: 'eighty', DATABASE_URL: 'mysql://here', DATABASE_READ_URL: 'nowhere', SOMMIER_DATA: 'x' });
  expect(read).toThrow(EnvError);
  try { read(); } catch (error) {
    const { faults } = error as EnvError;
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'DATABASE_READ_URL']);
    expect((error as Error).message).toContain('PORT must be a port number');
  }
});

test('a replica without its primary is a fault', () => {
  expect(() => readEnv({ DATABASE_READ_URL: 'postgres://replica/x' })).toThrow('DATABASE_URL must name its primary');
  expect(readEnv({ DATABASE_READ_URL: 'postgres://replica/x', DATABASE_URL: 'postgres://primary/x' }).databaseReadUrl).toBe('postgres://replica/x');
});

test.each(['65536', '-1', '1.5', 'NaN'])('%s is no port', (PORT) => { expect(() => readEnv({ PORT })).toThrow('PORT'); });
