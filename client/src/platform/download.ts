import type { EndpointSpec, Sent } from '@sommier/domain/shared';
import { send } from './call.ts';

/** Asks for a file and hands it to the browser under the name the server gave it. */
export async function download<E extends EndpointSpec>(e: E, sent: Sent<E>): Promise<void> {
  const answer = await send(e, sent);
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'sommier';
  const url = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
}
