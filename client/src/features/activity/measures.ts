import type { ActivityAnswerRow } from '@sommier/domain/activity';
import type { MessageKey } from '../../platform/i18n/index.ts';

/** A figure of a place: how it is called and read. `near`: an estimate. `sum`: it may be added over zones that do not overlap. `kind` chooses how it is written. */
export interface Measure { key: string; head: MessageKey; of: (r: ActivityAnswerRow) => number; near?: true; sum?: true; kind?: 'part' | 'money' }

/** What is told of a place, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  { key: 'certain', head: 'activity.certain', of: (r) => r.listings.certain }, { key: 'possible', head: 'activity.possible', of: (r) => r.listings.possible },
  { key: 'expected', head: 'activity.expectedn', of: (r) => r.listings.expected, sum: true, kind: 'part' }, { key: 'active', head: 'activity.active', of: (r) => r.active, sum: true, kind: 'part' },
  { key: 'nights', head: 'activity.nights', of: (r) => r.nights, near: true, sum: true }, { key: 'revenue', head: 'activity.revenue', of: (r) => Number(r.revenueMinor), near: true, sum: true, kind: 'money' },
  { key: 'declared', head: 'activity.nights.declared', of: (r) => r.declaredNights, sum: true }, { key: 'reported', head: 'activity.nights.reported', of: (r) => r.reportedNights, sum: true },
  { key: 'vehicles', head: 'activity.vehicles', of: (r) => r.vehicles, sum: true }, { key: 'stated', head: 'activity.vehicles.stated', of: (r) => r.declaredVehicles, sum: true },
  { key: 'trips', head: 'activity.trips', of: (r) => r.trips.expected, sum: true, kind: 'part' }, { key: 'statedTrips', head: 'activity.trips.stated', of: (r) => r.statedTrips, sum: true }, { key: 'deliveries', head: 'activity.deliveries', of: (r) => r.deliveries, sum: true },
];
/** Those that colour the map. */
export const SHADED = ['expected', 'nights', 'vehicles', 'trips'] as const;
export type Shaded = (typeof SHADED)[number];
