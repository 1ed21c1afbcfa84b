import { z } from 'zod';
import { allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { Basis, COUNTRIES, GuardCode } from './model.ts';

/** The rules with what they stand on in the commune's country, for the screen that explains them. */
export const listGuards = endpoint({
  id: 'listGuards', method: 'get', path: '/api/communes/{commune}/guards', access: allow('register.read'), summary: 'The guards and their legal basis in the country of the commune',
  params: inCommune, status: 200,
  reply: z.object({ country: z.enum(COUNTRIES).nullable(), guards: z.array(z.object({ code: GuardCode, text: z.string(), basis: z.array(Basis) })) }), errors: [],
});
export const endpoints = [listGuards] as const;
