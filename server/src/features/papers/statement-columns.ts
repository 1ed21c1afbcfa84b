import { missingFields, type AssetFieldKey } from '@sommier/domain/assets';
import { accountOf, NOT_DEPRECIATED, type Durations, type Entry, type StatementKind } from '@sommier/domain/papers';
import { currencyExponent, fromMinor } from '@sommier/domain/shared';
import type { GridLine } from '../../platform/pdf/index.ts';
import type { Line } from './statement.queries.ts';
import { asIs, type StatementVoice } from './statement-voice.ts';

export type Plain = string | number | null;
/** A column of a statement: as lines of a cell on paper, and as plain values in a sheet (several columns there, so that each can be sorted). */
export interface StatementColumn {
  head: string; width: number; end?: boolean;
  cell: (line: Line, entry: Entry) => GridLine[];
  plain: readonly { head: string; value: (line: Line, entry: Entry) => Plain }[];
}

/** The columns of a kind of statement, in the words of a language. */
export function columnsOf(kind: StatementKind, v: StatementVoice, durations: Durations): StatementColumn[] {
  const gap = (word = v.say('st.missing')): GridLine => ({ text: word, mark: true });
  const missing = new WeakMap<Line, Set<AssetFieldKey>>();
  const lacks = (l: Line, key: AssetFieldKey): boolean => {
    const known = missing.get(l) ?? new Set(missingFields(l as never));
    missing.set(l, known);
    return known.has(key);
  };
  /** A value, or the mark that it must be completed; nothing where it may be left out. */
  const must = (l: Line, key: AssetFieldKey, text: string | null, more: Partial<GridLine> & { named?: boolean } = {}): GridLine[] => {
    const { named = false, ...style } = more;
    // A cell of several fields says which of them is missing.
    return lacks(l, key) ? [gap(named ? v.say('st.said', { what: v.field(key), said: v.say('st.missing') }) : undefined)] : text === null || text === '' ? [] : [{ text: asIs(text), ...style }];
  };
  const plain = (key: string, value: (l: Line, e: Entry) => Plain): { head: string; value: (l: Line, e: Entry) => Plain } => ({ head: v.field(key), value });
  const word = (list: string, code: string | null): string | null => (code === null ? null : v.sheet.word(list, code));
  const name = (l: Line): string => v.sheet.name(l);
  const area = (n: number | null, counted: boolean): string | null => (n === null ? null : counted ? v.area(n) : `(${v.area(n)})`);
  const money = (minor: bigint | null): number | null => (minor === null ? null : Number(fromMinor(minor, currencyExponent(v.currency))));
  const day = (d: string | null): string | null => (d === null ? null : v.sheet.day(d));

  const code: StatementColumn = {
    head: v.say('st.col.code'), width: 0.11, cell: (l) => [{ text: asIs(l.code), bold: true }, ...must(l, 'inventoryNumber', l.inventoryNumber, { named: true })],
    plain: [plain('code', (l) => l.code), plain('inventoryNumber', (l) => l.inventoryNumber), plain('parentId', (l) => l.parentCode)],
  };
  const title: StatementColumn = {
    head: v.say('st.col.name'), width: 0.2, cell: (l) => [{ text: asIs(name(l)), bold: true }, ...(lacks(l, 'nature') ? [gap(v.say('st.said', { what: v.field('nature'), said: v.say('st.missing') }))] : [{ text: [word('nature', l.nature), word('level', l.level)].filter(Boolean).join(' · '), soft: true }])],
    plain: [plain('name', name), plain('nature', (l) => word('nature', l.nature)), plain('level', (l) => word('level', l.level))],
  };
  const place: StatementColumn = {
    head: v.say('st.col.place'), width: 0.17, cell: (l) => [...must(l, 'address', l.address, { named: true }), ...must(l, 'district', l.district, { soft: true, named: true })],
    plain: [plain('address', (l) => l.address), plain('district', (l) => l.district)],
  };
  const areas: StatementColumn = {
    head: v.say('st.col.area'), width: 0.08, end: true, cell: (l, e) => must(l, 'registerAreaM2', area(l.registerAreaM2, e.counted.registerAreaM2)),
    plain: [plain('registerAreaM2', (l) => l.registerAreaM2), plain('builtAreaM2', (l) => l.builtAreaM2), plain('footprintM2', (l) => l.footprintM2)],
  };
  const built: StatementColumn = { head: v.say('st.col.built'), width: 0.07, end: true, cell: (l, e) => { const text = area(l.builtAreaM2, e.counted.builtAreaM2); return text === null ? [] : [{ text }]; }, plain: [] };
  const use: StatementColumn = {
    head: v.say('st.col.use'), width: 0.1, cell: (l) => [...(l.assignedService === null ? [] : [{ text: asIs(l.assignedService) }]), ...must(l, 'useCode', v.coded('use', l.useCode), { soft: true, named: true })],
    plain: [plain('assignedService', (l) => l.assignedService), plain('useCode', (l) => v.coded('use', l.useCode)), plain('useLabel', (l) => l.useLabel)],
  };
  const status: StatementColumn = { head: v.say('st.col.status'), width: 0.06, cell: (l) => must(l, 'status', word('status', l.status)), plain: [plain('status', (l) => word('status', l.status))] };

  if (kind === 'sommier') {
    return [{ ...code, width: 0.1 }, { ...title, width: 0.16 }, { ...place, width: 0.14 }, { ...areas, width: 0.075 }, { ...built, width: 0.065 },
      { head: v.say('st.col.title'), width: 0.105, cell: (l) => [...must(l, 'titleState', word('titleState', l.titleState), { named: true }), ...must(l, 'titleNumber', l.titleNumber ?? l.requisitionNumber, { named: true }), ...(lacks(l, 'domainClass') ? [gap(v.say('st.said', { what: v.field('domainClass'), said: v.say('st.toDetermine') }))] : [])],
        plain: [plain('domainClass', (l) => word('domainClass', l.domainClass)), plain('titleState', (l) => word('titleState', l.titleState)), plain('titleNumber', (l) => l.titleNumber), plain('requisitionNumber', (l) => l.requisitionNumber)] },
      { head: v.say('st.col.origin'), width: 0.105, cell: (l) => [...must(l, 'origin', v.coded('origin', l.origin), { named: true }), ...must(l, 'appropriatedOn', day(l.appropriatedOn), { named: true })], plain: [plain('origin', (l) => v.coded('origin', l.origin)), plain('appropriatedOn', (l) => l.appropriatedOn)] },
      { head: v.say('st.col.deed'), width: 0.085, cell: (l) => must(l, 'deedReference', l.deedReference), plain: [plain('deedReference', (l) => l.deedReference)] },
      { ...use, width: 0.09 }, { ...status, width: 0.075 }];
  }
  if (kind === 'inventory') {
    return [code, title, place, areas, { ...use, width: 0.13 }, { ...status, width: 0.07 },
      { head: v.say('st.col.condition'), width: 0.12, cell: (l) => (l.conditionClass === null ? [{ text: v.say('st.none'), soft: true }] : [{ text: word('conditionClass', l.conditionClass) ?? '' }, ...(l.conditionOn === null ? [] : [{ text: v.sheet.day(l.conditionOn), soft: true }])]),
        plain: [plain('conditionClass', (l) => word('conditionClass', l.conditionClass)), plain('conditionOn', (l) => l.conditionOn)] },
      { head: v.say('st.col.seen'), width: 0.12, cell: () => [], plain: [{ head: v.say('st.col.seen'), value: () => null }] }];
  }
  const yearsOf = (l: Line): number | null => { const account = accountOf(l); return NOT_DEPRECIATED.includes(account) ? null : durations[account] ?? null; };
  const amount = (head: string, of: (e: Entry) => bigint | null): StatementColumn => ({ head, width: 0.115, end: true, cell: (_l, e) => { const minor = of(e); return [minor === null ? gap() : { text: v.money(minor) }]; }, plain: [{ head, value: (_l, e) => money(of(e)) }] });
  const valued = (of: (e: Entry) => bigint) => (e: Entry): bigint | null => (e.gross === null ? null : of(e));
  const blank = (c: StatementColumn): StatementColumn => ({ ...c, cell: (l, e) => (e.gross === null ? [] : c.cell(l, e)) });
  return [
    { head: v.say('st.col.inventory'), width: 0.11, cell: (l) => [...must(l, 'inventoryNumber', l.inventoryNumber, { bold: true }), { text: asIs(l.code), soft: true }], plain: [plain('inventoryNumber', (l) => l.inventoryNumber), plain('code', (l) => l.code), { head: v.say('st.col.part'), value: (l) => v.part('etat_actif', accountOf(l)) }] },
    { ...title, width: 0.22 },
    { head: v.say('st.col.entered'), width: 0.12, cell: (l) => [...(l.acquiredOn ?? l.appropriatedOn ? [{ text: day(l.acquiredOn ?? l.appropriatedOn) ?? '' }] : [gap()]), ...must(l, 'origin', v.coded('origin', l.origin), { soft: true })], plain: [plain('acquiredOn', (l) => l.acquiredOn ?? l.appropriatedOn), plain('origin', (l) => v.coded('origin', l.origin))] },
    amount(v.say('st.col.gross', { currency: v.currency }), (e) => e.gross),
    { head: v.say('st.col.years'), width: 0.07, end: true, cell: (l) => [{ text: yearsOf(l) === null ? v.say('st.none') : v.say('st.years', { n: v.count(yearsOf(l) ?? 0) }) }], plain: [{ head: v.say('st.col.years'), value: yearsOf }] },
    blank(amount(v.say('st.col.previous'), valued((e) => e.previous))), blank(amount(v.say('st.col.year'), valued((e) => e.year))), blank({ ...amount(v.say('st.col.net'), valued((e) => e.net)), width: 0.135 }),
  ];
}
/** The sums under a part or the whole, in the columns of `columnsOf`. */
export function sumsOf(kind: StatementKind, v: StatementVoice, word: string, t: { n: number; registerAreaM2: number; builtAreaM2: number; grossMinor: string; previousMinor: string; yearMinor: string; netMinor: string }): string[] {
  const n = v.count(t.n);
  return kind === 'sommier' ? [n, word, '', v.area(t.registerAreaM2), v.area(t.builtAreaM2)] : kind === 'inventory' ? [n, word, '', v.area(t.registerAreaM2)]
    : [n, word, '', v.money(t.grossMinor), '', v.money(t.previousMinor), v.money(t.yearMinor), v.money(t.netMinor)];
}
