import { z } from 'zod';
import { Id } from '../shared/endpoint.ts';
import { LEAST_COUNT } from '../layers/index.ts';

const text = (max: number) => z.string().trim().min(1).max(max).nullable().default(null);
/** A site that may frame the page: an https origin, or `https://*.example.org`. */
export const Frame = z.string().max(200).regex(/^https:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/);
/** What the commune says of its open page. What it shows of a layer is chosen on the layer's card. `papers` are issued papers, named with their number and hash, never their content. */
export const PortalSettings = z.strictObject({
  isOpen: z.boolean(), title: text(200), titleAr: text(200), intro: text(2000), introAr: text(2000), papers: z.array(Id).max(50).default([]), frames: z.array(Frame).max(20).default([]),
}).meta({ id: 'PortalSettings' });
export type PortalSettings = z.output<typeof PortalSettings>;
export const Portal = PortalSettings.extend({ version: z.number().int() }).meta({ id: 'Portal' });
export type Portal = z.output<typeof Portal>;

/** A count as the open page states it: whole, or null when it is too small to be stated. */
export const statedCount = (n: number): number | null => (Math.round(n) < LEAST_COUNT ? null : Math.round(n));
