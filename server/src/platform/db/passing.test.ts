import { expect, test } from '@jest/globals';
import { asAppError } from '../http/errors.ts';
import { isAway, mayPass } from './passing.ts';

const fault = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

test('a database that is away or full is for later, a collision is to begin again, anything else is a fault', () => {
  for (const code of ['57P01', '53100', '53300', '08006', 'ECONNREFUSED', 'ENOSPC', 'ETIMEDOUT']) expect([code, isAway(fault(code)), asAppError(fault(code)).status, asAppError(fault(code)).detail['retryAfter']]).toEqual([code, true, 503, 2]);
  for (const message of ['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'Client has encountered a connection error and is not queryable', 'Client was closed and is not queryable', 'select 1 where name = $1 - Connection terminated unexpectedly']) expect([message, asAppError(new Error(message)).status]).toEqual([message, 503]);
  expect(isAway(fault('23514', 'insert into x - Connection terminated'))).toBe(false);
  expect([mayPass(fault('40001')), isAway(fault('40001')), asAppError(fault('40001')).status]).toEqual([true, false, 409]);
  for (const code of ['23514', '42P01', 'ENOENT', '']) expect([code, mayPass(fault(code))]).toEqual([code, false]);
  expect(asAppError(fault('42P01')).status).toBe(500);
});
