import { createPrivateKey } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isPlainDatabase, isPlainHttp } from './plain.ts';
import { secretsFromFiles } from './secrets.ts';
import type { S3Options } from './store/index.ts';

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: 'must be a URL such as postgres://user:password@host:5432/name',
});

const blankIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsAbsent, schema.optional());
const yesOrNo = z.preprocess(blankIsAbsent, z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'));
/** 32 bytes in base64, as AES-256 wants them. */
const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, { error: 'must be 32 bytes in base64, as `openssl rand -base64 32` writes them' });
const isEd25519 = (pem: string): boolean => { try { return createPrivateKey(pem).asymmetricKeyType === 'ed25519'; } catch { return false; } };

const Variables = z.object({
  PORT: z.preprocess(blankIsAbsent, z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_READ_URL: optional(postgresUrl),
  DATABASE_PLAIN: yesOrNo,
  SOMMIER_DATA: z.preprocess(blankIsAbsent, z.string().default('./data')),
  SOMMIER_SAMPLES: z.preprocess(blankIsAbsent, z.string().default('../shared/data')),
  TRUST_PROXY: z.preprocess(blankIsAbsent, z.string().default('loopback')),
  DOCUMENTS_S3_ENDPOINT: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be a URL such as https://s3.example.org' })),
  DOCUMENTS_S3_BUCKET: optional(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' })),
  DOCUMENTS_S3_REGION: z.preprocess(blankIsAbsent, z.string().default('us-east-1')),
  DOCUMENTS_S3_KEY: optional(z.string()),
  DOCUMENTS_S3_SECRET: optional(z.string()),
  DOCUMENTS_S3_PLAIN: yesOrNo,
  DOCUMENTS_S3_PREFIX: z.preprocess(blankIsAbsent, z.string().regex(/^([a-zA-Z0-9._-]+\/)*$/, { error: 'must end with / and hold letters, digits, points, dashes' }).default('')),
  STEP_UP_MINUTES: z.preprocess(blankIsAbsent, z.coerce.number({ error: 'must be a number of minutes' }).int().min(1).max(720).default(15)),
  PUBLIC_URL: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be the address people use, such as https://sommier.example.org' })),
  OIDC_ISSUER: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be the URL of a provider of identities' })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: z.preprocess(blankIsAbsent, z.string().max(60).default('OpenID Connect')),
  OIDC_CREATE: yesOrNo,
  AUDIT_HEADS: optional(z.string()),
  AUDIT_KEY: optional(z.string().refine(isEd25519, { error: 'must be a private key of Ed25519 in PEM, as `openssl genpkey -algorithm ed25519` writes it' })),
  METRICS_TOKEN: optional(z.string().min(16, { error: 'must have 16 characters or more' })),
  SOMMIER_KEY: optional(key),
  SOMMIER_KEY_BEFORE: optional(key),
  SCAN_COMMAND: optional(z.string()),
  NODE_ENV: optional(z.string()),
}).superRefine((v, context) => {
  const s3 = [v.DOCUMENTS_S3_ENDPOINT, v.DOCUMENTS_S3_BUCKET, v.DOCUMENTS_S3_KEY, v.DOCUMENTS_S3_SECRET];
  if (s3.some((x) => x !== undefined) && s3.includes(undefined)) context.addIssue({ code: 'custom', path: ['DOCUMENTS_S3_ENDPOINT'], message: 'goes with DOCUMENTS_S3_BUCKET, DOCUMENTS_S3_KEY and DOCUMENTS_S3_SECRET: give all four or none' });
  const oidc = [v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.OIDC_CLIENT_SECRET, v.PUBLIC_URL];
  if (v.OIDC_ISSUER !== undefined && oidc.includes(undefined)) context.addIssue({ code: 'custom', path: ['OIDC_ISSUER'], message: 'goes with OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL: give all four or none' });
  // What names a person must not travel in the clear; a provider on the machine itself is for trials.
  if (v.OIDC_ISSUER !== undefined && isPlainHttp(v.OIDC_ISSUER)) context.addIssue({ code: 'custom', path: ['OIDC_ISSUER'], message: 'must be https, unless it is on this machine' });
  if (v.DOCUMENTS_S3_ENDPOINT !== undefined && v.DOCUMENTS_S3_PLAIN === 'no' && isPlainHttp(v.DOCUMENTS_S3_ENDPOINT)) context.addIssue({ code: 'custom', path: ['DOCUMENTS_S3_ENDPOINT'], message: 'must be https, unless it is on this machine; DOCUMENTS_S3_PLAIN=yes says that the network between is yours alone' });
  if (v.SOMMIER_KEY_BEFORE !== undefined && v.SOMMIER_KEY === undefined) context.addIssue({ code: 'custom', path: ['SOMMIER_KEY_BEFORE'], message: 'is the key that SOMMIER_KEY takes the place of: give that one too' });
}).refine((v) => v.DATABASE_READ_URL === undefined || v.DATABASE_URL !== undefined, {
  path: ['DATABASE_READ_URL'], error: 'names a replica, so DATABASE_URL must name its primary',
});

/** What the deployment chose, read once. Folders are absolute. */
export interface Env {
  port: number;
  host: string;
  /** PostgreSQL with PostGIS; absent, the embedded database in `dataDir` serves. */
  databaseUrl: string | undefined;
  /** A replica for reads that bear a moment's delay. */
  databaseReadUrl: string | undefined;
  dataDir: string;
  /** Real files for tests; never read by a running server. */
  samplesDir: string;
  /** Whose `X-Forwarded-For` and `-Proto` are believed, as Express names them: `loopback`, `uniquelocal`, addresses, separated by commas. */
  trustProxy: string;
  /** Where each day's signed heads of the audit trails are written. */
  headsDir: string;
  /** True only under NODE_ENV=production: replies are then not checked against their schemas. */
  production: boolean;
  /** How long a proof of who one is lasts for what asks for it (`stepUp` of an endpoint). */
  stepUpMinutes: number;
  /** What a collector of figures shows at `/api/metrics`; absent, there is no such address. */
  metricsToken?: string;
  /** Seals the seeds of second factors; `before` opens those sealed with the key it takes the place of. */
  key?: { now: Buffer; before?: Buffer };
  /** The trail's key in PEM; absent, the server makes one in its folder of files. */
  auditKey?: string;
  /** The antivirus and its arguments, given the path of each uploaded file as the last one. */
  scan?: readonly string[];
  /** The provider of identities (OpenID Connect) offered beside local accounts. */
  oidc?: { issuer: string; clientId: string; clientSecret: string; name: string; create: boolean; publicUrl: string };
  /** The bucket documents are kept in; absent, they stay in the data folder. */
  documents?: S3Options;
}

/** Every fault of the environment, each naming its variable. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The environment is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Both are looked at where they are URLs at all; else their own fault says what to mend. */
const plainDatabases = (variables: Record<string, string | undefined>): string[] => (variables['DATABASE_PLAIN'] === 'yes' ? [] : ['DATABASE_URL', 'DATABASE_READ_URL']
  .filter((name) => postgresUrl.safeParse(variables[name]).success && isPlainDatabase(variables[name] ?? '', variables))
  .map((name) => `${name} names another machine without TLS: add ?sslmode=verify-full (and &sslrootcert=FILE for an authority of your own), or say DATABASE_PLAIN=yes where the network between is yours alone`));

/** Reads the environment, secrets from files among it. Throws EnvError naming every fault at once. */
export function readEnv(given: Record<string, string | undefined> = process.env): Env {
  const { variables, faults } = secretsFromFiles(given);
  const read = Variables.safeParse(variables);
  faults.push(...(read.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`), ...plainDatabases(variables));
  if (!read.success || faults.length > 0) throw new EnvError(faults);
  const v = read.data;
  return {
    port: v.PORT,
    host: v.HOST,
    databaseUrl: v.DATABASE_URL,
    databaseReadUrl: v.DATABASE_READ_URL,
    dataDir: resolve(v.SOMMIER_DATA),
    samplesDir: resolve(v.SOMMIER_SAMPLES),
    headsDir: resolve(v.AUDIT_HEADS ?? `${v.SOMMIER_DATA}/heads`),
    trustProxy: v.TRUST_PROXY,
    production: v.NODE_ENV === 'production',
    stepUpMinutes: v.STEP_UP_MINUTES,
    ...(v.METRICS_TOKEN === undefined ? {} : { metricsToken: v.METRICS_TOKEN }),
    ...(v.SOMMIER_KEY === undefined ? {} : { key: { now: Buffer.from(v.SOMMIER_KEY, 'base64'), ...(v.SOMMIER_KEY_BEFORE === undefined ? {} : { before: Buffer.from(v.SOMMIER_KEY_BEFORE, 'base64') }) } }),
    ...(v.AUDIT_KEY === undefined ? {} : { auditKey: v.AUDIT_KEY }),
    ...(v.SCAN_COMMAND === undefined ? {} : { scan: v.SCAN_COMMAND.split(' ').filter((word) => word !== '') }),
    ...(v.OIDC_ISSUER === undefined || v.OIDC_CLIENT_ID === undefined || v.OIDC_CLIENT_SECRET === undefined || v.PUBLIC_URL === undefined ? {} : {
      oidc: { issuer: v.OIDC_ISSUER, clientId: v.OIDC_CLIENT_ID, clientSecret: v.OIDC_CLIENT_SECRET, name: v.OIDC_NAME, create: v.OIDC_CREATE === 'yes', publicUrl: v.PUBLIC_URL.replace(/\/+$/, '') },
    }),
    ...(v.DOCUMENTS_S3_ENDPOINT === undefined || v.DOCUMENTS_S3_BUCKET === undefined || v.DOCUMENTS_S3_KEY === undefined || v.DOCUMENTS_S3_SECRET === undefined ? {} : {
      documents: { endpoint: v.DOCUMENTS_S3_ENDPOINT, bucket: v.DOCUMENTS_S3_BUCKET, region: v.DOCUMENTS_S3_REGION, key: v.DOCUMENTS_S3_KEY, secret: v.DOCUMENTS_S3_SECRET, prefix: v.DOCUMENTS_S3_PREFIX },
    }),
  };
}
