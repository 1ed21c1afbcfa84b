import { z } from 'zod';
import { CommuneCode } from '../shared/endpoint.ts';
import { Email, LanguageCode, NewPassword, PersonName } from '../people/model.ts';
import { NewCommune } from '../communes/model.ts';

/**
 * What lies in the folder of files, by why: `documents` attached; `issued` papers kept; `batches` files brought and not yet gone; `exports` exports, prints,
 * atlases and sheets kept for a day; `papers` receipts, notices and letters in batches; `tiles` pictures of the ground in the database.
 */
export const STORAGE_KINDS = ['documents', 'issued', 'batches', 'exports', 'papers', 'tiles'] as const;
export type StorageKind = (typeof STORAGE_KINDS)[number];
export const StoragePart = z.strictObject({ kind: z.enum(STORAGE_KINDS), files: z.number().int(), bytes: z.number() });
export const Storage = z.strictObject({
  parts: z.array(StoragePart), bytes: z.number(),
  /** Files nothing refers to any more, and documents whose file is gone. */
  orphans: z.strictObject({ files: z.number().int(), bytes: z.number(), missing: z.number().int() }),
  /** Of the whole deployment: the disk of the data folder, and the database. Null where it cannot be asked. */
  disk: z.strictObject({ free: z.number(), total: z.number() }).nullable(), database: z.number().nullable(), documentsIn: z.enum(['folder', 's3']),
}).meta({ id: 'Storage' });
export type Storage = z.output<typeof Storage>;

/** A commune as who runs the deployment sees it: counts and sizes, nothing of its register. */
export const DeployedCommune = z.strictObject({
  code: CommuneCode, name: z.string(), nameAr: z.string().nullable(), currency: z.string(), country: z.string().nullable(), languages: z.array(z.string()), timezone: z.string(), srid: z.number().int(), demo: z.boolean(), createdAt: z.iso.datetime(),
  people: z.number().int(), administrators: z.number().int(), properties: z.number().int(), listings: z.number().int(), jobs: z.number().int(), bytes: z.number(), lastEntryAt: z.iso.datetime().nullable(),
}).meta({ id: 'DeployedCommune' });
export type DeployedCommune = z.output<typeof DeployedCommune>;

/** A commune and her first administrator: somebody known by her e-mail keeps her own name and password. */
export const NewDeployedCommune = z.object({
  commune: NewCommune.omit({ demo: true }), administrator: z.object({ email: Email, name: PersonName.optional(), password: NewPassword.optional(), language: LanguageCode.default('fr') }),
}).meta({ id: 'NewDeployedCommune' });
