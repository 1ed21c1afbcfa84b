import { resolve } from 'node:path';
import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import type { S3Options } from './store/index.ts';

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: 'must be a URL such as postgres://user:password@host:5432/name',
});

const blankIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsAbsent, schema.optional());

const Variables = z.object({
  PORT: z.preprocess(blankIsAbsent, z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_READ_URL: optional(postgresUrl),
  SOMMIER_DATA: z.preprocess(blankIsAbsent, z.string().default('./data')),
  SOMMIER_SAMPLES: z.preprocess(blankIsAbsent, z.string().default('../shared/data')),
  TRUST_PROXY: z.preprocess(blankIsAbsent, z.string().default('loopback')),
  DOCUMENTS_S3_ENDPOINT: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be a URL such as https://s3.example.org' })),
  DOCUMENTS_S3_BUCKET: optional(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' })),
  DOCUMENTS_S3_REGION: z.preprocess(blankIsAbsent, z.string().default('us-east-1')),
  DOCUMENTS_S3_KEY: optional(z.string()),
  DOCUMENTS_S3_SECRET: optional(z.string()),
  DOCUMENTS_S3_PREFIX: z.preprocess(blankIsAbsent, z.string().regex(/^([a-zA-Z0-9._-]+\/)*$/, { error: 'must end with / and hold letters, digits, points, dashes' }).default('')),
  STEP_UP_MINUTES: z.preprocess(blankIsAbsent, z.coerce.number({ error: 'must be a number of minutes' }).int().min(1).max(720).default(15)),
  PUBLIC_URL: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be the address people use, such as https://sommier.example.org' })),
  OIDC_ISSUER: optional(z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), { error: 'must be the URL of a provider of identities' })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: z.preprocess(blankIsAbsent, z.string().max(60).default('OpenID Connect')),
  OIDC_CREATE: z.preprocess(blankIsAbsent, z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no')),
  AUDIT_HEADS: optional(z.string()),
  METRICS_TOKEN: optional(z.string().min(16, { error: 'must have 16 characters or more' })),
  NODE_ENV: optional(z.string()),
}).superRefine((v, context) => {
  const s3 = [v.DOCUMENTS_S3_ENDPOINT, v.DOCUMENTS_S3_BUCKET, v.DOCUMENTS_S3_KEY, v.DOCUMENTS_S3_SECRET];
  if (s3.some((x) => x !== undefined) && s3.includes(undefined)) context.addIssue({ code: 'custom', path: ['DOCUMENTS_S3_ENDPOINT'], message: 'goes with DOCUMENTS_S3_BUCKET, DOCUMENTS_S3_KEY and DOCUMENTS_S3_SECRET: give all four or none' });
  const oidc = [v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.OIDC_CLIENT_SECRET, v.PUBLIC_URL];
  if (v.OIDC_ISSUER !== undefined && oidc.includes(undefined)) context.addIssue({ code: 'custom', path: ['OIDC_ISSUER'], message: 'goes with OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL: give all four or none' });
  // What names a person must not travel in the clear; a provider on the machine itself is for trials.
  if (v.OIDC_ISSUER?.startsWith('http:') && !isLoopback(new URL(v.OIDC_ISSUER).hostname)) context.addIssue({ code: 'custom', path: ['OIDC_ISSUER'], message: 'must be https, unless it is on this machine' });
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

/** Reads the environment. Throws EnvError naming every fault at once. */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  const read = Variables.safeParse(variables);
  if (!read.success) {
    throw new EnvError(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
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
    ...(v.OIDC_ISSUER === undefined || v.OIDC_CLIENT_ID === undefined || v.OIDC_CLIENT_SECRET === undefined || v.PUBLIC_URL === undefined ? {} : {
      oidc: { issuer: v.OIDC_ISSUER, clientId: v.OIDC_CLIENT_ID, clientSecret: v.OIDC_CLIENT_SECRET, name: v.OIDC_NAME, create: v.OIDC_CREATE === 'yes', publicUrl: v.PUBLIC_URL.replace(/\/+$/, '') },
    }),
    ...(v.DOCUMENTS_S3_ENDPOINT === undefined || v.DOCUMENTS_S3_BUCKET === undefined || v.DOCUMENTS_S3_KEY === undefined || v.DOCUMENTS_S3_SECRET === undefined ? {} : {
      documents: { endpoint: v.DOCUMENTS_S3_ENDPOINT, bucket: v.DOCUMENTS_S3_BUCKET, region: v.DOCUMENTS_S3_REGION, key: v.DOCUMENTS_S3_KEY, secret: v.DOCUMENTS_S3_SECRET, prefix: v.DOCUMENTS_S3_PREFIX },
    }),
  };
}
