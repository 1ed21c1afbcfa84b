import { effectOf, isGone, SIDES_OF, trace, type LegalState, type NewAct } from '@sommier/domain/acts';
import { actGuards, type Country, type Finding } from '@sommier/domain/guards';
import type { KnownStep, Sequence } from './sequences.queries.ts';

/** Recorded after every act there is, as far as acts of its own day go. */
export const LAST = 2n ** 62n;
const SHOWN = 5;

/** The step a new act is for one of its properties. */
export function stepOf(act: NewAct, assetId: string): KnownStep {
  const said = act.properties.find((p) => p.assetId === assetId);
  return {
    id: LAST, kind: act.kind, side: said?.side ?? SIDES_OF[act.kind][0] ?? 'about', domainClass: said?.domainClass ?? null, effectiveOn: act.effectiveOn, reference: act.reference, overridden: [],
    deliberated: act.deliberatedOn !== null || (act.deed?.deliberations.length ?? 0) > 0, estimated: (act.deed?.estimates.length ?? 0) > 0, approved: act.approvedOn !== null, record: act.recordOn !== null,
    priced: act.deed !== null && (act.deed.priceNet !== null || act.deed.priceGross !== null), deed: act.deed?.deedOn != null,
  };
}

const guardsOf = (country: Country | null, sequence: Sequence, step: KnownStep, before: LegalState): Finding[] =>
  actGuards({ effect: effectOf(step.kind, step.side), country, domainClass: before.domainClass, titleState: sequence.titleState, gone: isGone(before),
    deliberated: step.deliberated, estimated: step.estimated, approved: step.approved, record: step.record, priced: step.priced, deed: step.deed });

/** The refusals each act of a sequence meets, by act. */
const refusals = (country: Country | null, sequence: Sequence, steps: readonly KnownStep[]): Map<bigint, { step: KnownStep; found: Finding[] }> =>
  new Map(trace(sequence.declared, steps).map(({ step, before }) => [step.id, { step: step as KnownStep, found: guardsOf(country, sequence, step as KnownStep, before).filter((f) => f.outcome === 'refuse') }]));

/**
 * The rules a change of a property's sequence meets: those of the new act where it takes its place, and those that a later act would come to break
 * by it and did not before.
 */
function weighOne(country: Country | null, sequence: Sequence, after: readonly KnownStep[]): Finding[] {
  const before = refusals(country, sequence, sequence.steps);
  const own = trace(sequence.declared, after).find(({ step }) => step.id === LAST);
  const mine = own === undefined ? [] : guardsOf(country, sequence, own.step as KnownStep, own.before).map((f) => ({ ...f, about: sequence.code }));
  const broken = [...refusals(country, sequence, after)].filter(([id]) => id !== LAST).flatMap(([id, { step, found }]) => found
    .filter((f) => !(before.get(id)?.found.some((old) => old.code === f.code) ?? false) && !step.overridden.includes(f.code)).map((f) => ({ ...f, about: `${sequence.code} → ${step.reference}` })));
  return [...mine, ...broken];
}

/** One finding a rule, with the properties it is about. */
function together(findings: readonly Finding[]): Finding[] {
  const byCode = new Map<string, Finding[]>();
  for (const f of findings) byCode.set(f.code, [...(byCode.get(f.code) ?? []), f]);
  return [...byCode.values()].map((all) => {
    const names = all.map((f) => f.about ?? '');
    return { ...all[0]!, about: names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? `, +${String(names.length - SHOWN)}` : '') };
  });
}

export interface Weighed { findings: Finding[]; after: Map<string, KnownStep[]> }

/** What recording an act over its properties meets, and the sequences it leaves. */
export function weighNew(country: Country | null, sequences: readonly Sequence[], act: NewAct): Weighed {
  const after = new Map(sequences.map((s) => [s.id, [...s.steps, stepOf(act, s.id)]]));
  return { findings: together(sequences.flatMap((s) => weighOne(country, s, after.get(s.id) ?? []))), after };
}
/** What taking an act out of the sequences meets. */
export function weighCancelled(country: Country | null, sequences: readonly Sequence[], cancelled: bigint): Weighed {
  const after = new Map(sequences.map((s) => [s.id, s.steps.filter((step) => step.id !== cancelled)]));
  return { findings: together(sequences.flatMap((s) => weighOne(country, s, after.get(s.id) ?? []))), after };
}
