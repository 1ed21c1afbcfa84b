// Builds the client into the image, so that no container builds it again.
import { register } from 'tsx/esm/api';

register();
const { buildClient } = await import('../server/src/serve/client-build.ts');
await buildClient();
