import type { Response } from 'express';
import type { Declaration } from '@sommier/domain/declarations';
import type { Language } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { refuse } from './declarations.store.ts';
import { formFor } from './forms.queries.ts';
import { writeReceipt } from './receipt.ts';

/** The receipt of a filed return as an answer. Throws where it is a draft. */
export async function receiptOf(tx: Tx, d: Declaration, issuer: string, language: Language): Promise<(res: Response) => void> {
  if (d.state === 'draft') throw refuse('not_filed');
  const { label } = await formFor(tx, d.tax, d);
  const bytes = await writeReceipt(d, { taxLabel: label?.[language] ?? label?.fr ?? null, issuer }, language);
  return (res) => { res.setHeader('Content-Type', 'application/pdf'); res.setHeader('Content-Disposition', `attachment; filename="${d.number ?? ''}-v${String(d.version)}.pdf"`); res.end(bytes); };
}
