import { z } from 'zod';
import { DOMAIN_CLASSES, TITLE_STATES } from '../assets/words.ts';
import { LANGUAGES, type Language } from '../shared/texts.ts';

/** The lists a commune keeps itself; each starts with those of its country. */
export const REFERENCE_LISTS = ['domain_class', 'title_state', 'domain_subclass', 'legal_regime', 'conservation', 'origin', 'use'] as const;
export type ReferenceList = (typeof REFERENCE_LISTS)[number];
/** Lists whose codes are the law's, which acts and guards rest on: a commune words them, and neither adds to them nor takes away. */
export const LEGAL_LISTS = { domain_class: DOMAIN_CLASSES, title_state: TITLE_STATES } as const satisfies Partial<Record<ReferenceList, readonly string[]>>;
export const isLegalList = (list: ReferenceList): list is keyof typeof LEGAL_LISTS => list in LEGAL_LISTS;
/** Countries whose lists are shipped; a commune of another starts with what is common to all. */
export const COUNTRIES = ['TN', 'MA', 'BJ', 'FR'] as const;

/** A code is written in properties, files and exports: it never changes, its words may. */
export const ReferenceCode = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/);
const label = z.string().trim().min(1).max(200);
export const ReferenceLabels = z.strictObject({ fr: label, ar: label, en: label });
/** What an administrator writes of a code. `basis` is the text of law or usage it rests on. */
export const ReferenceChange = z.strictObject({ labels: ReferenceLabels, active: z.boolean().default(true), position: z.number().int().min(0).max(100_000).default(0), basis: label.nullable().default(null) })
  .meta({ id: 'ReferenceChange' });
export type ReferenceChange = z.output<typeof ReferenceChange>;
/** `uses` counts the properties that carry the code: above 0 it can be retired, not removed. */
export const ReferenceItem = z.object({
  list: z.enum(REFERENCE_LISTS), code: z.string(), labels: z.record(z.enum(LANGUAGES), z.string()), country: z.string().nullable(), basis: z.string().nullable(),
  active: z.boolean(), position: z.number().int(), uses: z.number().int(),
}).meta({ id: 'ReferenceItem' });
export type ReferenceItem = z.output<typeof ReferenceItem>;

/** The words of a code in a language, the code itself where the list has none. */
export const referenceLabel = (items: readonly Pick<ReferenceItem, 'list' | 'code' | 'labels'>[], list: ReferenceList, code: string, language: Language): string =>
  items.find((i) => i.list === list && i.code === code)?.labels[language] ?? code;
