import { ledger } from '../ledger.ts';
import { revenue } from '../revenue.ts';
import { revisions } from '../revisions.ts';
import { payments } from '../payments.ts';
import { penalties } from '../penalties.ts';
import { occupations } from '../occupations.ts';

/** The texts of occupations and of the money. */
export const money = { ...ledger, ...revenue, ...revisions, ...payments, ...penalties, ...occupations };
