/** How far a criterion is met. */
export type State = 'met' | 'partly' | 'not';

/** Criteria of the RGESN v2 (Arcep, 17 May 2024) with what we say of each: its number, how far it is met, its text in the catalogue. */
export const CRITERIA = [
  ['1.1, 1.2, 1.5', 'met', 'frugality.c.purpose'], ['1.6, 7.2', 'partly', 'frugality.c.retention'], ['1.8, 1.9', 'met', 'frugality.c.open'],
  ['2.1, 2.2, 2.4', 'partly', 'frugality.c.devices'], ['2.3', 'partly', 'frugality.c.line'], ['2.5', 'partly', 'frugality.c.screens'], ['2.7', 'met', 'frugality.c.leave'],
  ['2.9, 2.10', 'met', 'frugality.c.third'], ['3.1, 3.4', 'partly', 'frugality.c.server'], ['4.1, 4.2', 'met', 'frugality.c.scroll'], ['4.5, 4.8', 'met', 'frugality.c.native'],
  ['4.9', 'partly', 'frugality.c.typing'], ['4.10, 4.11', 'partly', 'frugality.c.formats'], ['4.12, 4.15', 'partly', 'frugality.c.heavy'], ['4.13', 'met', 'frugality.c.notices'],
  ['5.1, 5.2, 5.7, 5.8', 'partly', 'frugality.c.pictures'], ['6.1', 'partly', 'frugality.c.weight'], ['6.2–6.5, 6.7', 'met', 'frugality.c.files'], ['7.1, 7.3', 'partly', 'frugality.c.cache'], ['8', 'not', 'frugality.c.hosting'],
] as const satisfies readonly (readonly [string, State, string])[];

/** What was tried of the accessibility, by what, and what was not. */
export const ACCESS = [
  ['met', 'frugality.a.axe'], ['met', 'frugality.a.keys'], ['met', 'frugality.a.mirror'], ['met', 'frugality.a.table'], ['met', 'frugality.a.dark'], ['partly', 'frugality.a.map'], ['not', 'frugality.a.reader'], ['not', 'frugality.a.papers'], ['not', 'frugality.a.audit'],
] as const satisfies readonly (readonly [State, string])[];
