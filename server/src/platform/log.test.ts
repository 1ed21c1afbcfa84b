import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openLog } from './log.ts';

const logged = (fault: Error): string => {
  let text = '';
  openLog('info', { write: (line: string) => { text += line; } }).error({ err: fault, email: 'somebody@here.test' }, 'failed');
  return text;
};
const fault = (message: string, fields: Record<string, string>): Error => Object.assign(new pg.DatabaseError(message, message.length, 'error'), fields);

describe('a fault in the log', () => {
  test('names its kind and place, and no row', () => {
    const line = logged(fault('insert into person - duplicate key value violates unique constraint "person_email"', { code: '23505', detail: 'Key (lower(email))=(somebody@here.test) already exists.', constraint: 'person_email', where: 'SQL statement "select somebody"' }));
    expect(line).toContain('person_email');
    expect(line).toContain('23505');
    expect(line).toContain('log.test.ts');
    expect(line).not.toContain('somebody');
  });
  test('quotes no value that was sent', () => {
    const line = logged(fault('select … - invalid input syntax for type integer: "12 rue\n"de" la Paix"', { code: '22P02' }));
    expect(line).toContain('invalid input syntax for type integer');
    expect(line).not.toContain('Paix');
  });
  test('of another kind keeps its words and its cause', () => {
    const line = logged(new Error('the store is away', { cause: new Error('connection refused') }));
    expect(line).toContain('the store is away');
    expect(line).toContain('connection refused');
  });
});
