import { z } from 'zod';
import { FieldName } from './look.ts';

export const FORM_TYPES = ['text', 'number', 'boolean', 'date', 'choice'] as const;
/** One question of a layer's form. A personal one never leaves by the open page, whatever its layer says. */
export const FormField = z.strictObject({
  name: FieldName.regex(/^[a-z][a-z0-9_]{0,59}$/), title: z.string().trim().min(1).max(120), titleAr: z.string().trim().min(1).max(120).nullable().default(null),
  type: z.enum(FORM_TYPES), choices: z.array(z.string().trim().min(1).max(120)).max(60).default([]), required: z.boolean().default(false), personal: z.boolean().default(false),
});
export type FormField = z.output<typeof FormField>;
export const Form = z.array(FormField).min(1).max(60).refine((form) => new Set(form.map((f) => f.name)).size === form.length, { message: 'twice' })
  .refine((form) => form.every((f) => f.type !== 'choice' || f.choices.length > 0), { message: 'choices' });

/** Why a value does not answer its question; null when it does. An empty answer is null, and right unless the question must be answered. */
export function wrongAnswer(field: FormField, value: unknown): 'required' | 'type' | 'choice' | 'long' | null {
  if (value === null || value === undefined || value === '') return field.required ? 'required' : null;
  if (field.type === 'number') return typeof value === 'number' && Number.isFinite(value) ? null : 'type';
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : 'type';
  if (typeof value !== 'string') return 'type';
  if (value.length > 2000) return 'long';
  if (field.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : 'type';
  return field.type === 'choice' && !field.choices.includes(value) ? 'choice' : null;
}
