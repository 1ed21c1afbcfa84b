import type { DeclarationLine, LineKind, TaxForm } from '@sommier/domain/declarations';

/** A line as it is typed: every value is text until it is sent, and what is not typed is not said. */
export interface GroupState { count: string; nationality: string; age: string; exemption: string }
export type LineState = { kind: LineKind; groups: GroupState[] } & Partial<Record<'unitId' | 'zone' | 'class' | 'arrival' | 'departure' | 'rooms' | 'roomNights' | 'price' | 'vehicleType' | 'vehicles' | 'per' | 'fleet' | 'trips' | 'km' | 'goods' | 'deliveries' | 'orderAmount' | 'amount', string>>;
export type Field = Exclude<keyof LineState, 'kind' | 'groups'>;

/** Nothing is chosen beforehand that changes what is owed. */
export const newGroup = (): GroupState => ({ count: '', nationality: '', age: '', exemption: '' });
export const newLine = (form: TaxForm, kind = form.kinds[0] ?? 'turnover'): LineState => ({ kind, groups: [newGroup()], per: form.pers[0] ?? 'month' });

const whole = (text: string | undefined): number => Number((text ?? '').replace(/\s/g, ''));
/** A comma is a point: people type both. */
const decimal = (text: string): string => text.replace(/\s/g, '').replace(',', '.');
const given = (s: LineState, names: readonly Field[], read: (text: string) => unknown): object => Object.fromEntries(names.flatMap((n) => (s[n] === undefined || s[n].trim() === '' ? [] : [[n, read(s[n].trim())]])));

/** What is sent of a line; the server refuses what does not hold, by its field. A child is told by the greatest age that is under the limit. */
export function lineOf(s: LineState, form: TaxForm): DeclarationLine {
  const text = (...names: Field[]): object => given(s, names, (v) => v), count = (...names: Field[]): object => given(s, names, whole), money = (...names: Field[]): object => given(s, names, decimal);
  const groups = s.groups.filter((g) => g.count.trim() !== '').map((g) => ({
    count: whole(g.count), ...(g.nationality === '' ? {} : { nationality: g.nationality }), ...(g.age === 'adult' ? { adult: true } : g.age === 'child' && form.ageMin !== null ? { age: form.ageMin - 1 } : {}), ...(g.exemption === '' ? {} : { exemption: g.exemption }),
  }));
  const place = text('unitId', 'zone');
  const said = {
    nights: () => ({ ...place, ...text('class'), groups, ...count('roomNights'), ...money('price') }), stay: () => ({ ...place, ...text('class', 'arrival', 'departure'), groups, ...count('rooms'), ...money('price') }),
    vehicles: () => ({ ...place, ...text('vehicleType', 'per'), vehicles: whole(s.vehicles), ...count('fleet') }), trips: () => ({ ...place, ...text('vehicleType'), trips: whole(s.trips), ...money('km') }),
    deliveries: () => ({ ...place, ...text('goods'), deliveries: whole(s.deliveries), ...money('orderAmount') }), turnover: () => ({ ...place, ...text('class', 'goods'), amount: decimal(s.amount ?? '') }),
  }[s.kind]();
  return { kind: s.kind, ...said } as DeclarationLine;
}

/** A filed line back as it could have been typed: where a correction begins. */
export function stateOf(line: DeclarationLine): LineState {
  const { kind, ...rest } = line, groups = 'groups' in line ? line.groups : [];
  return {
    kind, ...Object.fromEntries(Object.entries(rest).filter(([k, v]) => k !== 'groups' && v !== undefined).map(([k, v]) => [k, String(v)])),
    groups: groups.map((g) => ({ count: String(g.count), nationality: g.nationality ?? '', age: g.adult === true ? 'adult' : g.age === undefined ? '' : 'child', exemption: g.exemption ?? '' })),
  };
}
