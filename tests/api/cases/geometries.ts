import { absent, reads, type Case } from './case.ts';

const POINT = { type: 'Point', coordinates: [10.18, 36.8] };

export const geometries: Record<string, Case> = {
  getGeometryRules: reads, changeGeometryRules: { body: {}, allowed: 400 },
  checkGeometry: { body: { geometry: POINT }, allowed: 200 }, transformPoints: { body: { from: 4326, to: 22391, points: [[10.1685, 36.7969]] }, allowed: 200 },
  nearGeometries: { query: 'bbox=10.1,36.8,10.11,36.81', allowed: 200 }, getAssetGeometry: absent, setAssetGeometry: { ...absent, body: { geometry: POINT } },
};
