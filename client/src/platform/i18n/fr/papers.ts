export const papers = {
  'papers.indicators': 'Indicateurs',
  'papers.valorisation': 'Valorisation',
  'papers.statements': 'Documents réglementaires',
  'papers.sheet': 'Fiche PDF',
  'papers.sheets': 'Fiches PDF',
  'papers.sheets.title': '{n, plural, one {Fiche de bien} other {# fiches de biens}}',
  'papers.sheets.note': 'Plan à l’échelle, photos, identité, situation juridique, superficies, actes, occupation, valeur et historique ; une à trois pages A4 par bien, environ 15 ko chacune.',
  'papers.sheets.language': 'Langue des fiches',
  'papers.sheets.go': 'Composer le PDF',
} as const;
