import type { NewAct } from '@sommier/domain/acts';
import { AppError } from '@sommier/domain/shared';
import type { Tx } from '../../platform/db/index.ts';
import { communeCountry } from '../guards/index.ts';
import { assetsOfAct, lockAct, readAct } from './acts.queries.ts';
import { lockSequences, type Sequence } from './sequences.queries.ts';
import { weighCancelled, weighNew, type Weighed } from './weigh.ts';

export interface Ready extends Weighed { sequences: Sequence[] }

/** Locks what an act touches and weighs it against the rules, in its place in time. Throws where it names what is not there or cannot be cancelled. */
export async function weighAct(tx: Tx, act: NewAct): Promise<Ready> {
  const country = await communeCountry(tx);
  if (act.partyId !== null) {
    const { rows } = await tx.raw('select 1 from party where commune_id = current_commune() and id = ?', [act.partyId]) as { rows: unknown[] };
    if (rows.length === 0) throw new AppError('not_found', 'no party', { reason: 'acts.no_such_party' });
  }
  if (act.cancels !== null) {
    await lockAct(tx, act.cancels);
    const target = await readAct(tx, act.cancels, false);
    if (target === undefined) throw new AppError('not_found', 'no act', { reason: 'acts.no_such_act' });
    if (target.cancelledBy !== null) throw new AppError('conflict', 'cancelled', { reason: 'acts.cancelled_already', reference: target.cancelledBy.reference });
    if (target.kind === 'cancellation') throw new AppError('conflict', 'a cancellation', { reason: 'acts.cancels_cancellation' });
    if (act.effectiveOn < target.signedOn) throw new AppError('conflict', 'before', { reason: 'acts.cancelled_before', day: target.signedOn });
    const sequences = await lockSequences(tx, await assetsOfAct(tx, act.cancels));
    return { sequences, ...weighCancelled(country, sequences, BigInt(act.cancels)) };
  }
  const ids = act.properties.map((p) => p.assetId);
  const sequences = await lockSequences(tx, ids);
  if (sequences.length !== ids.length) throw new AppError('not_found', 'no such property', { reason: 'acts.no_such_asset' });
  return { sequences, ...weighNew(country, sequences, act) };
}
