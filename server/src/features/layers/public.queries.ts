import { publishableOf, type LayerEntry } from '@sommier/domain/layers';
import type { Tx } from '../../platform/db/index.ts';
import { readCatalogue } from './catalogue.queries.ts';

/** A layer everybody reads, with the attributes that may be shown of it: those its card publishes and the lists allow, whatever was allowed before. */
export interface PublicLayer extends LayerEntry { shown: string[] }

/** The layers the commune publishes. The administrator's reading is the widest: what is published does not depend on who may read it inside. */
export async function readPublicLayers(tx: Tx): Promise<PublicLayer[]> {
  return (await readCatalogue(tx, 'admin')).filter((l) => l.isPublic).map((l) => ({ ...l, shown: l.publicFields.filter((f) => publishableOf(l).includes(f)) }));
}
