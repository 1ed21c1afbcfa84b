import type { DomainClass, TitleState } from '@sommier/domain/assets';
import type { Prorata } from '@sommier/domain/ledger';
import { contractTerms, isLease, rankOf, readShare, shareText, type ActivityKind, type ActRole, type GuardedRight, type NewOccupation, type OccupationSheet, type OccupationType, type PartyRole, type Period, type Term } from '@sommier/domain/occupations';
import { addDays } from '@sommier/domain/shared';
import type { PickedParty } from '../parties/index.ts';
import { readAmount, writeAmount } from '../ledger/index.ts';

/** A unit as the form holds it: what was typed stays as it was typed. */
export interface UnitDraft { assetId: string; code: string; name: string; domainClass: DomainClass | null; titleState: TitleState | null; registerM2: number | null; share: string; area: string }
export interface TermDraft { from: string; amount: string; charges: string; period: Period; dueDay: string; dueWhen: 'advance' | 'arrears'; kind: 'rent' | 'step' | 'free'; lastDay: string; lastRevisedOn: string; prorata: Prorata; every: string; rate: string; index: string; own: boolean; kept: Pick<Term, 'anchor' | 'indexation' | 'note' | 'escalation'> | null }
export interface ActDraft { role: ActRole; reference: string; datedOn: string }
export interface Draft {
  type: OccupationType; reference: string; activity: string; activityKind: ActivityKind | ''; freeOfCharge: boolean; written: 'yes' | 'no' | ''; signedOn: string; startsOn: string; lastDay: string; tacitRenewal: boolean;
  renewalMonths: string; noticeMonths: string; deposit: string; subletAllowed: 'yes' | 'no' | ''; subletFoundOn: string; service: string; reason: string; project: string; foundOn: string; foundBy: string; evidence: string;
  claimable: string; claimablePeriod: Period; note: string; parent: { id: string; reference: string } | null; units: UnitDraft[]; parties: { party: PickedParty; role: PartyRole }[]; acts: ActDraft[]; terms: TermDraft[];
}

export const emptyDraft = (): Draft => ({
  type: 'bail_commercial', reference: '', activity: '', activityKind: '', freeOfCharge: false, written: '', signedOn: '', startsOn: '', lastDay: '', tacitRenewal: false, renewalMonths: '', noticeMonths: '', deposit: '', subletAllowed: '',
  subletFoundOn: '', service: '', reason: '', project: '', foundOn: '', foundBy: '', evidence: '', claimable: '', claimablePeriod: 'month', note: '', parent: null, units: [], parties: [], acts: [], terms: [],
});
const flag = (b: boolean | null): 'yes' | 'no' | '' => (b === null ? '' : b ? 'yes' : 'no');
const lastOf = (end: string | null): string => (end === null ? '' : addDays(end, -1));

/** The form of a right that is there. Terms that a revision brought are not the contract's and stay out. */
export const draftOf = (o: OccupationSheet, exponent: number): Draft => {
  const money = (minor: string | null): string => (minor === null || minor === '0' ? '' : writeAmount(minor, exponent));
  return {
    type: o.type, reference: o.reference, activity: o.activity ?? '', activityKind: o.activityKind ?? '', freeOfCharge: o.freeOfCharge, written: flag(o.written), signedOn: o.signedOn ?? '', startsOn: o.startsOn ?? '', lastDay: lastOf(o.endsOn),
    tacitRenewal: o.tacitRenewal, renewalMonths: o.renewalMonths === null ? '' : String(o.renewalMonths), noticeMonths: o.noticeMonths === null ? '' : String(o.noticeMonths), deposit: money(o.depositMinor), subletAllowed: flag(o.subletAllowed),
    subletFoundOn: o.subletFoundOn ?? '', service: o.service ?? '', reason: o.reason ?? '', project: o.project ?? '', foundOn: o.foundOn ?? '', foundBy: o.foundBy ?? '', evidence: o.evidence ?? '', claimable: money(o.claimableMinor),
    claimablePeriod: o.claimablePeriod ?? 'month', note: o.note ?? '', parent: o.parent === null ? null : { id: o.parent.id, reference: o.parent.reference },
    units: o.units.map((u) => ({ assetId: u.assetId, code: u.code, name: u.name, domainClass: u.domainClass, titleState: null, registerM2: u.registerM2, share: shareText(u.share), area: u.areaM2 === null ? '' : String(u.areaM2) })),
    parties: o.parties.map((p) => ({ party: { id: p.partyId, kind: p.kind, name: p.name, nameAr: p.nameAr }, role: p.role })), acts: o.acts.map((a) => ({ role: a.role, reference: a.reference, datedOn: a.datedOn ?? '' })),
    terms: contractTerms(o.terms).filter((x) => x.source !== 'revision').map((x) => ({ from: x.from, amount: money(x.amountMinor), charges: money(x.chargesMinor), period: x.period, dueDay: x.dueDay === null ? '' : String(x.dueDay), dueWhen: x.dueWhen,
      kind: x.kind === 'revision' ? 'rent' : x.kind, lastDay: lastOf(x.to), lastRevisedOn: x.lastRevisedOn ?? '',
      prorata: x.prorata, every: x.escalation === null ? '' : String(x.escalation.every), rate: x.escalation?.bp ? String(x.escalation.bp / 100).replace('.', ',') : '', index: x.escalation?.index ?? '', own: x.anchor !== null, kept: x })),
  };
};

/** The contract's own clause of a term: months between two steps, and a percent or an index. The day it counts from stays. */
function clauseOf(x: TermDraft): Term['escalation'] {
  const every = Number(x.every), bp = Math.round(Number(x.rate.replace(',', '.')) * 100), index = x.index.trim().toUpperCase();
  if (x.every.trim() === '' || !Number.isInteger(every) || every < 1 || (index === '' && !(bp > 0))) return null;
  return { every, bp: index === '' ? bp : null, index: index === '' ? null : index, from: x.kept?.escalation?.from ?? x.from };
}
export type FormFault = { field: 'units' | 'share' | 'amount' | 'area'; value: string };
/** What the form says, as the server takes it; the first thing that cannot be read otherwise. */
export function bodyOf(d: Draft, exponent: number): { body: Omit<NewOccupation, 'overrides'> } | { fault: FormFault } {
  const text = (v: string): string | null => (v.trim() === '' ? null : v.trim());
  const bool = (v: 'yes' | 'no' | ''): boolean | null => (v === '' ? null : v === 'yes');
  const whole = (v: string): number | null => (v.trim() === '' ? null : Number(v));
  const end = (last: string): string | null => (last === '' ? null : addDays(last, 1));
  if (d.units.length === 0) return { fault: { field: 'units', value: '' } };
  const money = (v: string): string | null | undefined => (v.trim() === '' ? null : readAmount(v, exponent) ?? undefined);
  const units = d.units.map((u) => ({ assetId: u.assetId, share: readShare(u.share === '' ? '1' : u.share), areaM2: u.area.trim() === '' ? null : Number(u.area.replace(',', '.')) }));
  const badShare = d.units[units.findIndex((u) => u.share === null)], badArea = d.units[units.findIndex((u) => u.areaM2 !== null && !(u.areaM2 > 0))];
  if (badShare) return { fault: { field: 'share', value: badShare.share } };
  if (badArea) return { fault: { field: 'area', value: badArea.area } };
  // Steps keep the periods of the rent they step from.
  const firstDay = d.terms.find((x) => x.kind !== 'free' && x.from !== '')?.from;
  const rank = rankOf(d.type), amounts = [d.deposit, d.claimable, ...d.terms.flatMap((x) => [x.amount, x.charges])];
  const wrong = amounts.find((v) => money(v) === undefined);
  if (wrong !== undefined) return { fault: { field: 'amount', value: wrong } };
  return { body: {
    type: d.type, ...(text(d.reference) === null ? {} : { reference: d.reference.trim() }), activity: text(d.activity), activityKind: d.activityKind === '' ? null : d.activityKind, freeOfCharge: d.freeOfCharge, written: bool(d.written),
    signedOn: text(d.signedOn), startsOn: text(d.startsOn), endsOn: end(d.lastDay), tacitRenewal: d.tacitRenewal, renewalMonths: whole(d.renewalMonths), noticeMonths: whole(d.noticeMonths), depositMinor: money(d.deposit) ?? null,
    subletAllowed: bool(d.subletAllowed), subletFoundOn: text(d.subletFoundOn), service: text(d.service), reason: text(d.reason), project: text(d.project), note: text(d.note), parentId: rank === 'derived' ? d.parent?.id ?? null : null,
    ...(rank === 'without_title' ? { foundOn: text(d.foundOn), foundBy: text(d.foundBy), evidence: text(d.evidence), claimableMinor: money(d.claimable) ?? null, claimablePeriod: d.claimable.trim() === '' ? null : d.claimablePeriod } : {}),
    units: units.flatMap((u) => (u.share === null ? [] : [{ ...u, share: u.share }])), parties: d.parties.map((p) => ({ partyId: p.party.id, role: p.role, since: null, until: null })),
    acts: d.acts.filter((a) => a.reference.trim() !== '').map((a) => ({ role: a.role, reference: a.reference.trim(), datedOn: text(a.datedOn), actId: null })),
    terms: d.terms.filter((x) => x.from !== '').map((x) => ({ kind: x.kind, from: x.from, to: end(x.lastDay), amountMinor: x.kind === 'free' ? '0' : money(x.amount) ?? '0', chargesMinor: money(x.charges) ?? '0', period: x.period, dueDay: whole(x.dueDay), dueWhen: x.dueWhen,
      prorata: x.prorata, anchor: x.own ? x.kept?.anchor ?? firstDay ?? x.from : null, indexation: x.kept?.indexation ?? null, lastRevisedOn: text(x.lastRevisedOn), note: x.kept?.note ?? null, escalation: clauseOf(x) })),
  } };
}

/** The part of the form the rules look at. */
export const guardedOf = (d: Draft): GuardedRight => ({
  type: d.type, activityKind: d.activityKind === '' ? null : d.activityKind, freeOfCharge: d.freeOfCharge, startsOn: d.startsOn || null, endsOn: d.lastDay === '' ? null : addDays(d.lastDay, 1),
  acts: d.acts.filter((a) => a.reference.trim() !== ''), units: d.units,
});
export const roleFor = (type: OccupationType): PartyRole => (isLease(type) ? 'tenant' : type === 'sous_location' ? 'subtenant' : type === 'sans_titre' ? 'occupant' : type === 'concession' || type === 'affermage' ? 'concessionaire' : 'beneficiary');
