import { z } from 'zod';
import { Id, allow, endpoint, inCommune } from '../shared/endpoint.ts';
import { LANGUAGES } from '../shared/texts.ts';
import { Diagnosis } from './model.ts';

/** `layers`: names of own layers, comma-separated; without it all the reader reads. */
const asked = z.object({ set: Id, layers: z.string().regex(/^[a-z][a-z0-9_-]{0,62}(,[a-z][a-z0-9_-]{0,62}){0,29}$/).optional() });

export const readDiagnosis = endpoint({
  id: 'diagnosis.read', method: 'get', path: '/api/communes/{commune}/diagnosis', access: allow('register.read'), summary: 'State of the place: own layers by zone, in number, area and per inhabitant',
  params: inCommune, query: asked, status: 200, reply: Diagnosis, errors: ['invalid', 'not_found'],
});
export const diagnosisFile = endpoint({
  id: 'diagnosis.file', method: 'get', path: '/api/communes/{commune}/diagnosis/file', access: allow('export.run'), summary: 'The state of the place as one document',
  params: inCommune, query: asked.extend({ language: z.enum(LANGUAGES) }), heavy: true, status: 200, reply: ['application/pdf'], errors: ['invalid', 'not_found'],
});
/** Null takes a zone's figure away; zones not named keep theirs. */
export const setInhabitants = endpoint({
  id: 'diagnosis.inhabitants', method: 'put', audit: 'zones.inhabitants_set', path: '/api/communes/{commune}/zone-sets/{id}/inhabitants', access: allow('zones.write'), summary: 'How many live in each zone of a set, with source and day',
  params: inCommune.extend({ id: Id }), status: 204, reply: z.undefined(), errors: ['invalid', 'not_found'],
  body: z.strictObject({ source: z.string().trim().min(1).max(300), asOf: z.iso.date(), rows: z.array(z.strictObject({ zone: Id, inhabitants: z.number().int().min(0).max(100_000_000).nullable() })).min(1).max(5000) }).meta({ id: 'ZoneInhabitants' }),
});
export const endpoints = [readDiagnosis, diagnosisFile, setInhabitants] as const;
