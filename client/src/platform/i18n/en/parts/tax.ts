import { activity } from '../activity.ts';
import { assess } from '../assess.ts';
import { rules } from '../rules.ts';

/** The texts of taxes: their rules, their runs. */
export const tax = { ...rules, ...assess, ...activity };
