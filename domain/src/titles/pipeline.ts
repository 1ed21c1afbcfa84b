import type { Country } from '../guards/model.ts';
import type { Deadline, Stage, StepKind, TitleState } from './model.ts';

/** A step of a file, without its words. */
export interface Step { kind: StepKind; on: string; planned: boolean; number: string | null }

/** A delay a country's law sets, from a step to what must follow; dated, because laws change. `to` `oppositions_end` closes the time to oppose. */
interface Rule { country: Country; from: string; until: string | null; after: StepKind; to: Deadline['kind']; months?: number; days?: number; law: string; article: string }

// None of these texts could be read here: every delay is shown as "to confirm" until a lawyer of the country has (docs/decisions).
const MA = 'Dahir du 12 août 1913 sur l’immatriculation foncière, modifié par la loi n° 14-07';
const TN = 'Code des droits réels (loi n° 65-5 du 12 février 1965)';
const BJ = 'Code foncier et domanial (loi n° 2013-01 modifiée par la loi n° 2017-15)';
export const RULES: readonly Rule[] = [
  { country: 'MA', from: '2011-11-24', until: null, after: 'deposit', to: 'extract_published', days: 10, law: MA, article: 'art. 17' },
  { country: 'MA', from: '2011-11-24', until: null, after: 'extract_published', to: 'boundary', months: 2, law: MA, article: 'art. 17' },
  { country: 'MA', from: '2011-11-24', until: null, after: 'boundary', to: 'boundary_notice', months: 4, law: MA, article: 'art. 23' },
  { country: 'MA', from: '1913-08-12', until: null, after: 'boundary_notice', to: 'oppositions_end', months: 2, law: MA, article: 'art. 24' },
  { country: 'MA', from: '2011-11-24', until: null, after: 'boundary_notice', to: 'registration', months: 5, law: MA, article: 'art. 24 et 30' },
  { country: 'TN', from: '1965-02-12', until: null, after: 'extract_published', to: 'boundary', months: 2, law: TN, article: 'immatriculation' },
  { country: 'TN', from: '1965-02-12', until: null, after: 'boundary_notice', to: 'oppositions_end', months: 2, law: TN, article: 'oppositions' },
  { country: 'BJ', from: '2013-08-14', until: null, after: 'boundary_notice', to: 'oppositions_end', days: 60, law: BJ, article: 'confirmation de droits fonciers' },
];

const pad = (n: number): string => String(n).padStart(2, '0');
const lastDay = (year: number, month: number): number => (month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
/** A day some months and days later; the 31st becomes the last of a shorter month. */
export function later(day: string, { months = 0, days = 0 }: { months?: number | undefined; days?: number | undefined }): string {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  const index = y * 12 + (m - 1) + months;
  const year = Math.floor(index / 12), month = (index % 12) + 1;
  const start = Date.UTC(year, month - 1, Math.min(d, lastDay(year, month)));
  const end = new Date(start + days * 86_400_000);
  return `${String(end.getUTCFullYear()).padStart(4, '0')}-${pad(end.getUTCMonth() + 1)}-${pad(end.getUTCDate())}`;
}
/** Whole days between two days. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export interface Standing {
  stage: Stage;
  state: TitleState;
  /** The title's number once registered, and the application's. */
  number: string | null;
  requisitionNumber: string | null;
  requisitionOn: string | null;
  copyLost: boolean;
  /** Registered, rejected or withdrawn: nothing more is due. */
  closed: boolean;
  /** The day of the step that brought the stage. */
  since: string | null;
}

const NOTHING: Standing = { stage: 'non_immatricule', state: 'non_immatricule', number: null, requisitionNumber: null, requisitionOn: null, copyLost: false, closed: false, since: null };

function take(s: Standing, step: Step): Standing {
  switch (step.kind) {
    case 'no_document': return { ...NOTHING, state: 'sans_document', since: step.on };
    case 'deposit': return { ...NOTHING, stage: 'requisition', state: 'requisition', requisitionNumber: step.number ?? s.requisitionNumber, requisitionOn: step.on, since: step.on };
    case 'copy_lost': return { ...s, copyLost: true };
    case 'boundary': return s.stage === 'titre_foncier' ? s : { ...s, stage: 'bornage', state: 'requisition', since: step.on };
    case 'registration': return { ...s, stage: 'titre_foncier', state: 'titre_foncier', number: step.number ?? s.number, closed: true, since: step.on };
    case 'rejected': case 'withdrawn': return s.stage === 'titre_foncier' ? s : { ...s, stage: 'non_immatricule', state: 'non_immatricule', closed: true, since: step.on };
    default: return s.since === null ? { ...s, since: step.on } : s;
  }
}

/** Where a file stands on a day: its steps done by then, in order of their days. */
export const standing = (steps: readonly Step[], day: string): Standing =>
  steps.filter((s) => !s.planned && s.on <= day).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).reduce(take, NOTHING);

/**
 * The days a file must keep: what the country's rules in force set after each step done, and what somebody planned. A day is kept when what it asks
 * was done (or, for oppositions, when it has passed); overdue when it has passed and was not. A closed file owes nothing.
 */
export function deadlines(country: Country | null, steps: readonly Step[], day: string): Deadline[] {
  const done = steps.filter((s) => !s.planned && s.on <= day);
  const { closed } = standing(steps, day);
  const latest = (kind: StepKind): string | undefined => done.filter((s) => s.kind === kind).map((s) => s.on).sort().at(-1);
  const lawful = RULES.filter((r) => r.country === country).flatMap((r): Deadline[] => {
    const from = latest(r.after);
    if (from === undefined || from < r.from || (r.until !== null && from >= r.until)) return [];
    const due = later(from, { months: r.months, days: r.days });
    const met = r.to === 'oppositions_end' ? due < day : done.some((s) => s.kind === r.to && s.on >= from);
    return [{ kind: r.to, due, kept: met || closed, overdue: !met && !closed && due < day, law: r.law, article: r.article, confirmed: false }];
  });
  const planned = steps.filter((s) => s.planned).map((s): Deadline => {
    const met = done.some((d) => d.kind === s.kind);
    return { kind: s.kind, due: s.on, kept: met || closed, overdue: !met && !closed && s.on < day, law: null, article: null, confirmed: true };
  });
  return [...lawful, ...planned].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** Whether an opposition came after its time, by the file's own notice; false where no rule tells. */
export const isLate = (country: Country | null, steps: readonly Step[], filedOn: string): boolean => {
  const end = deadlines(country, steps, '9999-12-31').find((d) => d.kind === 'oppositions_end');
  return end !== undefined && filedOn > end.due;
};

const RANK: readonly Stage[] = ['non_immatricule', 'requisition', 'bornage', 'titre_foncier'];
/** What a property's own register says when it has several files: no further than the least advanced, with every number. Null without a file. */
export function together(files: readonly Standing[]): Pick<Standing, 'state' | 'number' | 'requisitionNumber' | 'requisitionOn'> | null {
  const [least] = [...files].sort((a, b) => RANK.indexOf(a.stage) - RANK.indexOf(b.stage));
  if (least === undefined) return null;
  const join = (all: (string | null)[]): string | null => all.filter((n) => n !== null).join(', ').slice(0, 100) || null;
  return { state: least.state, number: join(files.map((f) => f.number)), requisitionNumber: join(files.map((f) => f.requisitionNumber)), requisitionOn: least.requisitionOn };
}
