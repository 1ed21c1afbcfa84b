import { DEFAULT_UNCERTAINTY_M, Platform } from '@sommier/domain/listings';
import { currencyExponent } from '@sommier/domain/shared';
import type { ImportFormat, ReaderRefusal } from '../../imports/index.ts';
import { STAGING_COLUMNS } from './columns.ts';
import { captureContext, type CaptureCounts } from './capture.store.ts';
import { mergeBetween } from './merge-between.store.ts';
import { refuseDoubles } from './doubles.store.ts';
import { isKnown, mergeLatest } from './merge-latest.store.ts';
import { finishMerge, type CellsToCount } from './finish.store.ts';
import { undoCapture } from './undo.store.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: unknown): text is string => typeof text === 'string' && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
  && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const today = (timezone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());

/** Inside Airbnb's listings file, summary or detailed, as a dated capture of one platform. */
export const insideAirbnb: ImportFormat = {
  name: 'inside-airbnb',
  permission: 'activity.write',
  reader: new URL('../reader/read.ts', import.meta.url).href,
  stagingColumns: STAGING_COLUMNS,
  surveyed: [],
  layer: () => 'listings',
  followUp: 'leads.identify',
  readerOptions: (_tx, commune) => Promise.resolve({ exponent: currencyExponent(commune.currency) }),

  /** The capture's day: the one given, else the file's own, else today in the commune; the batch says which. */
  settle(_tx, _stage, batch) {
    const platform = batch.options['platform'] ?? 'airbnb';
    if (!Platform.safeParse(platform).success) return Promise.resolve({ code: 'bad_platform', params: { value: platform } });
    const { captured } = batch.options;
    if (captured !== undefined && captured !== null && !isDay(captured)) return Promise.resolve({ code: 'bad_captured', params: { value: captured } });
    const own = batch.meta['lastScraped'];
    const from = isDay(captured) ? 'option' : isDay(own) ? 'file' : 'today';
    batch.options = { ...batch.options, platform, captured: isDay(captured) ? captured : isDay(own) ? own : today(batch.commune.timezone), uncertainty: DEFAULT_UNCERTAINTY_M };
    Object.assign(batch.notes, { captured: batch.options['captured'], captured_from: from, columns: batch.meta['columns'], variant: batch.meta['variant'], date_order: batch.meta['dateOrder'] });
    return Promise.resolve(undefined);
  },

  /** An id that comes twice: its first row stands, later ones are refused. A platform's first capture is merged without looking: the index of the ids finds them. */
  async check(tx, stage, batch) {
    return await isKnown(tx, String(batch.options['platform'])) ? refuseDoubles(tx, stage) : [];
  },

  async merge(tx, stage, batch, progress) {
    const capture = await captureContext(tx, stage, batch);
    const merged: CaptureCounts & CellsToCount & { late?: ReaderRefusal[] } = capture.next === null ? await mergeLatest(tx, stage, capture, batch) : await mergeBetween(tx, stage, capture);
    await finishMerge(tx, { ...capture, listings: capture.listings - (merged.late?.length ?? 0) }, merged, progress);
    const { cells: _, ahead: __, ...counts } = merged;
    return { ...counts, held: 0 };
  },

  undo: (tx, batch) => undoCapture(tx, batch.id),
};
