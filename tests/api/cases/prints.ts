import { absent, reads, type Case } from './case.ts';

export const prints: Record<string, Case> = {
  'exports.estimate': { body: { layers: ['assets'], format: 'csv' }, allowed: 200 }, 'exports.create': { body: {}, allowed: 400 }, 'exports.file': absent,
  'exports.package': { allowed: 202 }, 'exports.package_file': absent,
  'prints.create': { body: {}, allowed: 400 }, 'prints.file': absent,
  'prints.templates.list': reads, 'prints.templates.create': { body: {}, allowed: 400 }, 'prints.templates.change': { ...absent, body: {}, allowed: 400 }, 'prints.templates.delete': absent,
  'prints.templates.logo': { ...absent, upload: true, allowed: 400 }, 'prints.templates.logo_file': absent,
  'prints.frame': { query: 'lon=10.17&lat=36.8', allowed: 200 },
  'prints.atlas.create': { body: {}, allowed: 400 }, 'prints.atlas.file': absent,
};
