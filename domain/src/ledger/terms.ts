import { z } from 'zod';
import { Day } from '../shared/day.ts';

/** Months of one period of a due. */
export const PERIODS = { month: 1, quarter: 3, semester: 6, year: 12 } as const;
export const PERIOD_NAMES = ['month', 'quarter', 'semester', 'year'] as const;
export type PeriodName = (typeof PERIOD_NAMES)[number];
/**
 * How a part of a period is counted. `actual` (when a contract is silent): days covered over days of the period; `thirtieth`: months of
 * thirty days, the day past the thirtieth counts nothing; `full`: a period begun is due whole.
 */
export const PRORATAS = ['actual', 'thirtieth', 'full'] as const;
export type Prorata = (typeof PRORATAS)[number];

const amount = z.bigint().nonnegative().max(10n ** 15n);

/**
 * What a contract says of its dues, in whole minor units per period. All ranges are half-open; every day is an argument.
 * @see docs/glossary.md "échéance"
 */
export const Terms = z.object({
  /** First day owed. */
  start: Day,
  /** First day no longer owed; null while nobody has ended it. */
  end: Day.nullable(),
  period: z.enum(PERIOD_NAMES),
  /**
   * A day a period begins on: periods begin every 1, 3, 6 or 12 months from it, backwards and forwards. Its day of the month is kept; in a
   * month without that day the period begins on the month's last.
   */
  anchor: Day,
  /** True: due when the period begins; false: when it has ended. */
  inAdvance: z.boolean(),
  /**
   * Day of the month the due is payable on, the first at or after the period's beginning (in advance, yet never before the first day owed) or
   * after the last day owed (in arrears); null: that day itself.
   */
  dueDay: z.number().int().min(1).max(31).nullable(),
  prorata: z.enum(PRORATAS).default('actual'),
  /** Rent and charges of a period from a day on, in the order of days; the first may begin after `start` (nothing is owed before it). */
  steps: z.array(z.object({ from: Day, rent: amount, charges: amount.default(0n) })),
  /** Stretches without rent; with `charges`, without charges too. They may touch or overlap. */
  free: z.array(z.object({ from: Day, to: Day, charges: z.boolean().default(false) })).default([]),
});
export type Terms = z.output<typeof Terms>;

export const SCHEDULE_KINDS = ['rent', 'charges'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];
/** One due of the schedule. `from` and `to` are the whole period's even where only a part of it is owed; `days` counts the part. */
export interface Due { kind: ScheduleKind; from: Day; to: Day; dueOn: Day; amount: bigint; days: number }
