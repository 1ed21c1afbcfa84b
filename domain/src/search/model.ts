import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { Bounds } from '../shared/geo.ts';

export const SEARCH_KINDS = ['asset', 'parcel', 'listing', 'zone', 'occupant'] as const;
/** One answer of the palette (an occupant's is the property held: its id and code, with the name of who holds it): enough to name it, fly to it and open its sheet. */
export const SearchHit = z.object({
  kind: z.enum(SEARCH_KINDS), id: Id, title: z.string(), titleAr: z.string().nullable(), code: z.string().nullable(), detail: z.string().nullable(),
  lon: z.number().nullable(), lat: z.number().nullable(), bounds: Bounds.nullable(), score: z.number(),
}).meta({ id: 'SearchHit' });
export type SearchHit = z.output<typeof SearchHit>;

/** Marks, tatweel and harakat fall; alef, yeh, teh marbuta and Arabic digits take one form. Stored `search` columns and queries both pass through it. */
export const foldText = (text: string): string => text.normalize('NFKD')
  .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, '')
  .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627').replace(/\u0649/g, '\u064a').replace(/\u0629/g, '\u0647')
  .replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660)).toLowerCase().replace(/\s+/g, ' ').trim();
