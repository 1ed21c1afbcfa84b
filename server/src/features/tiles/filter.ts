import { DOMAIN_CLASSES, domainGroup } from '@sommier/domain/assets';
import { splitList } from '@sommier/domain/shared';
import type { TileFilter } from '@sommier/domain/tiles';

/** The fields each layer can be filtered by; the others are left aside, so that they do not split its cache. */
const FIELDS: Readonly<Record<string, readonly (keyof TileFilter)[]>> = {
  assets: ['domain', 'title', 'nature', 'status', 'on'], parcels: ['title'], listings: ['platform', 'roomType', 'gone'],
};
const NAMES: Readonly<Record<string, string>> = { roomType: 'room' };
const isGroup = (word: string): boolean => ['public', 'private', 'other', 'undetermined'].includes(word);

/** A group stands for its classes; `undetermined` also holds what nobody has classed. */
const classesOf = (word: string): string[] => isGroup(word)
  ? [...DOMAIN_CLASSES.filter((c) => domainGroup(c) === word), ...(word === 'undetermined' ? ['none'] : [])] : [word];

/** The filter as the database's `tile()` reads it, in a fixed order (it is part of the key). `set` is added by the caller as a row id. */
export function filterOf(layer: string, query: TileFilter): Record<string, unknown> {
  const filter: Record<string, unknown> = {};
  for (const field of FIELDS[layer] ?? []) {
    const value = query[field];
    if (value === undefined || value === 'all') continue;
    if (field === 'gone') filter['gone'] = value === 'yes';
    else if (field === 'on') filter['on'] = value;
    else filter[NAMES[field] ?? field] = [...new Set(splitList(value).flatMap((word) => field === 'domain' ? classesOf(word) : [word]))].sort();
  }
  return filter;
}
