// Builds the client and compresses it, as the first start does: for images and packages that carry it built.
import { buildClient } from '../server/src/serve/client-build.ts';

await buildClient();
