import { NOTHING, absent, reads, type Case } from './case.ts';

/** History, reviews, the recycle bin, bulk changes, duplicates. */
export const working: Record<string, Case> = {
  getAssetHistory: absent, restoreAsset: { ...absent, body: {}, allowed: 400 }, getOwnActions: reads, undoAction: absent,
  submitAssets: { body: { assets: [NOTHING] }, allowed: 404 }, listReviews: reads, countReviews: reads, getReview: absent, validateAsset: { ...absent, body: {} }, returnAsset: { ...absent, body: {}, allowed: 400 },
  withdrawSubmission: absent, proposeChange: { ...absent, body: {}, allowed: 400 }, listProposals: reads, getProposal: absent, decideProposal: { ...absent, body: {}, allowed: 400 }, withdrawProposal: absent,
  previewRecycling: absent, recycleAsset: { ...absent, body: {} }, listBins: reads, getBin: absent, restoreBin: absent, emptyBin: absent,
  previewBulk: { body: {}, allowed: 400 }, runBulk: { body: {}, allowed: 400 },
  findTwins: { allowed: 202 }, listTwins: reads, getTwin: absent, keepTwins: { ...absent, body: {} }, mergeTwins: { ...absent, body: {}, allowed: 400 }, undoMerge: absent, listMerges: { params: { id: NOTHING }, allowed: 200 },
};
