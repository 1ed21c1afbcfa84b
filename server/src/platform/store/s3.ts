import { createReadStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { finished } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { checkKey, type BlobStore } from './types.ts';

export interface S3Options { endpoint: string; bucket: string; region: string; key: string; secret: string; prefix: string }

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SILENCE_MS = 60_000;
const TRIES = 3;

/** What a store answered that is not what was asked; `status` 0 when nothing answered. Holds no secret. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly status: number;
  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

interface Ask { method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'; path: string; file?: string; bytes?: number; sha256?: string; media?: string }

/**
 * A bucket of any S3-compatible store, path style, every request signed (AWS Signature Version 4) with the hash of its body. Files go and come as
 * streams: Node's own request, because a fetch with a stream would send no length, which S3 refuses.
 */
export function s3Store(options: S3Options): BlobStore {
  const base = options.endpoint.replace(/\/+$/, '');
  const keyed = (key: string): string => `/${options.bucket}/${options.prefix}${checkKey(key)}`;

  const once = async ({ method, path, file, bytes, sha256, media }: Ask): Promise<IncomingMessage> => {
    const signed = await new AwsV4Signer({
      method, url: base + path, service: 's3', region: options.region, accessKeyId: options.key, secretAccessKey: options.secret,
      headers: { 'x-amz-content-sha256': sha256 ?? EMPTY },
    }).sign();
    const headers: Record<string, string> = Object.fromEntries(signed.headers.entries());
    if (bytes !== undefined) headers['content-length'] = String(bytes);
    if (media !== undefined) headers['content-type'] = media;
    return new Promise((done, fail) => {
      const request = (signed.url.protocol === 'https:' ? https : http).request(signed.url, { method, headers }, done);
      request.setTimeout(SILENCE_MS, () => { request.destroy(new Error('the store is silent')); });
      request.on('error', (error) => { fail(new StoreFault(0, `The document store does not answer: ${error.message}`, error)); });
      if (file === undefined) request.end();
      else createReadStream(file).on('error', (error) => { request.destroy(error); }).pipe(request);
    });
  };
  /** What may be asked again is: a store that is away for a moment costs no document. */
  const ask = async (what: Ask, allowed: readonly number[]): Promise<IncomingMessage> => {
    for (let n = 1; ; n += 1) {
      try {
        const answer = await once(what);
        const status = answer.statusCode ?? 0;
        if (allowed.includes(status)) return answer;
        answer.resume();
        throw new StoreFault(status, `The document store answered ${String(status)} to ${what.method}`);
      } catch (error) {
        const again = error instanceof StoreFault && (error.status === 0 || error.status >= 500) && n < TRIES;
        if (!again) throw error;
        await new Promise((later) => { setTimeout(later, 200 * 2 ** n); });
      }
    }
  };
  const text = async (answer: IncomingMessage): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  };
  const size = async (key: string): Promise<number | undefined> => {
    const answer = await ask({ method: 'HEAD', path: keyed(key) }, [200, 404]);
    answer.resume();
    return answer.statusCode === 404 ? undefined : Number(answer.headers['content-length']);
  };
  return {
    kind: 's3',
    size,
    async put(key, file, facts) {
      if (await size(key) === facts.bytes) return;
      const answer = await ask({ method: 'PUT', path: keyed(key), file, ...facts }, [200, 201]);
      answer.resume();
      await finished(answer);
    },
    async open(key) {
      const answer = await ask({ method: 'GET', path: keyed(key) }, [200, 404]);
      if (answer.statusCode === 404) { answer.resume(); return undefined; }
      return { bytes: Number(answer.headers['content-length']), stream: answer };
    },
    async remove(key) { (await ask({ method: 'DELETE', path: keyed(key) }, [200, 204, 404])).resume(); },
    async* keys(prefix) {
      let token = '';
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: options.prefix + checkKey(prefix, false), ...(token === '' ? {} : { 'continuation-token': token }) });
        const page = await text(await ask({ method: 'GET', path: `/${options.bucket}?${query.toString()}` }, [200]));
        // Our keys hold no sign that XML would write otherwise.
        for (const [, key] of page.matchAll(/<Key>([^<]+)<\/Key>/g)) yield (key ?? '').slice(options.prefix.length);
        token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(page)?.[1] ?? '';
      } while (token !== '');
    },
  };
}
