import { Platform } from '@sommier/domain/listings';
import { currencyExponent } from '@sommier/domain/shared';
import type { Batch, FileRefusal, ImportFormat } from '../../imports/index.ts';
import { mergeCalendar, mergeReviews, undoMonths } from './months.store.ts';

const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** The file's day: the one given, else what its own dates tell (its last review, the first night of its calendar). */
function settled(batch: Batch, own: unknown): FileRefusal | undefined {
  const platform = batch.options['platform'] ?? 'airbnb';
  if (!Platform.safeParse(platform).success) return { code: 'bad_platform', params: { value: platform } };
  const { captured } = batch.options;
  if (captured !== undefined && captured !== null && !isDay(captured)) return { code: 'bad_captured', params: { value: captured } };
  const day = isDay(captured) ? captured : own;
  if (!isDay(day)) return { code: 'empty_file' };
  batch.options = { ...batch.options, platform, captured: day };
  Object.assign(batch.notes, { captured: day, captured_from: isDay(captured) ? 'option' : 'file', columns: batch.meta['columns'], date_order: batch.meta['dateOrder'] });
  return undefined;
}

/** Inside Airbnb's reviews, kept as counts by listing and month. */
export const insideAirbnbReviews: ImportFormat = {
  name: 'inside-airbnb-reviews',
  permission: 'activity.write',
  reader: new URL('../reader/read-reviews.ts', import.meta.url).href,
  stagingColumns: [['external_id', 'text collate "C"'], ['month', 'date'], ['reviews', 'integer']],
  layer: () => 'listing-reviews',
  settle: (_tx, _stage, batch) => Promise.resolve(settled(batch, batch.meta['lastDay'])),
  check: () => Promise.resolve([]),
  merge: (tx, stage, batch) => mergeReviews(tx, stage, batch),
  undo: (tx, batch) => undoMonths(tx, batch, 'listing_review_month'),
};

/** Inside Airbnb's calendar, kept as nights by listing and month of each capture. */
export const insideAirbnbCalendar: ImportFormat = {
  name: 'inside-airbnb-calendar',
  permission: 'activity.write',
  reader: new URL('../reader/read-calendar.ts', import.meta.url).href,
  stagingColumns: [['external_id', 'text collate "C"'], ['month', 'date'], ['days', 'integer'], ['free', 'integer'], ['price_min_minor', 'bigint'], ['price_max_minor', 'bigint']],
  layer: () => 'listing-calendar',
  readerOptions: (_tx, commune) => Promise.resolve({ exponent: currencyExponent(commune.currency) }),
  settle: (_tx, _stage, batch) => Promise.resolve(settled(batch, batch.meta['firstDay'])),
  check: () => Promise.resolve([]),
  merge: (tx, stage, batch) => mergeCalendar(tx, stage, batch),
  undo: (tx, batch) => undoMonths(tx, batch, 'listing_calendar_month'),
};
