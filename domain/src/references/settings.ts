import { z } from 'zod';
import { patternFault } from '../assets/codes.ts';

/**
 * What a commune sets for its register: how codes are made (`{district}-{level}{seq:4}`, `{parent}-{level}{seq}`), and by how much areas may differ
 * before they are flagged: the greater of a share in percent and a number of square metres.
 */
export const RegisterSettings = z.strictObject({
  codePattern: z.string().trim().min(1).max(80), childPattern: z.string().trim().min(1).max(80),
  areaTolerancePercent: z.number().min(0).max(100), areaToleranceM2: z.number().min(0).max(1_000_000),
}).superRefine((s, ctx) => {
  for (const [path, pattern, child] of [['codePattern', s.codePattern, false], ['childPattern', s.childPattern, true]] as const) {
    const fault = patternFault(pattern, child);
    if (fault !== null) ctx.addIssue({ code: 'custom', path: [path], message: fault });
  }
}).meta({ id: 'RegisterSettings' });
export type RegisterSettings = z.output<typeof RegisterSettings>;
export const RegisterSettingsNow = z.object({ ...RegisterSettings.shape, version: z.number().int() }).meta({ id: 'RegisterSettingsNow' });
export type RegisterSettingsNow = z.output<typeof RegisterSettingsNow>;

/** For a commune that has set nothing. */
export const DEFAULT_SETTINGS: RegisterSettings = { codePattern: 'S{seq:4}', childPattern: '{parent}-{level}{seq}', areaTolerancePercent: 2, areaToleranceM2: 1 };
