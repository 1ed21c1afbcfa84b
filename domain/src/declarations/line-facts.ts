import type { NewFact } from '../activity/model.ts';
import { addDays, daysBetween } from '../shared/day.ts';
import { currencyExponent, toMinor } from '../shared/money.ts';
import type { DeclarationLine, TaxForm } from './model.ts';

export interface LineFault { path: string; message: string }
interface Told { id: string; number: string; partyId: string; tax: string; from: string; to: string; currency: string; lines: readonly DeclarationLine[] }

const MONEY = ['price', 'orderAmount', 'amount'] as const;
/** What stands against the lines of a return beside their shapes: days outside the period, a kind the tax does not ask for, too many decimals, a group that no rule knows. */
export function lineFaults(lines: readonly DeclarationLine[], period: { from: string; to: string }, form: TaxForm): LineFault[] {
  return lines.flatMap((line, i) => {
    const faults: LineFault[] = [], bad = (field: string, message: string): void => { faults.push({ path: `body.lines.${String(i)}.${field}`, message }); };
    if (!form.kinds.includes(line.kind)) bad('kind', 'not_of_this_tax');
    if (line.kind === 'stay' && (line.arrival < period.from || line.arrival >= period.to)) bad('arrival', 'outside_period');
    for (const field of MONEY) { const v = (line as Partial<Record<typeof field, string>>)[field]; if (v !== undefined && toMinor(v, currencyExponent(form.currency)) === null) bad(field, 'decimals'); }
    if (line.kind === 'vehicles' && form.pers.length > 0 && !form.pers.includes(line.per)) bad('per', 'not_of_this_tax');
    if ('groups' in line) line.groups.forEach((g, k) => { if (g.exemption !== undefined && !form.exemptions.includes(g.exemption)) bad(`groups.${String(k)}.exemption`, 'unknown_exemption'); });
    return faults;
  });
}

/**
 * The activity facts a filed return stands for, one a line, keyed by the return's id: a correction's are others, and those it replaces stay as withdrawn.
 * `declaredFor` keeps them to their tax: two taxes on the same nights are two returns. Person-nights summed over a period are told to the engine as
 * one night of as many guests, since the limit of nights a stay was the declarant's to apply.
 */
export function factsOf(d: Told): NewFact[] {
  const minor = (amount: string | undefined): string | null => (amount === undefined ? null : toMinor(amount, currencyExponent(d.currency)));
  return d.lines.map((line, i): NewFact => {
    const common = {
      source: 'declared' as const, origin: 'declaration', key: `${d.id}/${String(i + 1)}`, documentRef: d.number, from: d.from, to: d.to, taxpayerId: d.partyId,
      unitId: line.unitId ?? null, zoneLabel: line.zone ?? null, detail: { declaredFor: d.tax } as Record<string, unknown>,
    };
    const money = (amount: string | undefined): object => (amount === undefined ? {} : { priceMinor: minor(amount), currency: d.currency });
    switch (line.kind) {
      case 'nights': {
        const told = { kind: 'stay', departure: addDays(d.from, 1), guests: line.groups, rooms: Math.max(1, line.roomNights ?? 1), ...(line.price === undefined ? {} : { price: line.price }) };
        return { ...common, kind: 'lodging', nights: line.roomNights ?? null, lodgingClass: line.class ?? null, ...money(line.price), detail: { ...common.detail, tax: told } };
      }
      case 'stay': return {
        ...common, kind: 'stay', from: line.arrival, to: line.departure, nights: daysBetween(line.arrival, line.departure), guests: line.groups.reduce((n, g) => n + g.count, 0), rooms: line.rooms ?? null,
        guestGroups: line.groups, contractOn: line.contractOn ?? null, lodgingClass: line.class ?? null, platform: line.platform ?? null, ...money(line.price),
      };
      case 'vehicles': return { ...common, kind: 'vehicles', operatorId: d.partyId, vehicleType: line.vehicleType, vehicles: line.vehicles, per: line.per, fleet: line.fleet ?? null };
      case 'trips': return { ...common, kind: 'trips', operatorId: d.partyId, vehicleType: line.vehicleType ?? null, trips: line.trips, km: line.km ?? null };
      case 'deliveries': return { ...common, kind: 'deliveries', operatorId: d.partyId, goods: line.goods ?? null, deliveries: line.deliveries, ...(line.orderAmount === undefined ? {} : { detail: { ...common.detail, tax: { orderAmount: line.orderAmount } } }) };
      case 'turnover': return { ...common, kind: 'turnover', operatorId: d.partyId, lodgingClass: line.class ?? null, goods: line.goods ?? null, ...money(line.amount) };
    }
  });
}
