import { resolve } from 'node:path';
import { z } from 'zod';
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
  NODE_ENV: optional(z.string()),
}).superRefine((v, context) => {
  const s3 = [v.DOCUMENTS_S3_ENDPOINT, v.DOCUMENTS_S3_BUCKET, v.DOCUMENTS_S3_KEY, v.DOCUMENTS_S3_SECRET];
  if (s3.some((x) => x !== undefined) && s3.includes(undefined)) context.addIssue({ code: 'custom', path: ['DOCUMENTS_S3_ENDPOINT'], message: 'goes with DOCUMENTS_S3_BUCKET, DOCUMENTS_S3_KEY and DOCUMENTS_S3_SECRET: give all four or none' });
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
  /** True only under NODE_ENV=production: replies are then not checked against their schemas. */
  production: boolean;
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
    trustProxy: v.TRUST_PROXY,
    production: v.NODE_ENV === 'production',
    ...(v.DOCUMENTS_S3_ENDPOINT === undefined || v.DOCUMENTS_S3_BUCKET === undefined || v.DOCUMENTS_S3_KEY === undefined || v.DOCUMENTS_S3_SECRET === undefined ? {} : {
      documents: { endpoint: v.DOCUMENTS_S3_ENDPOINT, bucket: v.DOCUMENTS_S3_BUCKET, region: v.DOCUMENTS_S3_REGION, key: v.DOCUMENTS_S3_KEY, secret: v.DOCUMENTS_S3_SECRET, prefix: v.DOCUMENTS_S3_PREFIX },
    }),
  };
}
