import { z } from 'zod';
import { divRound } from '../shared/money.ts';
import { FCI_BANDS, type FciBand } from './words.ts';

/** The commune's bands, best first: each holds up to `upToBp` hundredths of a percent, its own limit included ("critical > 30 %" leaves 30 % poor); the last holds the rest (null). */
export const FciScale = z.array(z.strictObject({ band: z.enum(FCI_BANDS), upToBp: z.number().int().min(0).max(1_000_000).nullable() })).min(2).max(6)
  .refine((s) => s.every((b, i) => (b.upToBp === null) === (i === s.length - 1) && (i === 0 || b.upToBp === null || b.upToBp > (s[i - 1]?.upToBp ?? 0))) && new Set(s.map((b) => b.band)).size === s.length, { message: 'scale_order' })
  .meta({ id: 'FciScale' });
export type FciScale = z.output<typeof FciScale>;
/** The two published scales: TFSAG (good 5, fair 10, poor 30, critical above), the commune's start; and the five-step one. */
export const SCALES = {
  four: [{ band: 'good', upToBp: 500 }, { band: 'fair', upToBp: 1000 }, { band: 'poor', upToBp: 3000 }, { band: 'critical', upToBp: null }],
  five: [{ band: 'excellent', upToBp: 500 }, { band: 'good', upToBp: 1000 }, { band: 'fair', upToBp: 3000 }, { band: 'poor', upToBp: 6000 }, { band: 'replace', upToBp: null }],
} as const satisfies Record<string, FciScale>;

/** `bp`: hundredths of a percent, rounded once for showing; the band is found on the exact ratio. */
export type Fci = { kind: 'computed'; bp: number; band: FciBand } | { kind: 'not_computable'; reason: 'no_replacement_value' };
/** Deferred works over the current replacement value, land left out (domain §3.5), both in minor units. Without a replacement value it cannot be computed, and is never 0 %. */
export function fci(deferred: bigint, replacement: bigint | null, scale: FciScale): Fci {
  if (replacement === null || replacement <= 0n) return { kind: 'not_computable', reason: 'no_replacement_value' };
  const band = scale.find((b) => b.upToBp === null || deferred * 10_000n <= BigInt(b.upToBp) * replacement)?.band ?? 'critical';
  return { kind: 'computed', bp: Number(divRound(deferred * 10_000n, replacement)), band };
}

/** The portfolio's index is the sum over the sum of what can be computed, never the mean of ratios (§3.6); the others are counted beside it with their works. */
export function portfolioFci(rows: readonly { deferred: bigint; replacement: bigint | null }[], scale: FciScale): { index: Fci; computable: number; notComputable: number; deferred: bigint; replacement: bigint; deferredOutside: bigint } {
  const inside = rows.filter((r) => r.replacement !== null && r.replacement > 0n);
  const sum = (pick: (r: (typeof rows)[number]) => bigint, of: typeof rows): bigint => of.reduce((n, r) => n + pick(r), 0n);
  const deferred = sum((r) => r.deferred, inside), replacement = sum((r) => r.replacement ?? 0n, inside);
  return { index: fci(deferred, inside.length === 0 ? null : replacement, scale), computable: inside.length, notComputable: rows.length - inside.length, deferred, replacement, deferredOutside: sum((r) => r.deferred, rows) - deferred };
}
