import type { ActivityFact } from '@sommier/domain/activity';
import type { NightRow, NightZone } from '@sommier/domain/controls';
import { message } from '@sommier/domain/messages';
import { daysBetween, type Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { writeSheet, type SheetFormat } from '../../platform/sheets/index.ts';
import { readFacts } from '../activity/index.ts';
import { partyNames } from '../parties/index.ts';

const SLICE = 1000;
/** Most stays of one sheet. */
const MOST = 200_000;
interface Asked { from: string; to: string; set?: string | undefined }

/** Lodging of the period in the order of its facts, a slice at a time: memory holds one. */
async function* lodging(tx: Tx, q: Asked): AsyncGenerator<ActivityFact[]> {
  for (let after = '0'; ;) {
    const slice = await readFacts(tx, { kinds: ['stay', 'lodging'], from: q.from, to: q.to, after, limit: SLICE, ...(q.set === undefined ? {} : { zoneSetId: q.set }) });
    const last = slice.at(-1);
    if (last === undefined) return;
    yield slice;
    after = last.id;
  }
}
const nightsOf = (f: ActivityFact): number => f.nights ?? (f.kind === 'stay' ? daysBetween(f.from, f.to) : 0);
const exemptOf = (f: ActivityFact): number => f.guestGroups.reduce((n, g) => n + (g.exemption === undefined ? 0 : g.count), 0);
const guestsOf = (f: ActivityFact): number | null => (f.guestGroups.length > 0 ? f.guestGroups.reduce((n, g) => n + g.count, 0) : f.guests);
const empty = (zone: string | null): NightZone => ({ zone, units: 0, stays: 0, declared: 0, reported: 0, observed: 0, personNights: 0, exempt: 0, doubtful: 0 });

/** Nights by zone; a stay whose zone is only possible counts there and is marked doubtful, so that nobody reads it as sure. */
export async function nightRegister(tx: Tx, q: Asked): Promise<{ zones: NightZone[]; total: NightZone }> {
  const zones = new Map<string, NightZone>(), units = new Map<string, Set<string>>(), total = empty(null), all = new Set<string>();
  for await (const slice of lodging(tx, q)) for (const f of slice) {
    const key = f.zone?.zone ?? '', row = zones.get(key) ?? empty(f.zone?.zone ?? null), seen = units.get(key) ?? new Set<string>();
    const unit = f.unitId ?? `fact:${f.id}`;
    seen.add(unit); all.add(unit); units.set(key, seen); zones.set(key, row);
    for (const sum of [row, total]) {
      sum.stays += 1;
      sum[f.source] += nightsOf(f);
      sum.personNights += nightsOf(f) * (guestsOf(f) ?? 0);
      sum.exempt += exemptOf(f);
      if (f.zone !== null && f.zone.certainty !== 'certain') sum.doubtful += 1;
    }
  }
  for (const [key, row] of zones) row.units = units.get(key)?.size ?? 0;
  total.units = all.size;
  return { zones: [...zones.values()].sort((a, b) => (a.zone === null ? 1 : b.zone === null ? -1 : a.zone.localeCompare(b.zone))), total };
}

/** The register stay by stay. Names of persons only for who may read them. */
export async function nightSheet(tx: Tx, q: Asked, format: SheetFormat, language: Language, currency: string, personal: boolean): Promise<Buffer> {
  const t = (key: string): string => message(language, `controls.${key}`) ?? key;
  const rows: NightRow[] = [];
  for await (const slice of lodging(tx, q)) {
    const names = await partyNames(tx, slice.flatMap((f) => f.taxpayerId ?? []), personal);
    const { rows: units } = await tx.raw('select u.id, coalesce(u.name, u.address, u.external_id) as name from activity_unit u where u.commune_id = current_commune() and u.id = any (cast(? as bigint[]))', [`{${slice.flatMap((f) => f.unitId ?? []).join(',')}}`]) as { rows: { id: string; name: string | null }[] };
    const called = new Map(units.map((u) => [u.id, u.name]));
    for (const f of slice) rows.push({ factId: f.id, zone: f.zone?.zone ?? null, certainty: f.zone?.certainty ?? null, unit: f.unitId === null ? null : called.get(f.unitId) ?? f.unitId, class: f.lodgingClass, taxpayer: f.taxpayerId === null ? null : names.get(f.taxpayerId)?.name ?? null, source: f.source, platform: f.platform, from: f.from, to: f.to, nights: nightsOf(f), guests: guestsOf(f), exempt: exemptOf(f) });
    if (rows.length > MOST) throw new Error('too many stays for one sheet');
  }
  rows.sort((a, b) => (a.zone ?? '\uffff').localeCompare(b.zone ?? '\uffff') || (a.unit ?? '').localeCompare(b.unit ?? '') || a.from.localeCompare(b.from));
  return writeSheet({
    name: t('nights'), currency, rightToLeft: language === 'ar',
    columns: [{ head: t('zone') }, { head: t('certainty') }, { head: t('unit'), width: 30 }, { head: t('class') }, { head: t('taxpayer'), width: 28 }, { head: t('source') }, { head: t('platform') }, { head: t('from'), kind: 'day' }, { head: t('to'), kind: 'day' }, { head: t('nights.n'), kind: 'number' }, { head: t('guests'), kind: 'number' }, { head: t('exempt'), kind: 'number' }],
    rows: rows.map((r) => [r.zone, r.certainty, r.unit, r.class, r.taxpayer, t(`said.${r.source}`), r.platform, r.from, r.to, r.nights, r.guests, r.exempt]),
  }, format);
}
