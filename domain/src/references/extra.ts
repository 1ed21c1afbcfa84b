import { z } from 'zod';
import type { Language } from '../shared/texts.ts';
import { ReferenceCode, ReferenceLabels } from './model.ts';

export const EXTRA_TYPES = ['text', 'number', 'date', 'boolean', 'list'] as const;
export type ExtraType = (typeof EXTRA_TYPES)[number];
/** A field's key is written in files (`extra_<key>`) and never changes; its type neither once a value is there. */
export const ExtraKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
export const ExtraOption = z.strictObject({ code: ReferenceCode, labels: ReferenceLabels });

/** What an administrator writes of a field: a list has options, a number may have a unit; a required field must be stated when a property is made or changed on screen. */
export const ExtraFieldChange = z.strictObject({
  type: z.enum(EXTRA_TYPES), unit: z.string().trim().min(1).max(20).nullable().default(null), required: z.boolean().default(false), labels: ReferenceLabels,
  options: z.array(ExtraOption).max(200).default([]), position: z.number().int().min(0).max(100_000).default(0), active: z.boolean().default(true),
}).refine((f) => (f.type === 'list') === (f.options.length > 0), { path: ['options'], message: 'options' })
  .refine((f) => new Set(f.options.map((o) => o.code)).size === f.options.length, { path: ['options'], message: 'options' })
  .refine((f) => f.unit === null || f.type === 'number', { path: ['unit'], message: 'unit' }).meta({ id: 'ExtraFieldChange' });
export type ExtraFieldChange = z.output<typeof ExtraFieldChange>;
/** `uses` counts the properties that state the field: above 0 it can be retired, not removed, and its type stays. */
export const ExtraField = z.object({
  key: ExtraKey, type: z.enum(EXTRA_TYPES), unit: z.string().nullable(), required: z.boolean(), labels: z.record(z.enum(['fr', 'ar', 'en']), z.string()),
  options: z.array(ExtraOption), position: z.number().int(), active: z.boolean(), uses: z.number().int(),
}).meta({ id: 'ExtraField' });
export type ExtraField = z.output<typeof ExtraField>;
/** Enough of a field to read a value by. */
export type ExtraRule = Pick<ExtraField, 'key' | 'type' | 'options' | 'required' | 'active'>;
export type ExtraValue = string | number | boolean | null;

/** The name of an extra field as a column of a file. */
export const extraColumn = (key: string): string => `extra_${key}`;

/** What is wrong with a value under its field: a key of texts, or null. */
export function extraFault(field: ExtraRule, value: ExtraValue | undefined): 'required' | 'not_number' | 'not_date' | 'not_boolean' | 'unknown_word' | 'not_text' | null {
  if (value === null || value === undefined || value === '') return field.required && field.active ? 'required' : null;
  switch (field.type) {
    case 'text': return typeof value === 'string' ? null : 'not_text';
    case 'number': return typeof value === 'number' && Number.isFinite(value) ? null : 'not_number';
    case 'boolean': return typeof value === 'boolean' ? null : 'not_boolean';
    case 'date': return typeof value === 'string' && z.iso.date().safeParse(value).success ? null : 'not_date';
    case 'list': return field.options.some((o) => o.code === value) ? null : 'unknown_word';
  }
}
/** The words of an option in a language, its code where there is none. */
export const optionLabel = (field: Pick<ExtraField, 'options'>, code: string, language: Language): string => field.options.find((o) => o.code === code)?.labels[language] ?? code;
