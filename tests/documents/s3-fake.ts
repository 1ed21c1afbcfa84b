import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Options } from '../../server/src/platform/store/index.ts';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature Version 4 as the store computes it, written here a second time from AWS's description so that client and judge share no code. */
function signature(req: IncomingMessage, secret: string): { ok: boolean; why: string } {
  const found = /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(req.headers.authorization ?? '');
  if (!found) return { ok: false, why: 'no signature' };
  const [, day = '', region = '', names = '', given = ''] = found;
  const url = new URL(req.url ?? '/', 'http://x');
  const query = [...url.searchParams].map(([k, v]) => `${encode(k)}=${encode(v)}`).sort().join('&');
  const headers = names.split(';').map((n) => `${n}:${String(req.headers[n] ?? '').trim()}\n`).join('');
  const canonical = [req.method, url.pathname.split('/').map((p) => encode(decodeURIComponent(p))).join('/'), query, headers, names, req.headers['x-amz-content-sha256']].join('\n');
  const date = String(req.headers['x-amz-date'] ?? '');
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/s3/aws4_request`, sha(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
  const late = Math.abs(Date.now() - Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))) > 900_000;
  return { ok: hmac(key, toSign).toString('hex') === given && !late && names.includes('host') && names.includes('x-amz-content-sha256'), why: 'SignatureDoesNotMatch' };
}

export interface FakeS3 { options: S3Options; objects: Map<string, Buffer>; asked: string[]; /** Answers this status to the next requests, in order; 0 cuts the line. */ trouble: number[]; close: () => Promise<void> }

/** A store of one bucket that takes only rightly signed requests whose body has the hash they say, two keys a page. */
export async function fakeS3(secret = 'a secret of tests'): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const trouble: number[] = [];
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const url = new URL(req.url ?? '/', 'http://x');
      asked.push(`${req.method ?? ''} ${url.pathname}`);
      const body = Buffer.concat(parts);
      const bad = trouble.shift();
      if (bad === 0) { res.destroy(); return; }
      const signed = signature(req, secret);
      const key = decodeURIComponent(url.pathname).replace(/^\/documents-test\/?/, '');
      const held = objects.get(key);
      if (bad !== undefined) res.writeHead(bad).end();
      else if (!signed.ok) res.writeHead(403).end(`<Error><Code>${signed.why}</Code></Error>`);
      else if (req.method === 'PUT' && (req.headers['content-length'] === undefined || sha(body) !== req.headers['x-amz-content-sha256'])) res.writeHead(400).end('<Error><Code>XAmzContentSHA256Mismatch</Code></Error>');
      else if (req.method === 'PUT') { objects.set(key, body); res.writeHead(200).end(); }
      else if (req.method === 'DELETE') { objects.delete(key); res.writeHead(204).end(); }
      else if (url.searchParams.get('list-type') === '2') {
        const all = [...objects.keys()].filter((k) => k.startsWith(url.searchParams.get('prefix') ?? '')).sort();
        const from = Number(url.searchParams.get('continuation-token') ?? 0);
        const page = all.slice(from, from + 2).map((k) => `<Contents><Key>${k}</Key></Contents>`).join('');
        res.writeHead(200).end(`<ListBucketResult>${page}${from + 2 < all.length ? `<NextContinuationToken>${String(from + 2)}</NextContinuationToken>` : ''}</ListBucketResult>`);
      } else if (held === undefined) res.writeHead(404).end();
      else { res.writeHead(200, { 'content-length': held.length }); res.end(req.method === 'HEAD' ? undefined : held); }
    });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    options: { endpoint, bucket: 'documents-test', region: 'eu-test-1', key: 'KEYOFTESTS', secret, prefix: 'sommier/' }, objects, asked, trouble,
    close: async () => { server.closeAllConnections(); await new Promise((done) => { server.close(done); }); },
  };
}
