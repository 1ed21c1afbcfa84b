import type { Same } from '../catalogue.ts';
import type { assets as fr } from '../fr/assets.ts';

/** The register and the page of a property. */
export const assets: Same<typeof fr> = {
  'assets.register': 'Register of properties',
  'assets.one': 'Property sheet',
  'assets.tabs': 'Parts of the sheet',
  'assets.onmap': 'On the map',
  'assets.tab.sheet': 'Sheet',
  'assets.tab.legal': 'Legal situation',
  'assets.tab.ground': 'Ground',
  'assets.tab.occupation': 'Occupation',
  'assets.tab.documents': 'Documents',
  'assets.tab.history': 'History',
  'assets.title.unknown': 'Title unknown',
  'assets.facets': 'Filter the register',
  'assets.facet.domain': 'Domain',
  'assets.facet.title': 'Title',
  'assets.none': 'not stated',
  'assets.group.public': 'Public domain',
  'assets.group.private': 'Private domain',
  'assets.group.other': 'Other',
  'assets.group.undetermined': 'Undetermined',
  'assets.located.yes': 'located',
  'assets.located.no': 'not located',
  'assets.words': 'Code, name, address, title…',
  'assets.words.go': 'Search',
  'assets.tick': 'Tick {code}',
  'assets.tick.page': 'Tick the page',
  'assets.ticked': '{n, plural, one {# property ticked} other {# properties ticked}}',
  'assets.tick.all': '{n, plural, one {The property of the filter} other {All # properties of the filter}}',
  'assets.untick': 'Untick all',
};
