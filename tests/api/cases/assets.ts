import { absent, reads, type Case } from './case.ts';

export const assets: Record<string, Case> = {
  listAssets: reads, getAssetFacets: reads, findAssets: { body: {}, allowed: 200 }, findAssetFacets: { body: {}, allowed: 200 }, similarAssets: { body: {}, allowed: 200 },
  createAsset: { body: {}, allowed: 400 }, getAsset: absent, updateAsset: { ...absent, body: {}, allowed: 400 }, verifyAsset: { ...absent, body: {}, allowed: 400 }, placeAsset: { ...absent, body: {}, allowed: 400 },
};
