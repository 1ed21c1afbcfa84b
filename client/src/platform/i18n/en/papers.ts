import type { papers as french } from '../fr/papers.ts';
import type { Same } from '../catalogue.ts';

export const papers: Same<typeof french> = {
  'papers.indicators': 'Indicators',
  'papers.valorisation': 'Making use',
  'papers.statements': 'Statutory papers',
  'papers.sheet': 'PDF sheet',
  'papers.sheets': 'PDF sheets',
  'papers.sheets.title': '{n, plural, one {Property sheet} other {# property sheets}}',
  'papers.sheets.note': 'Map at scale, photographs, identity, legal status, areas, acts, occupation, value and history; one to three A4 pages a property, about 15 kB each.',
  'papers.sheets.language': 'Language of the sheets',
  'papers.sheets.go': 'Compose the PDF',
};
