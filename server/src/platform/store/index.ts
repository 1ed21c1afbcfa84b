import { folderStore } from './folder.ts';
import { s3Store, type S3Options } from './s3.ts';
import type { BlobStore } from './types.ts';

export type { BlobStore, Kept } from './types.ts';
export { StoreFault, type S3Options } from './s3.ts';

/** The store of documents: the bucket named by the environment, else the data folder. */
export const openStore = (root: string, s3?: S3Options): BlobStore => (s3 === undefined ? folderStore(root) : s3Store(s3));
