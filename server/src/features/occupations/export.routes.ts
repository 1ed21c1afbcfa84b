import type { Response, Router } from 'express';
import { LEASE_FIELDS, printClause } from '@sommier/domain/imports';
import { exportFoundOccupations, exportOccupations, shareText, type OccupationFilter, type OccupationSheet } from '@sommier/domain/occupations';
import { currencyExponent } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { mount, type CommuneContext } from '../../platform/http/index.ts';
import { can } from '@sommier/domain/shared';
import { sendSheets, type SheetFormat } from '../exports/index.ts';
import { where } from './occupations.queries.ts';
import { readOccupationSheets } from './sheet.queries.ts';
import { today } from './today.ts';

/** The columns of the table out, by the names the import knows: what leaves comes back unchanged. One line for each unit of a right. */
export const EXPORT_COLUMNS = ['reference', 'type', 'lease_status', 'unit', 'share', 'area_m2', 'activity', 'activity_kind', 'free_of_charge', 'written', 'signed_on', 'starts_on', 'ends_on', 'ended_on', 'tacit_renewal',
  'renewal_months', 'notice_months', 'amount', 'charges', 'currency', 'period', 'due_day', 'due_when', 'deposit', 'indexation', 'last_revised_on', 'publicity_act', 'approval_act', 'deliberation', 'sublet_allowed',
  'sublet_found_on', 'party', 'party_kind', 'party_role', 'found_on', 'found_by', 'evidence', 'procedure', 'parent_lease', 'note'] as const;
const SLICE = 200;

/** An amount in the currency's own unit, with all its decimals: "120.500". */
export function majorText(minor: string, exponent: number): string {
  const digits = minor.padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function lines(o: OccupationSheet): (string | number | boolean | null)[][] {
  const exponent = currencyExponent(o.currency), term = o.terms.filter((t) => t.kind !== 'free').at(-1), party = o.parties[0];
  const act = (role: string): string | null => o.acts.find((a) => a.role === role)?.reference ?? null;
  const money = (minor: string | null | undefined): string | null => minor === null || minor === undefined ? null : majorText(minor, exponent);
  return o.units.map((u) => [o.reference, o.type, o.status, u.code, shareText(u.share), u.areaM2, o.activity, o.activityKind, o.freeOfCharge, o.written, o.signedOn, o.startsOn, o.endsOn, o.endedOn, o.tacitRenewal,
    o.renewalMonths, o.noticeMonths, money(term?.amountMinor), money(term?.chargesMinor), term?.currency ?? null, term?.period ?? null, term?.dueDay ?? null, term?.dueWhen ?? null, money(o.depositMinor),
    (term?.escalation ? printClause(term.escalation) : term?.indexation) ?? null, term?.lastRevisedOn ?? null, act('publicity'), act('approval'), act('deliberation'), o.subletAllowed, o.subletFoundOn, party?.name ?? null, party?.kind ?? null, party?.role ?? null,
    o.foundOn, o.foundBy, o.evidence, o.procedureState, o.parent?.reference ?? null, o.note]);
}

async function slice(tx: Tx, f: OccupationFilter, after: string, personal: boolean): Promise<{ last: string | undefined; rows: ReturnType<typeof lines> }> {
  const on = f.on ?? await today(tx);
  const w = where(f, on);
  const { rows: ids } = await tx.raw(`select o.id from occupation o where ${w.sql} and o.id > :after order by o.id limit ${String(SLICE)}`, { ...w.bindings, after }) as { rows: { id: string }[] };
  const rows = (await readOccupationSheets(tx, ids.map(({ id }) => id), on, personal)).flatMap(lines);
  return { last: ids.length < SLICE ? undefined : ids.at(-1)?.id, rows };
}

export function exportRoutes(r: Router, deps: Deps): void {
  const list = async (ctx: CommuneContext, filter: OccupationFilter, format: SheetFormat) => {
    const scope = { commune: ctx.commune.id, person: ctx.person.id }, personal = can(ctx.role, 'personal.read');
    const name = `occupations-${ctx.commune.code}-${await today(ctx.tx)}`;
    return (res: Response) => sendSheets(res, name, format, [{ name: 'occupations', columns: EXPORT_COLUMNS, async *rows() {
      for (let after: string | undefined = '0'; after !== undefined;) {
        const from: string = after;
        const { last, rows } = await deps.db.inCommune(scope, (tx) => slice(tx, filter, from, personal), { readOnly: true });
        yield rows;
        after = last;
      }
    } }]);
  };
  mount(r, deps, exportOccupations, async ({ query: { format, template, ...filter } }, ctx) => template === 'yes'
    ? (res) => sendSheets(res, 'leases-template', format, [{ name: 'leases', columns: Object.keys(LEASE_FIELDS), async *rows() { yield await Promise.resolve([]); } }])
    : list(ctx, filter, format));
  mount(r, deps, exportFoundOccupations, ({ query: { format }, body: { filter } }, ctx) => list(ctx, filter, format));
}
