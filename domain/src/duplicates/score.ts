import { foldText } from '../search/model.ts';

/** Why two properties may be one. Weights add up to at most 100; each is a lead, never a proof. */
export const TWIN_REASONS = {
  /** The same code but for marks, blanks and leading zeros. */
  code: 40,
  title: 45,
  inventory: 45,
  /** The same name and address, without accents and marks. */
  name_address: 35,
  name: 15,
  /** Shares of the smaller ground covered by the larger: from half on. */
  overlap: 45,
  /** Within 30 m of one another. */
  near: 15,
} as const;
export type TwinReason = keyof typeof TWIN_REASONS;

/** From this score on a pair is put before a person: one strong reason, or two weak ones. */
export const TWIN_THRESHOLD = 30;

/** Letters and figures alone, leading zeros of each number dropped: `S-0412/B1` and `s412 b01` are one. */
export const bareReference = (text: string | null | undefined): string =>
  foldText(text ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/(^|[^\p{N}])0+(?=\p{N})/gu, '$1').replace(/ /g, '');

/** Words of a name or address in one form and order-free, short particles dropped: « Rue du Puits, 12 » is « 12 rue du puits ». */
export const bareWords = (text: string | null | undefined): string =>
  foldText(text ?? '').replace(/[^\p{L}\p{N}]+/gu, ' ').split(' ').filter((w) => w !== '' && !/^(de|du|des|la|le|les|l|d|et|the|of|and|في|من)$/.test(w)).sort().join(' ');

export interface TwinFacts { reasons: readonly TwinReason[]; overlapShare: number | null; distanceM: number | null }

/** The score of a pair, 1 to 100: reasons add up, an overlap by the share it covers; the name alone is not counted twice. */
export function twinScore({ reasons, overlapShare }: TwinFacts): number {
  const held = new Set(reasons);
  if (held.has('name_address')) held.delete('name');
  if (held.has('overlap')) held.delete('near');
  let sum = 0;
  for (const reason of held) sum += reason === 'overlap' ? Math.round(TWIN_REASONS.overlap * Math.min(1, overlapShare ?? 0)) : TWIN_REASONS[reason];
  return Math.max(1, Math.min(100, sum));
}
