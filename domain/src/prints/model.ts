import { z } from 'zod';
import { AssetSelection } from '../assets/index.ts';
import { PrintRequest, SheetParts } from '../exports/print.ts';
import { LayerName } from '../layers/model.ts';
import { Id } from '../shared/endpoint.ts';

/** Most pages of one atlas. */
export const MOST_PAGES = 500;
/** Most bytes of a logo as it is sent. */
export const LOGO_BYTES = 2_000_000;

/** A sheet kept under a name for the whole commune; its layers and scale are there where its maker wanted them fixed. */
export const NewTemplate = z.strictObject({
  name: z.string().trim().min(1).max(80), sheet: SheetParts,
  layers: z.array(LayerName).min(1).max(20).optional(), scale: z.number().int().min(100).max(1_000_000).optional(), rotation: z.number().min(-180).max(180).optional(),
}).meta({ id: 'NewPrintTemplate' });
export type NewTemplate = z.output<typeof NewTemplate>;
export const PrintTemplate = NewTemplate.extend({ id: Id, logo: z.boolean(), version: z.number().int(), updatedAt: z.string() }).meta({ id: 'PrintTemplate' });
export type PrintTemplate = z.output<typeof PrintTemplate>;

/** What the pages of an atlas are about. */
export const AtlasPages = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('zones'), /** Name of a set of zones. */ set: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('assets'), selection: AssetSelection }),
]);
export type AtlasPages = z.output<typeof AtlasPages>;

/** One page a zone or a property: the sheet of a print, its middle and (with `fit`) its scale being the subject's. */
export const AtlasRequest = PrintRequest.omit({ center: true, format: true, dpi: true }).extend({
  pages: AtlasPages,
  /** Each page at the finest round scale that shows its subject whole; otherwise all at `scale`. */
  fit: z.boolean().default(true),
}).meta({ id: 'AtlasRequest' });
export type AtlasRequest = z.output<typeof AtlasRequest>;
