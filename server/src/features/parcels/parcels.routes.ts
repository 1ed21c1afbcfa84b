import { Router } from 'express';
import { getParcel, listParcels } from '@sommier/domain/parcels';
import { AppError } from '@sommier/domain/shared';
import type { Deps } from '../../platform/deps.ts';
import { mount, notModified, versionTag } from '../../platform/http/index.ts';
import { readParcel, readParcels } from './parcels.queries.ts';

export function routes(deps: Deps): Router {
  const r = Router();
  mount(r, deps, listParcels, async ({ query }, { tx }) => ({ ...await readParcels(tx, query), page: query.page, size: query.size }));
  mount(r, deps, getParcel, async ({ params }, ctx) => {
    const parcel = await readParcel(ctx.tx, params.id);
    if (parcel === undefined) throw new AppError('not_found', `No parcel ${params.id}`);
    notModified(ctx, versionTag(parcel.version));
    return parcel;
  });
  return r;
}
